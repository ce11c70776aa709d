import Evidence
import Probability
import Records

extension OrderReviewStudy {
  /// Each restriction's behaviour in the order's area, before and during.
  var behaviourSection: Document.Section {
    let changes = counts.map { change($0, in: .order) }
    let findings = findings(changes)
    let all = changes.flatMap(\.tallies)
    let rows = counts.indices.map { index -> [Cell] in
      let (counts, change, finding) = (counts[index], changes[index], findings[index])
      return [
        .text(counts.name), .text(words(for: counts.restriction)),
        .count(change.before), .count(change.during),
        perMonth(change.before, days: periods.daysBefore),
        perMonth(change.during, days: periods.daysAfter), change.ratioCell, change.intervalCell,
        everywhere(counts).ratioCell,
        finding.pValue.map { .pValue($0.value, from: change.tallies) } ?? .blank,
        finding.qValue.map { .pValue($0, from: all) } ?? .blank,
        .text(finding.verdict.rawValue, from: all),
      ]
    }
    let table = ResultTable(
      "behaviours", "Reports of the named behaviours in the order's area",
      columns: [
        .init("behaviour", "Behaviour", .words), .init("counted_as", "Counted as", .words),
        .init("before", "Before"), .init("during", "During"),
        .init("before_per_month", "Before, per month"),
        .init("during_per_month", "During, per month"), .init("ratio", "Ratio"),
        .init("ratio", "95% interval", .interval).named(confidence: question.confidence),
        .init("ratio_everywhere", "Ratio in all areas"),
        .init("p", "p", isDetail: true), .init("q", "q"),
        .init("finding", "Could it be noise?", .words),
      ], rows: rows,
      notes: [
        "Before: \(periods.before.spans). During: \(periods.after.spans).",
        """
        A ratio near that of all areas asks whether recording changed, or all places did: police-wide changes are \
        not the order's.
        """,
        """
        The ratio compares reports per day; 1 is no change. p is of the e-test (Krishnamoorthy and Thomson \
        2004), q allows for testing several behaviours (Benjamini and Hochberg 1995).
        """,
      ])
    return .init("behaviours", "The named behaviours", [.table(table)])
  }

  /// The same behaviour in all areas of the layer.
  private func everywhere(_ counts: OrderCounts) -> OrderChange {
    OrderChange(
      counts.beforeEverywhere, counts.duringEverywhere, periods, confidence: question.confidence)
  }

  /// Reports in a month of the mean length.
  private func perMonth(_ tally: Tally, days: Double) -> Cell {
    .number(
      Double(tally.count) / days * MonthlyCounts.meanDays, decimals: 1, from: [tally])
  }

  /// Which incidents tell of a behaviour, in words.
  func words(for restriction: PublicSpacesOrder.Restriction?) -> String {
    guard let restriction else { return "any of the below" }
    let names = restriction.offences.map { OffenceTree.standard[$0].name }
    let qualifiers = restriction.qualifiers.map(\.rawValue)
    return names.joined(separator: ", ")
      + (qualifiers.isEmpty ? "" : "; \(qualifiers.joined(separator: " and "))-related")
  }
}

extension ResultTable.Column {
  /// The same with the confidence of its interval in its title.
  func named(confidence: Double) -> ResultTable.Column {
    .init(name, "\(plain(confidence * 100))% interval", kind, isDetail: isDetail)
  }
}
