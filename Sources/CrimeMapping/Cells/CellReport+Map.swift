import Geometry
import Hotspots
package import Maps
import Probability
import Records
import SpatialIndex

extension CellReport {
  /// The report as a map of its classes, or of the values.
  package func map() -> ThematicMap {
    guard let findings, question.show == .classes else { return valueMap }
    return classMap(findings)
  }

  private func classMap(_ findings: CellFindings) -> ThematicMap {
    let looks = findings.looks
    let hasAbsent = findings.units.count < count
    var legend = looks.map { $0.look.named(count: findings.count(of: $0.pattern)) }
    if hasAbsent {
      legend.append(Self.noValue.named(count: count - findings.units.count))
    }
    let places = Dictionary(uniqueKeysWithValues: looks.enumerated().map { ($1.pattern, $0) })
    let tested = tested
    return page(
      legend: legend, title: Self.capitalised("\(findings.statisticWords) of \(comparedWords)"),
      notes: findings.notes
    ) { unit in
      guard let place = tested[unit] else { return legend.count - 1 }
      return places[findings.patterns[place]] ?? 0
    }
  }

  private static func capitalised(_ words: String) -> String {
    words.prefix(1).uppercased() + words.dropFirst()
  }

  private static let noValue = ThematicMap.Category(
    name: "No value", colour: "#ffffff", fill: .open)

  private var valueMap: ThematicMap {
    let held = values.compactMap { $0 }
    // Differences from the overall rate, which may be below 0, are shown as the rates they are of.
    let isSigned = held.contains { $0 < 0 }
    let shown =
      isSigned ? (0..<count).map { numbers.bayesRate(of: $0).map { $0 * 1_000 } } : values
    let isCount = question.value == .count && numbers.harm == nil
    let breaks =
      isCount
      ? ClassBreaks(ofCounts: numbers.counts) : ClassBreaks(of: shown.compactMap { $0 })
    let hasAbsent = shown.contains { $0 == nil }
    let legend = breaks.categories + (hasAbsent ? [Self.noValue] : [])
    let words =
      isSigned ? "Empirical Bayes rate per 1,000 \(numbers.denominator?.measure ?? "")" : valueWords
    return page(legend: legend, title: Self.capitalised(words), notes: []) {
      unit in
      if isCount { return breaks.category(of: numbers.counts[unit]) }
      return shown[unit].map { breaks.category(of: $0) } ?? legend.count - 1
    }
  }

  private func page(
    legend: [ThematicMap.Category], title legendTitle: String, notes: [String],
    category: (Int) -> Int
  ) -> ThematicMap {
    ThematicMap(
      title: title, subtitle: subtitle,
      outlines: outlines.map { .init(name: $0.name, code: $0.code, shape: $0.shape) },
      marks: (0..<count).map {
        .init(shape: .polygon(units.lattice.polygon(of: $0)), category: category($0))
      },
      legend: legend, legendTitle: legendTitle, legendNotes: notes,
      caveats: record.caveats.map(\.sentence), attribution: record.provenance.attribution)
  }
}

extension CellFindings {
  /// How each pattern there can be looks, those without a unit left out unless they are what was looked for.
  fileprivate var looks: [(pattern: LocalPattern, look: ThematicMap.Category)] {
    let hotCold = ThematicPalette.hotCold
    let moran = ThematicPalette.localMoran
    var looks: [(LocalPattern, ThematicMap.Category)]
    if case .moran = association.statistic {
      looks = [
        (.highHigh, moran[0]), (.lowLow, moran[1]), (.highLow, moran[2]), (.lowHigh, moran[3]),
      ]
    } else {
      looks = [
        (.hot, hotCold[0].named("Hot: high with its neighbours", count: nil)),
        (.cold, hotCold[hotCold.count - 1].named("Cold: low with its neighbours", count: nil)),
      ]
    }
    let other = ThematicMap.Category(name: "Not significant", colour: ThematicPalette.neutral)
    looks.append((.notSignificant, other))
    for (pattern, name) in [
      (LocalPattern.highLow, "High among low"), (.lowHigh, "Low among high"),
      (.noNeighbours, "No neighbours"), (.undefined, "Undefined"),
    ] where count(of: pattern) > 0 && !looks.contains(where: { $0.0 == pattern }) {
      looks.append((pattern, .init(name: name, colour: "#ffffff", fill: .dotted)))
    }
    return looks.map { (pattern: $0.0, look: $0.1) }
  }

  /// What else the colours depend on.
  fileprivate var notes: [String] {
    let found = findings.discoveries
    let how =
      switch test {
      case .exact: "all permutations"
      case .permutation: "\(grouped(inference.replicates)) permutations"
      case .normal: "normal approximation"
      }
    let neighbours =
      weights.rule.name == "queen" || weights.rule.name == "rook"
      ? "units that touch" : "\(weights.rule)"
    let threshold =
      found.threshold.map { $0 < 1e-4 ? ", p below 0.0001" : ", p up to \(significant($0))" } ?? ""
    return [
      "Neighbours: \(neighbours).",
      "\(inference.alternative.rawValue.prefix(1).uppercased() + inference.alternative.rawValue.dropFirst()) "
        + "test by \(how); \(found.rule.words) at \(plain(found.level))\(threshold).",
    ]
  }
}
