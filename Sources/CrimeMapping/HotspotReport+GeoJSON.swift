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
          id: .integer(index + 1), geometry: .polygons(try degrees(of: hotspot.shape)),
          properties: properties(of: hotspot)))
    }
    return FeatureCollection(
      features: features,
      foreign: [
        .init("study", studyJSON), .init("summary", summaryJSON), .init("caveats", caveatsJSON),
        .init("provenance", provenanceJSON),
      ])
  }

  /// The outline in degrees with the decimals it is written with, valid after rounding too.
  private func degrees(of shape: MultiPolygon<Point>) throws(StudyError) -> MultiPolygon<LonLat> {
    guard let degrees: MultiPolygon<LonLat> = projection.shape(of: shape) else {
      throw .cannotProject(reason: "an outline has no place on the globe")
    }
    let scale = 1e6
    let rounded: MultiPolygon<Point>? = degrees.mapped {
      Point(x: ($0.x * scale).rounded() / scale, y: ($0.y * scale).rounded() / scale)
    }
    guard let rounded else { return degrees }
    do {
      let valid = try repair(rounded)?.shape ?? rounded
      return valid.mapped { LonLat(x: $0.x, y: $0.y) } ?? degrees
    } catch {
      throw .overlayFailed(reason: "\(error.operation): \(error.message)")
    }
  }

  private func properties(of hotspot: Hotspot) -> [JSONValue.Member] {
    [
      .init("rank", .integer(hotspot.rank)),
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

  private var studyJSON: JSONValue {
    .object([
      .init("question", "hotspots"),
      .init(
        "offences", study.offences.isEmpty ? "all" : .array(study.offences.map { .string($0) })),
      .init("from", .string(study.from)),
      .init("to", .string(study.to)),
      .init("days", .rounded(study.days, decimals: 2)),
      .init("layer", .string(study.layer)),
      .init("layer_rule", JSONValue(study.layerRule)),
      .init("areas", study.areas.isEmpty ? "all" : .array(study.areas.map { .string($0) })),
      .init("per", JSONValue(study.per)),
      .init("top", study.top.map { .integer($0) } ?? .null),
      .init("hot_share", .number(study.hotShare)),
      .init("min_count", .integer(study.minCount)),
      .init("kernel", "quartic"),
      .init("bandwidth_m", .number(study.bandwidth)),
      .init("standard_deviation_m", .rounded(study.standardDeviation, decimals: 3)),
      .init("cell_m", .number(study.cell)),
      .init("edge_correction", "none"),
      .init("density_unit", "incidents per km² over the period"),
      .init("area_km2", .rounded(study.areaKm2, decimals: 4)),
      .init("crs", .string(study.crs)),
      .init("projection", .string(study.operation.name)),
      .init(
        "projection_accuracy_m", study.operation.accuracy.map { .number($0) } ?? .null),
    ])
  }

  private var summaryJSON: JSONValue {
    let areas = summary.areas.map { area, count, hotspots -> JSONValue in
      .object([
        .init("code", .string(area.code)), .init("name", .string(area.name)),
        .init("count", .integer(count)), .init("hotspots", .integer(hotspots)),
      ])
    }
    return .object([
      .init("incidents", .integer(summary.incidents)),
      .init("without_location", .integer(summary.withoutLocation)),
      .init("outside_areas", .integer(summary.outsideAreas)),
      .init("in_hotspots", .integer(summary.inHotspots)),
      .init("areas", .array(areas)),
    ])
  }

  private var caveatsJSON: JSONValue {
    .array(
      caveats.map {
        .object([.init("code", .string($0.code)), .init("sentence", .string($0.sentence))])
      })
  }

  private var provenanceJSON: JSONValue {
    func list(_ batches: [ImportBatch]) -> JSONValue {
      .array(
        batches.map {
          .object([.init("file", .string($0.file)), .init("sha256", .string($0.digest))])
        })
    }
    return .object([
      .init("software", .string("hotbeat \(provenance.version)")),
      .init("incidents", list(provenance.incidents)),
      .init("boundaries", list(provenance.boundaries)),
      .init("offence_tree", .string(provenance.offenceTree)),
      .init("elapsed_s", .rounded(provenance.elapsedSeconds, decimals: 4)),
    ])
  }
}
