import Areas
import Geodesy
package import GeoJSON
import Geometry
import Records

extension HotspotReport {
  /// The report as a GeoJSON FeatureCollection in WGS 84; `docs/hotspots.md` describes its members.
  /// - Throws: when an outline cannot be turned into degrees.
  package func featureCollection() throws(StudyError) -> FeatureCollection {
    var features: [Feature] = []
    for (index, hotspot) in hotspots.enumerated() {
      features.append(
        Feature(
          id: .integer(index + 1), geometry: .polygons(try projection.outline(hotspot.shape)),
          properties: properties(of: hotspot)))
    }
    return FeatureCollection(
      features: features,
      foreign: record.members(question: "hotspots", termMembers, summary: summaryMembers))
  }

  private func properties(of hotspot: Hotspot) -> [JSONValue.Member] {
    [
      .init("rank", .integer(hotspot.rank))
    ] + hotspot.certainty.members + [
      .init("count", .integer(hotspot.count)),
      .init("share", .rounded(hotspot.share, decimals: 6)),
      .init("area_km2", .rounded(hotspot.areaKm2, decimals: 6)),
      .init("density_peak_per_km2", .rounded(hotspot.peakPerKm2, decimals: 4)),
      .init("density_mean_per_km2", .rounded(hotspot.meanPerKm2, decimals: 4)),
      .init("level_per_km2", .rounded(hotspot.levelPerKm2, decimals: 4)),
      .init("pai", .rounded(hotspot.pai, decimals: 4)),
      .init("areas", .array(hotspot.areas.map { .string($0.code) })),
      .init("area", JSONValue(hotspot.area?.code)),
      .init("area_name", JSONValue(hotspot.area?.name)),
      .init("parents", parents(of: hotspot.area)),
      .init("place", JSONValue(hotspot.place)),
      .init("offences", .object(hotspot.offences.map { .init($0.code, .integer($0.count)) })),
      .init(
        "months", .object(hotspot.months.map { .init("\($0.month)", .integer($0.count)) })),
    ]
  }

  private func parents(of area: Area?) -> JSONValue {
    .object(area?.parent.map { [.init($0.layer, .string($0.code))] } ?? [])
  }

  /// What the surface is a density of.
  private var measured: String { record.terms.harm == nil ? "incidents" : "harm" }

  private var termMembers: [JSONValue.Member] {
    [
      .init("per", JSONValue(per)),
      .init("top", question.top.map { .integer($0) } ?? .null),
      .init("hot_share", .number(question.hotShare)),
      .init("min_count", .integer(question.minCount)),
      .init("density_unit", .string("\(measured) per km² over the period")),
    ] + question.certainty.members
  }

  private var summaryMembers: [JSONValue.Member] {
    let counts = Dictionary(grouping: hotspots) { $0.area?.code ?? "" }.mapValues(\.count)
    return record.summaryMembers("hotspots", counts)
      + [.init("in_hotspots", .integer(inHotspots))]
  }
}
