import Areas
import GeoJSON
import Hotspots
import Probability
import SpatialIndex

extension CellReport {
  /// What the question adds to the study's terms: all as used.
  var termMembers: [JSONValue.Member] {
    let lattice = units.terms
    return [
      .init("shape", .string(lattice.shape.rawValue)),
      .init("size_m", lattice.shape == .area ? .null : .number(lattice.size)),
      .init("units", JSONValue(units.layer?.name)),
      .init("alignment", alignment),
      .init("least_share", .number(lattice.leastShare)),
      .init("locations", .string(locations.rawValue)),
      .init("value", .string(question.value.rawValue)),
      .init("value_meaning", .string(valueWords)),
      .init("transform", .string(question.transform.rawValue)),
    ] + denominatorMembers + (findings?.termMembers(lattice) ?? [.init("statistic", .null)])
  }

  private var alignment: JSONValue {
    switch units.terms.shape {
    case .square: "multiples of the side from the origin of the reference system"
    case .hexagon: "a corner to the north, one centre at the origin of the reference system"
    case .area: .null
    }
  }

  private var denominatorMembers: [JSONValue.Member] {
    guard let denominator = numbers.denominator else { return [.init("denominator", .null)] }
    var members: [JSONValue.Member] = [
      .init("measure", .string(denominator.measure)), .init("layer", .string(denominator.layer)),
      .init("year", .integer(denominator.year)),
      .init("spread_evenly", .boolean(denominator.isSpread)),
      .init("total", .rounded(denominator.values.reduce(0, +), decimals: 2)),
    ]
    if let bayes = numbers.bayes {
      members += [
        .init("empirical_bayes", "global, Marshall 1991"),
        .init("mean_rate_per_1000", .rounded(bayes.mean * 1_000, decimals: 6)),
        .init("variance_between_units", .number(bayes.variance)),
      ]
    }
    return [.init("denominator", .object(members))]
  }

  var summaryMembers: [JSONValue.Member] {
    let held = values.compactMap { $0 }
    var members =
      record.summaryMembers() + [
        .init("units", .integer(count)),
        .init("incidents_outside_units", .integer(units.left)),
        .init("units_without_incidents", .integer(numbers.counts.count { $0 == 0 })),
        .init("units_with_value", .integer(held.count)),
      ]
    guard let findings else { return members }
    members += findings.findings.discoveries.members
    members.append(
      .init(
        "classes",
        .object(findings.patternCounts.map { .init($0.pattern.rawValue, .integer($0.count)) })))
    return members + [
      .init("morans_i", findings.moran.json), .init("general_g", findings.generalG.json),
    ]
  }
}

extension CellFindings {
  fileprivate func termMembers(_ lattice: LatticeTerms) -> [JSONValue.Member] {
    [
      .init("statistic", .string(statisticWords)),
      .init("statistic_variant", JSONValue(variant)),
      .init("weights", .string(weights.rule.name)),
      .init("weights_meaning", .string("\(weights.rule)")),
      .init("self_included", .boolean(association.statistic.countsSelf)),
      .init("standardisation", .string(lattice.standardisation.rawValue)),
      .init("test", .string(test.rawValue)),
      .init("p_values", findings.pValues.compactMap { $0 }.first?.methodJSON ?? .null),
      .init("replicates", test == .normal ? .null : .integer(replicates)),
      .init("seed", test == .normal ? .null : .integer(Int(inference.seed))),
      .init("alternative", .string(inference.alternative.rawValue)),
      .init("adjusted_by", .string(inference.adjust.rawValue)),
      .init("level", .number(inference.level)),
    ]
  }

  private var variant: String? {
    guard case .moran(let scale) = association.statistic else { return nil }
    return "products divided by the sum of squares over \(scale.rawValue)"
  }
}

extension Result<CellFindings.GlobalFinding, NoStatistic> {
  fileprivate var json: JSONValue {
    switch self {
    case .failure(let reason):
      return .object([.init("undefined_because", .string(reason.rawValue))])
    case .success(let finding):
      var members: [JSONValue.Member] = [
        .init("value", .number(finding.value)), .init("expectation", .number(finding.expectation)),
        .init("z", finding.z.map { .rounded($0, decimals: 6) } ?? .null),
      ]
      if let p = finding.pValue {
        members += [.init("p", p.json), .init("p_value", p.methodJSON)]
      }
      return .object(members)
    }
  }
}
