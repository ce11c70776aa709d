import Areas
import Geodesy
package import GeoJSON
import Geometry
import Hotspots
import Probability
import RecordFiles
import Records
import SpatialIndex

extension EmergingReport {
  /// The report as a GeoJSON FeatureCollection in WGS 84: a whole cell or area for each unit, with all that its
  /// class was made from.
  /// - Throws: when an outline cannot be turned into degrees.
  package func featureCollection() throws(StudyError) -> FeatureCollection {
    let places = places
    var features: [Feature] = []
    features.reserveCapacity(count)
    for unit in 0..<count {
      features.append(
        Feature(
          id: .integer(unit + 1), geometry: .polygons(try outline(of: unit)),
          properties: identity(of: unit) + summary(of: unit, places[unit])
            + series(of: unit, places[unit])))
    }
    return FeatureCollection(
      features: features,
      foreign: record.members(question: "emerging", termMembers, summary: summaryMembers))
  }

  /// Cells are convex and large, so that rounding cannot make them invalid.
  private func outline(of unit: Int) throws(StudyError) -> MultiPolygon<LonLat> {
    let polygon = units.lattice.polygon(of: unit)
    guard units.areas == nil else { return try projection.outline(polygon) }
    guard let degrees: MultiPolygon<LonLat> = projection.shape(of: polygon) else {
      throw .cannotProject(reason: "a cell has no place on the globe")
    }
    return degrees
  }

  private func identity(of unit: Int) -> [JSONValue.Member] {
    guard let area = units.areas?[unit] else {
      let centre = units.lattice.centres[unit]
      return [
        .init("x", .rounded(centre.x, decimals: 2)), .init("y", .rounded(centre.y, decimals: 2)),
      ]
    }
    return [
      .init("area", .string(area.code)), .init("area_name", .string(area.name)),
      .init(
        "parents", .object(area.parent.map { [.init($0.layer, .string($0.code))] } ?? [])),
    ]
  }

  private func summary(of unit: Int, _ place: Int?) -> [JSONValue.Member] {
    var members: [JSONValue.Member] = [
      .init("count", .integer(total(of: unit))),
      .init("count_last", .integer(Int(counts[unit, counts.steps - 1]))),
      .init("class", .string(className(place))),
    ]
    guard let place else { return members }
    let area = emerging.areas[place]
    members += [
      .init("neighbours", .integer(classes.weights.neighbourCount(of: place))),
      .init("hot_share", .rounded(area.share(of: .hot), decimals: 6)),
      .init("cold_share", .rounded(area.share(of: .cold), decimals: 6)),
      .init("trend", trend(area.trend)),
    ]
    guard let before = classes.before else { return members }
    let change = classes.hasChanged(place)
    return members + [
      .init("class_before", .string(before.areas[place].pattern.name)),
      .init(
        "changed_by",
        change ? (classes.isRejudged(place) ? "last-step-and-rejudged" : "last-step") : .null),
    ]
  }

  private func trend(_ trend: MannKendall?) -> JSONValue {
    guard let trend else { return .null }
    return .object([
      .init("s", .integer(trend.score)), .init("variance", .rounded(trend.variance, decimals: 6)),
      .init("tau", .rounded(trend.tau, decimals: 6)), .init("z", .rounded(trend.z, decimals: 6)),
      .init("p", trend.pValue.json),
      .init("direction", .string(trend.trend(level: emerging.discoveries.level).rawValue)),
    ])
  }

  /// One value for each step.
  private func series(of unit: Int, _ place: Int?) -> [JSONValue.Member] {
    let steps = 0..<counts.steps
    let counted = JSONValue.Member("counts", .array(steps.map { .integer(Int(counts[unit, $0])) }))
    guard let place else { return [counted] }
    let bins = steps.map { $0 * classes.units.count + place }
    return [
      counted,
      .init("states", .string(emerging.areas[place].states.map(\.letter).joined())),
      .init(
        "z",
        .array(
          steps.map {
            emerging.scores.z(place, $0).map { .rounded($0, decimals: 6) } ?? .null
          })),
      .init("p", .array(bins.map { emerging.pValues[$0]?.json ?? .null })),
      .init(
        "q",
        .array(
          bins.map {
            emerging.discoveries.qValues[$0].map { JSONValue(probability: $0) } ?? .null
          })),
    ]
  }
}

extension JSONValue {
  /// A probability to six decimals, or all digits of a tiny one; never 0.
  fileprivate init(probability: Double) {
    self =
      probability > 0 && probability < 1e-4
      ? .number(probability) : .rounded(probability, decimals: 6)
  }
}
