import Evidence
import Probability
import Records

/// What was recorded of each kind, now and in the period compared with, and what stands out.
struct ReportKinds: Sendable {
  private let study: ReportStudy
  private let kinds: [Kind]

  /// A kind of offence: a total, or a category as it was recorded.
  private struct Kind: Sendable {
    let name: String
    let isTotal: Bool
    let now: Tally
    let before: Tally?
    let finding: ChangeFinding?
  }

  init(_ study: ReportStudy) {
    self.study = study
    let now = study.incidents.tally
    let before = study.comparison?.incidents.tally
    let all = Self.totals(study) + Self.categories(study)
    let tallies = all.map { kind in
      (now.of(kind.offences, in: study.data), before?.of(kind.offences, in: study.data))
    }
    let present = all.indices.filter {
      tallies[$0].0.count + (tallies[$0].1?.count ?? 0) > 0
    }
    let findings = Self.findings(present.map { tallies[$0] }, study)
    kinds = present.enumerated().map { place, index in
      Kind(
        name: all[index].name, isTotal: all[index].isTotal, now: tallies[index].0,
        before: tallies[index].1, finding: findings?[place])
    }
  }

  /// Recorded crime and anti-social behaviour are never added up.
  private static func totals(
    _ study: ReportStudy
  ) -> [(name: String, isTotal: Bool, offences: OffenceSelection)] {
    let tree = OffenceTree.standard
    let asked = study.scope.offences.asked
    let ids = asked.isEmpty ? ["crime", "asb", "fraud"].compactMap { tree.id(code: $0) } : asked
    return ids.map { (tree[$0].name, true, tree.selection(of: [$0])) }
  }

  /// The categories below the totals as they were recorded, in the order of the tree.
  private static func categories(
    _ study: ReportStudy
  ) -> [(name: String, isTotal: Bool, offences: OffenceSelection)] {
    let tree = OffenceTree.standard
    let totals = Set(
      study.scope.offences.asked.isEmpty
        ? ["crime", "asb", "fraud"].compactMap { tree.id(code: $0) } : study.scope.offences.asked)
    let inside = study.incidents.inside + (study.comparison?.incidents.inside ?? [])
    let recorded = Set(inside.map { study.data.incidents.offences[Int($0)] })
    return recorded.subtracting(totals).sorted()
      .map { (tree[$0].name, false, tree.selection(of: [$0])) }
  }

  private static func findings(
    _ tallies: [(Tally, Tally?)], _ study: ReportStudy
  ) -> [ChangeFinding]? {
    guard let comparison = study.comparison else { return nil }
    let (days, daysBefore) = (
      study.scope.observedDays(in: study.data), comparison.scope.observedDays(in: study.data)
    )
    guard days > 0, daysBefore > 0 else { return nil }
    return ChangeFinding.findings(
      tallies.map { now, before in
        RateRatio(
          before: .init(before?.count ?? 0, in: daysBefore),
          after: .init(now.count, in: days))
      })
  }
}

extension ReportKinds {
  /// The first section: the totals, and what stands out.
  var summary: Document.Section {
    var sentences = totals
    if study.comparison != nil {
      let found = findings
      sentences +=
        found.isEmpty
        ? [
          """
          No kind of offence rose or fell by more than chance may explain, given how many were compared.
          """
        ] : found
    }
    return .init("summary", "Summary", sentences.isEmpty ? [] : [.list(sentences)])
  }

  /// The table that the summary was chosen from.
  var recorded: Document.Section { .init("recorded", "What was recorded", [.table(table)]) }

  private var totals: [Sentence] {
    kinds.filter(\.isTotal).map { kind in
      guard let before = kind.before, let comparison = study.comparison, let finding = kind.finding
      else { return "\(kind.name): \(.count(kind.now)) recorded." }
      let from = [kind.now, before]
      return """
        \(kind.name): \(.count(kind.now)) recorded, against \(.count(before)) in \(comparison.words)\
        \(Self.change(finding, from: from, study.question.confidence)).
        """
    }
  }

  /// Kinds whose change is unlikely to be noise, the largest change in number first.
  private var findings: [Sentence] {
    kinds.filter { !$0.isTotal && $0.finding?.verdict == .unlikelyNoise }
      .sorted { Self.size($0) > Self.size($1) }
      .compactMap { kind in
        guard let before = kind.before, let finding = kind.finding else { return nil }
        let from = [kind.now, before]
        return """
          \(kind.name) \(.text(finding.direction.rawValue, from: from)) from \(.count(before)) to \
          \(.count(kind.now))\(Self.change(finding, from: from, study.question.confidence)).
          """
      }
  }

  private static func size(_ kind: Kind) -> Int { abs(kind.now.count - (kind.before?.count ?? 0)) }

  /// In percent where the base allows it, as a ratio otherwise, and whether it could be noise.
  private static func change(
    _ finding: ChangeFinding, from tallies: [Tally], _ confidence: Double
  ) -> Sentence {
    let percent = PercentChange(finding.ratio)
    let level = "\(plain((confidence * 1e6).rounded() / 1e4)) % interval"
    let interval = Cell.attempt(from: tallies) { () throws(Undefined) in
      percent.isTold
        ? .interval(try percent.interval(confidence: confidence), .change(0), from: tallies)
        : .interval(
          try finding.ratio.interval(confidence: confidence), .decimals(2), from: tallies)
    }
    let verdict = Cell.text(finding.verdict.rawValue, from: tallies)
    guard percent.isTold else {
      return ": \(level) of the ratio per day \(interval); \(verdict)"
    }
    let value = Cell.attempt(from: tallies) { () throws(Undefined) in
      .number(try percent.value(), .change(0), from: tallies)
    }
    return ": \(value) per day, \(level) \(interval); \(verdict)"
  }
}

extension ReportKinds {
  private var table: ResultTable {
    guard study.comparison != nil else {
      return ResultTable(
        "kinds", "Recorded incidents by kind, \(study.words)",
        columns: [.init("offence", "Kind of offence", .words), .init("count", "Recorded")],
        rows: kinds.map { [.text($0.name), .count($0.now)] }, notes: Self.notes)
    }
    return ResultTable(
      "kinds",
      "Recorded incidents by kind, \(study.words), against \(study.comparison?.words ?? "")",
      columns: [
        .init("offence", "Kind of offence", .words), .init("count", "Recorded"),
        .init("count_before", "Before"), .init("change_percent", "Change per day"),
        .init("rate_ratio", "Ratio, interval", .interval),
        .init("p", "p (e-test)", isDetail: true), .init("q", "q"),
        .init("finding", "In words", .words),
      ], rows: kinds.map(row), notes: Self.notes + [Self.testNote])
  }

  private func row(_ kind: Kind) -> [Cell] {
    guard let before = kind.before, let finding = kind.finding else {
      return [.text(kind.name), .count(kind.now)] + Array(repeating: .blank, count: 6)
    }
    let from = [kind.now, before]
    let percent = PercentChange(finding.ratio)
    return [
      .text(kind.name), .count(kind.now), .count(before),
      percent.isTold
        ? Cell.attempt(from: from) { () throws(Undefined) in
          .number(try percent.value(), .change(0), from: from)
        } : .undefined("the count before is under 20", from: from),
      Cell.attempt(from: from) { () throws(Undefined) in
        .interval(
          try finding.ratio.interval(confidence: study.question.confidence), .decimals(2),
          from: from)
      },
      finding.pValue.map { .pValue($0.value, from: from) }
        ?? .undefined("nothing was recorded in either period", from: from),
      finding.qValue.map { .pValue($0, from: from) }
        ?? .undefined("nothing was recorded in either period", from: from),
      .text("\(finding.direction.rawValue), \(finding.verdict.rawValue)", from: from),
    ]
  }

  private static let notes: [Sentence] = [
    """
    Categories are as they were recorded; a category that merges others cannot be split. Recorded crime and \
    anti-social behaviour are different things and are not added up.
    """
  ]

  private static let testNote: Sentence = """
    Changes are of counts per day for which there is data. "Unlikely to be noise" means q of at most 0.05: \
    the e-test (Krishnamoorthy and Thomson 2004), corrected for the number of rows (Benjamini and Hochberg \
    1995). No percentage is given of a count under 20.
    """
}
