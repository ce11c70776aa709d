import Areas
import Geometry
import Hotspots
import Probability
import RecordFiles
import Records

extension CellReport {
  /// How many units a table for a terminal lists.
  private static let mostRows = 20

  /// The findings, or the highest units where nothing was tested, for a terminal.
  package var table: String {
    let listed = listed.prefix(Self.mostRows)
    guard !listed.isEmpty else { return record.page(title, subtitle, "\(nothing)\n") }
    let hasRates = numbers.denominator != nil
    var table = TextTable(columns(hasRates: hasRates))
    let tested = tested
    for unit in listed { table.add(row(of: unit, tested[unit], hasRates: hasRates)) }
    let more = self.listed.count - listed.count
    let rest = more > 0 ? "and \(grouped(more)) more\n" : ""
    return record.page(title, subtitle, table.text + rest)
  }

  private var nothing: String {
    findings == nil
      ? "There is no unit to count in."
      : "No unit stands out from chance once the number of tests is taken into account."
  }

  /// The units that are findings, most extreme first; without a statistic all, highest first.
  var listed: [Int] {
    guard let findings else {
      return values.indices.sorted { (-(values[$0] ?? -1), $0) < (-(values[$1] ?? -1), $1) }
    }
    let found = findings.units.indices.filter { findings.findings.discoveries.isFinding($0) }
    return found.sorted { a, b in
      (-findings.order(of: a), a) < (-findings.order(of: b), b)
    }.map { findings.units[$0] }
  }

  private func columns(hasRates: Bool) -> [(title: String, alignment: TextTable.Alignment)] {
    var columns: [(title: String, alignment: TextTable.Alignment)] = [
      (units.areas == nil ? "Centre" : "Area", .left), ("Incidents", .right), ("Per km²", .right),
    ]
    if hasRates { columns += [("Per 1,000", .right), ("Smoothed", .right)] }
    guard findings != nil else { return columns }
    return columns + [
      ("Neighbours", .right),
      (question.transform == .none ? "Their mean" : "Mean \(question.transform.rawValue)", .right),
      ("z", .right), ("q", .right),
      ("Class", .left),
    ]
  }

  private func row(of unit: Int, _ place: Int?, hasRates: Bool) -> [String] {
    let ground = units.lattice.ground[unit]
    var row = [
      label(of: unit), grouped(numbers.counts[unit]),
      ground > 0 ? significant(numbers.amount(of: unit) / ground * 1e6) : "",
    ]
    if hasRates {
      row += [numbers.rate(of: unit), numbers.bayesRate(of: unit)]
        .map { $0.map { significant($0 * 1_000) } ?? "" }
    }
    guard let findings, let place else {
      return row + (findings == nil ? [] : Array(repeating: "", count: 5))
    }
    let feature = findings.association.features[place]
    return row + [
      String(feature.neighbourCount), feature.lag.map(significant) ?? "",
      feature.z.map { fixed($0, 2) } ?? "",
      findings.findings.discoveries.qValues[place].map {
        $0 < 1e-4 ? "<0.0001" : fixed($0, 4)
      } ?? "",
      findings.patterns[place].words,
    ]
  }

  private func label(of unit: Int) -> String {
    units.areas.map { "\($0[unit].code) \($0[unit].name)" } ?? units.name(of: unit)
  }

  /// One line for each unit.
  package var csv: String {
    let header =
      ["id", "code", "name", "x", "y", "count", "harm", "area_km2", "share_of_ground"]
      + ["density_per_km2", "population", "rate_per_1000", "eb_rate_per_1000", "value"]
      + ["compared", "neighbours", "lag", "z", "p", "q", "class", "quadrant"]
    let tested = tested
    return (0..<count).reduce(into: csvLine(header)) { text, unit in
      text += csvLine(amounts(of: unit) + statistic(of: unit, tested[unit]))
    }
  }

  private func amounts(of unit: Int) -> [String] {
    let (lattice, ground) = (units.lattice, units.lattice.ground[unit])
    let centre = lattice.centres[unit]
    return [
      String(unit + 1), units.areas?[unit].code ?? "", units.areas?[unit].name ?? "",
      fixed(centre.x, 2), fixed(centre.y, 2), String(numbers.counts[unit]),
      numbers.harm.map { fixed($0[unit], 4) } ?? "", fixed(ground / 1e6, 6),
      fixed(lattice.share(of: unit), 6),
      ground > 0 ? fixed(numbers.amount(of: unit) / ground * 1e6, 4) : "",
      numbers.denominator.map { fixed($0.values[unit], 2) } ?? "",
      numbers.rate(of: unit).map { fixed($0 * 1_000, 4) } ?? "",
      numbers.bayesRate(of: unit).map { fixed($0 * 1_000, 4) } ?? "",
    ]
  }

  private func statistic(of unit: Int, _ place: Int?) -> [String] {
    let value = values[unit].map { fixed($0, 6) } ?? ""
    guard let findings else { return [value] + Array(repeating: "", count: 8) }
    guard let place else { return [value] + Array(repeating: "", count: 6) + ["no-value", ""] }
    let feature = findings.association.features[place]
    return [
      value, fixed(feature.value, 6), String(feature.neighbourCount),
      feature.lag.map { fixed($0, 6) } ?? "",
      feature.z.map { fixed($0, 6) } ?? "",
      findings.findings.pValues[place].map { "\($0.value)" } ?? "",
      findings.findings.discoveries.qValues[place].map { "\($0)" } ?? "",
      findings.patterns[place].rawValue, feature.quadrant?.rawValue ?? "",
    ]
  }
}

extension CellReport {
  /// What was counted and when.
  package var title: String {
    let what = record.terms.harm == nil ? "" : " by harm"
    guard let findings, question.show == .classes else {
      return "\(record.terms.subject)\(what): \(valueWords), \(record.terms.span)"
    }
    return "\(record.terms.subject)\(what): \(findings.statisticWords), \(record.terms.span)"
  }

  /// How.
  package var subtitle: String {
    let counted =
      "\(grouped(record.summary.incidents)) incidents in \(grouped(count)) \(unitWords)"
    guard let findings else { return counted }
    let found = findings.findings.discoveries
    let moran = (try? findings.moran.get()).map { "; Moran's I \(fixed($0.value, 3))" } ?? ""
    return """
      \(counted); \(grouped(found.count)) of \(grouped(found.tests)) stand out at \
      \(plain(found.level)) (\(found.rule.words))\(moran)
      """
  }
}

extension CellFindings {
  /// Findings are listed by how high they are: Gi and Gi* by z, local Moran by the value.
  fileprivate func order(of place: Int) -> Double {
    let feature = association.features[place]
    if case .moran = association.statistic { return feature.value }
    return feature.z ?? -.infinity
  }
}

extension MultipleTestRule {
  /// What a q-value by the rule tells.
  var meaningOfQ: String {
    switch self {
    case .benjaminiHochberg, .benjaminiYekutieli:
      "the share of findings so far down the list that would be false"
    case .bonferroni, .holm:
      "the chance of any false finding so far down the list"
    }
  }

  /// The rule's name in a sentence.
  var words: String {
    switch self {
    case .bonferroni: "Bonferroni"
    case .holm: "Holm"
    case .benjaminiHochberg: "Benjamini and Hochberg"
    case .benjaminiYekutieli: "Benjamini and Yekutieli"
    }
  }
}
