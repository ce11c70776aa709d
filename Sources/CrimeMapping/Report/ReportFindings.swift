import Records

/// What stands out, chosen by rule from the tables of the parts, so that words and tables say the same.
///
/// Totals always; then the kinds whose change is unlikely to be noise, largest first; those beyond the 3s
/// limits of their comparison; the direction of travel; and how few places hold how much.
struct ReportFindings: Sendable {
  let study: ReportStudy
  /// The documents that parts of the report were taken from.
  let parts: [ReportPart: Document]

  /// More would be no summary.
  private static let most = 6

  var section: Document.Section {
    let sentences = totals + changes + positions + directions + concentrations
    return .init("summary", "Summary", sentences.isEmpty ? [] : [.list(sentences)])
  }

  private var change: ResultTable? { parts[.change]?.tables.first }
  private var rates: ResultTable? { parts[.rates]?.tables.first }

  // MARK: - Totals

  /// Recorded crime and anti-social behaviour are never added up.
  private var totals: [Sentence] {
    study.subjects.map { subject in
      let tally = study.incidents.tally.of(subject.offences, in: study.data)
      let code = subject.code
      return "\(subject.name): \(.count(tally)) recorded\(compared(code))\(rate(code))."
    }
  }

  private func compared(_ code: String) -> Sentence {
    guard let row = change?.row("offence_code", code) else { return "" }
    if let (before, after) = unequalDays {
      return """
         in \(study.words) (\(after) days with data), \(row["before"]) in \
        \(study.comparison?.words ?? "the period before") (\(before) days): \(row["after_per_day"]) and \
        \(row["before_per_day"]) a day (\(size(row))); \(row["finding"])
        """
    }
    return """
       in \(study.words), \(row["before"]) in \(study.comparison?.words ?? "the period before") \
      (\(size(row))); \(row["finding"])
      """
  }

  /// The days with data of the periods compared, where they differ.
  private var unequalDays: (before: Cell, after: Cell)? {
    let terms = parts[.change]?.terms ?? []
    guard let before = terms.first(where: { $0.name == "before_days" })?.value,
      let after = terms.first(where: { $0.name == "after_days" })?.value,
      let (first, second) = before.value.flatMap({ first in after.value.map { (first, $0) } }),
      abs(first - second) > 0.05 * max(first, second)
    else { return nil }
    return (.number(first, decimals: 0), .number(second, decimals: 0))
  }

  private func rate(_ code: String) -> Sentence {
    guard let row = rates?.row("code", code), row["rate_per_1000"].value != nil else { return "" }
    let beside = rates?.columns.first { $0.name == "position" }?.title ?? "beside others"
    return """
      ; \(row["rate_per_1000"]) for each 1,000 residents, \(row["position"]) \
      \(beside.prefix(1).lowercased() + beside.dropFirst())
      """
  }

  /// The percentage with its interval, or the interval of the ratio where no percentage is told.
  private func size(_ row: ResultTable.NamedRow) -> Sentence {
    let confidence = "\(plain((study.question.confidence * 1e6).rounded() / 1e4))% interval"
    guard row["percent"].value != nil else {
      return "\(confidence) of the ratio \(row["ratio_interval"])"
    }
    return "\(row["percent"]), \(confidence) \(row["percent_interval"])"
  }

  // MARK: - Kinds

  private var changes: [Sentence] {
    guard let change else { return [] }
    let totals = Set(study.subjects.map(\.code))
    let kinds = change.named.filter { !totals.contains($0["offence_code"].text) }
    guard !kinds.isEmpty else { return [] }
    let found = kinds.filter { row in
      row["finding"].text.hasSuffix(Self.clear)
    }.sorted { Self.difference($0) > Self.difference($1) }
    guard !found.isEmpty else {
      return ["No single kind of offence rose or fell by more than chance may explain."]
    }
    let words = found.prefix(Self.most).map { row -> Sentence in
      """
      \(row.name("offence")): \(row["before"]) before, \(row["after"]) now\
      \(unequalDays == nil ? "" : ", in periods of unequal length") (\(size(row))); \(row["finding"]).
      """
    }
    return words + more(found.count)
  }

  private static let clear = "unlikely to be noise"

  private static func difference(_ row: ResultTable.NamedRow) -> Double {
    abs((row["after"].value ?? 0) - (row["before"].value ?? 0))
  }

  private func more(_ count: Int) -> [Sentence] {
    count > Self.most ? ["More kinds changed clearly: see the table."] : []
  }

  private var positions: [Sentence] {
    guard let rates, let title = rates.columns.first(where: { $0.name == "position" })?.title
    else { return [] }
    let totals = Set(study.subjects.map(\.code))
    return ["high", "low"].compactMap { side -> Sentence? in
      let found = rates.named.filter { row in
        row["position"].text.hasPrefix(side) && row["position"].text.contains("3s")
          && !totals.contains(row["code"].text)
      }
      guard !found.isEmpty else { return nil }
      let names = found.map { row in
        "\(.text(row["offence"].text.undashed, from: row["position"].tallies))" as Sentence
      }
      return "\(title), clearly \(side): \(Self.joined(names))."
    }
  }

  private static func joined(_ sentences: [Sentence]) -> Sentence {
    sentences.dropFirst().reduce(sentences.first ?? "") { "\($0), \($1)" }
  }

  // MARK: - Others

  private var directions: [Sentence] {
    guard let trends = parts[.trends]?.firstWords else { return [] }
    return trends.prefix(study.subjects.count).map { "Direction of travel: \($0.startingSmall)" }
  }

  private var concentrations: [Sentence] {
    guard let sentence = parts[.concentration]?.firstWords?.first,
      let subject = study.subjects.first
    else { return [] }
    return ["\(subject.name), how concentrated: \(sentence.startingSmall)"]
  }
}

extension Document {
  /// The sentences with which it begins.
  fileprivate var firstWords: [Sentence]? {
    for block in sections.first?.blocks ?? [] {
      switch block {
      case .paragraph(let sentence): return [sentence]
      case .list(let sentences): return sentences
      case .table, .chart, .shaded, .map: continue
      }
    }
    return nil
  }
}

extension ResultTable {
  /// A row whose cells are asked for by the names of their columns.
  struct NamedRow: Sendable {
    fileprivate let places: [String: Int]
    fileprivate let cells: [Cell]

    subscript(name: String) -> Cell { places[name].map { cells[$0] } ?? .blank }

    func name(_ column: String) -> Sentence { Sentence(words: self[column].text.undashed) }
  }

  var named: [NamedRow] {
    let places = Dictionary(
      columns.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
    return rows.map { NamedRow(places: places, cells: $0) }
  }

  func row(_ column: String, _ text: String) -> NamedRow? {
    named.first { $0[column].text == text }
  }
}

extension Sentence {
  /// The same to stand after a colon.
  fileprivate var startingSmall: Sentence {
    guard case .words(let words)? = parts.first else { return self }
    return Sentence([.words(words.prefix(1).lowercased() + words.dropFirst())] + parts.dropFirst())
  }
}

extension String {
  /// Without the dashes that stand for levels in a table.
  fileprivate var undashed: String { String(drop { $0 == "–" || $0 == " " }) }
}
