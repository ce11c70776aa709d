import Areas
import Geodesy
package import GeoJSON
import Geometry
import Hotspots
import Probability
import Records

extension CellReport {
  /// The report as a GeoJSON FeatureCollection in WGS 84: a whole cell or area for each unit, also where the
  /// study area cuts it.
  /// - Throws: when an outline cannot be turned into degrees.
  package func featureCollection() throws(StudyError) -> FeatureCollection {
    let tested = tested
    var features: [Feature] = []
    features.reserveCapacity(count)
    for unit in 0..<count {
      features.append(
        Feature(
          id: .integer(unit + 1), geometry: .polygons(try outline(of: unit)),
          properties: identity(of: unit) + amounts(of: unit) + statistic(of: unit, tested[unit])))
    }
    return FeatureCollection(
      features: features,
      foreign: record.members(question: "cells", termMembers, summary: summaryMembers))
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

  private func amounts(of unit: Int) -> [JSONValue.Member] {
    let ground = units.lattice.ground[unit]
    var members: [JSONValue.Member] = [.init("count", .integer(numbers.counts[unit]))]
    if let harm = numbers.harm { members.append(.init("harm", .rounded(harm[unit], decimals: 4))) }
    members += [
      .init("area_km2", .rounded(ground / 1e6, decimals: 6)),
      .init("share_of_ground", .rounded(units.lattice.share(of: unit), decimals: 6)),
      .init(
        "density_per_km2",
        ground > 0 ? .rounded(numbers.amount(of: unit) / ground * 1e6, decimals: 4) : .null),
    ]
    guard let denominator = numbers.denominator else { return members }
    return members + [
      .init(denominator.measure.memberName, .rounded(denominator.values[unit], decimals: 2)),
      .init("rate_per_1000", number(numbers.rate(of: unit).map { $0 * 1_000 }, 4)),
      .init("eb_rate_per_1000", number(numbers.bayesRate(of: unit).map { $0 * 1_000 }, 4)),
      .init("small_numbers", .boolean(numbers.counts[unit] < 10)),
    ]
  }

  private func statistic(of unit: Int, _ place: Int?) -> [JSONValue.Member] {
    guard let findings else { return [] }
    guard let place else { return [.init("class", "no-value")] }
    let feature = findings.association.features[place]
    let (score, reason): (LocalScore?, NoStatistic?) =
      switch feature.score {
      case .success(let score): (score, nil)
      case .failure(let reason): (nil, reason)
      }
    return [
      .init("value", number(values[unit], 6)),
      .init("compared", .rounded(feature.value, decimals: 6)),
      .init("neighbours", .integer(feature.neighbourCount)),
      .init("lag", number(feature.lag, 6)),
      .init("statistic", number(score?.value, 6)),
      .init("z", number(score?.z, 6)),
      .init("p", findings.findings.pValues[place]?.json ?? .null),
      .init("q", findings.findings.discoveries.qValues[place].map { $0.probabilityJSON } ?? .null),
      .init("class", .string(findings.patterns[place].rawValue)),
      .init("quadrant", JSONValue(feature.quadrant?.rawValue)),
      .init("undefined_because", JSONValue(reason?.rawValue)),
    ]
  }

  private func number(_ value: Double?, _ decimals: Int) -> JSONValue {
    value.map { .rounded($0, decimals: decimals) } ?? .null
  }
}

extension Double {
  /// A probability to six decimals, or all digits of a tiny one; never 0.
  fileprivate var probabilityJSON: JSONValue {
    self > 0 && self < 1e-4 ? .number(self) : .rounded(self, decimals: 6)
  }
}

extension String {
  /// A measure's name as a member's, such as `street_km`.
  fileprivate var memberName: String { String(map { $0.isLetter || $0.isNumber ? $0 : "_" }) }
}
