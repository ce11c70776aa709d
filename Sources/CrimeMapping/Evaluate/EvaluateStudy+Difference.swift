import Evidence
import Probability
import Records

extension EvaluateStudy {
  private static let columns: [ResultTable.Column] = [
    .init("kind", "Change beyond the control", .words), .init("difference", "Incidents"),
    .init("interval", "Interval", .interval), .init("interval_90", "90 % interval", .interval),
    .init("standard_error", "Standard error"), .init("z", "Z"), .init("p", "p (two-sided)"),
    .init("detectable", "Detectable"),
  ]

  /// The weighted displacement differences.
  var differenceSection: Document.Section {
    var rows = [row("Target", evaluation.local, local)]
    if let displacement = evaluation.displacement {
      rows.append(row("Ring", displacement, compared))
      rows.append(row("Target and ring", evaluation.total, compared))
    }
    if let harm = harmDifference {
      rows.append(row("Target, in harm", harm, local + localByWeight))
    }
    let table = ResultTable(
      "difference", "Weighted displacement difference", columns: Self.columns, rows: rows,
      notes: [
        """
        Negative: fewer incidents than at the control's pace. Interval at \
        \(confidenceWords); detectable: the smallest true change seen four \
        times in five. Errors are widened by the months' variance over chance, phi = \(dispersionCell), where \
        it exceeds 1.
        """,
        "Wheeler and Ratcliffe (2018); with a count below 10, from exact Poisson limits.",
      ])
    return Document.Section("difference", "By how many incidents", [.table(table)])
  }

  private var dispersionCell: Cell {
    evaluation.dispersion.map { .number($0.value, decimals: 2, from: local) }
      ?? .undefined("too few months to see how they vary")
  }

  private func row(
    _ name: String, _ difference: WeightedDisplacementDifference, _ tallies: [Tally]
  ) -> [Cell] {
    [
      .text(name), .number(difference.value, .signed(1), from: tallies),
      .interval(
        difference.interval(confidence: question.confidence), .decimals(1), from: tallies),
      .interval(difference.interval(confidence: 0.9), .decimals(1), from: tallies),
      .number(difference.standardError, decimals: 1, from: tallies),
      .attempt(from: tallies) { () throws(Undefined) in
        .number(try difference.standardScore(), decimals: 2, from: tallies)
      },
      .attempt(from: tallies) { () throws(Undefined) in
        .pValue(try difference.pValue().value, from: tallies)
      },
      .number(difference.detectableChange(), decimals: 1, from: tallies),
    ]
  }

  /// Those of target and control for each weight: a sum of harm tells of each.
  private var localByWeight: [Tally] {
    guard let harm = setting.harm else { return [] }
    return local.flatMap { tally in
      Dictionary(grouping: tally.incidents) { harm[data.incidents.offences[Int($0)]] }
        .sorted { ($0.key ?? -1) < ($1.key ?? -1) }.map { Tally($0.value) }
    }
  }

  /// The local difference with every incident counting for its harm; `nil` without a table of weights.
  private var harmDifference: WeightedDisplacementDifference? {
    guard let harm = setting.harm else { return nil }
    let used = Set(
      local.flatMap(\.incidents).compactMap { harm[data.incidents.offences[Int($0)]] })
    guard !used.isEmpty else { return nil }
    let classes = used.sorted().map { weight in
      (harm: weight, difference: difference { harm[$0] == weight })
    }
    return .harm(classes).widened(by: evaluation.dispersion?.value ?? 1)
  }

  /// The local difference of the incidents of some offences.
  private func difference(
    of isCounted: (OffenceTree.ID) -> Bool
  ) -> WeightedDisplacementDifference {
    func counts(_ place: PlaceTallies) -> BeforeAfter {
      let (before, after) = (place.tally(of: periods.before), place.tally(of: periods.after))
      func count(_ tally: Tally) -> Int {
        tally.incidents.count { isCounted(data.incidents.offences[Int($0)]) }
      }
      return BeforeAfter(count(before), count(after))
    }
    return .local(
      InterventionCounts(target: counts(places.target), control: counts(places.control)),
      weights: evaluation.weights
    ).widened(by: evaluation.dispersion?.value ?? 1)
  }

  /// One row for each offence asked for; `nil` where there is one only.
  func offenceSection() throws(StudyError) -> Document.Section? {
    let asked = scope.offences.asked
    guard asked.count > 1 else { return nil }
    let tree = OffenceTree.standard
    let found = asked.map { offence in
      let selection = tree.selection(of: [offence])
      return OffenceRow(
        name: tree[offence].name, difference: difference { selection.contains($0) },
        tallies: local.map { $0.of(selection, in: data) })
    }
    let values = found.map { try? $0.difference.pValue().value }
    let adjusted = MultipleTestRule.benjaminiHochberg.adjusted(values)
    let rows = zip(found, adjusted).map { row, q in
      cells(of: row, q: q, among: found.flatMap(\.tallies))
    }
    let table = ResultTable(
      "offences", "Each offence by itself",
      columns: [
        .init("offence", "Offence", .words), .init("target_before", "Target before"),
        .init("target_after", "Target after"), .init("control_before", "Control before"),
        .init("control_after", "Control after"), .init("difference", "Beyond the control"),
        .init("interval", "Interval", .interval), .init("p", "p (two-sided)"),
        .init("q", "q (Benjamini and Hochberg)"),
      ], rows: rows,
      notes: ["q takes the number of offences into account: read it, not p."])
    return Document.Section("offences", "By offence", [.table(table)])
  }

  private struct OffenceRow {
    let name: String
    let difference: WeightedDisplacementDifference
    /// Target before and after, control before and after.
    let tallies: [Tally]
  }

  /// - Parameter all: of all rows, of which each q is made.
  private func cells(of row: OffenceRow, q: Double?, among all: [Tally]) -> [Cell] {
    let (difference, tallies) = (row.difference, row.tallies)
    let interval = difference.interval(confidence: question.confidence)
    let p = Cell.attempt(from: tallies) { () throws(Undefined) in
      .pValue(try difference.pValue().value, from: tallies)
    }
    let adjusted =
      q.map { Cell.pValue($0, from: all) } ?? .undefined("no incident was counted anywhere")
    return [Cell.text(row.name)] + tallies.map { Cell.count($0) }
      + [
        .number(difference.value, .signed(1), from: tallies),
        .interval(interval, .decimals(1), from: tallies), p, adjusted,
      ]
  }
}
