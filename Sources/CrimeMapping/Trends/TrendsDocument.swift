import Evidence
import Geodesy
import Records

/// Writes what series tell: words, tables and charts, each number with what was counted to make it.
struct TrendsDocument {
  let question: TrendsQuestion
  /// The one with most incidents first.
  let series: [TrendSeries]
  let observed: [Month]

  /// The most series that are drawn.
  static let mostPanels = 9

  func document(record: StudyRecord, projection: Projection) -> Document {
    let isOne = series.count == 1
    return Document(
      question: "trends", title: "Where it is heading: \(record.terms.subject)\(places(record))",
      subtitle:
        "\(record.terms.span); \(.whole(observed.count)) of \(.whole(span)) months known whole",
      sections: [
        .init("summary", "In short", [.list(summary), .table(directions)]),
        .init("series", "Month by month", [.chart(chart)] + (isOne ? [.table(months)] : [])),
        .init("steps", "Steps of the level", [.paragraph(stepsReading)] + stepTables),
        .init("unusual", "Months out of the ordinary", unusualBlocks),
        .init("watch", "Are the newest months too high?", watchBlocks),
      ]
        + (question.forecast > 0
          ? [.init("forecast", "What the next months may bring", forecastBlocks)] : [])
        + (isOne ? [.init("parts", "Trend and season apart", partsBlocks)] : []),
      terms: terms, record: record, projection: projection)
  }

  /// Calendar months from the first to the last.
  private var span: Int { series.first?.counts.span ?? 0 }

  private func places(_ record: StudyRecord) -> String {
    guard question.by != .area, !record.terms.areas.isEmpty else { return "" }
    return " in " + record.summary.areas.map { $0.area.name }.prefix(3).joined(separator: ", ")
      + (record.summary.areas.count > 3 ? " and others" : "")
  }

  private var terms: [Document.Term] {
    [
      .init("by", .text(question.by?.rawValue ?? "all")),
      .init(
        "breaks",
        .text(
          question.breaks.map { "\(Self.month($0.ordinal)):\($0.name)" }.joined(separator: "; "))),
      .init(
        "season",
        .text(
          (question.season ?? .automatic(for: series.first?.counts ?? MonthlyCounts([])))
            .description
            + (question.season == nil ? ", by the number of months" : ""))),
      .init("forecast_months", .whole(question.forecast)),
      .init("false_alarms", .number(question.falseAlarms, decimals: 3)),
      .init("confidence", .number(question.confidence, decimals: 3)),
    ]
  }

  // MARK: - Words

  static func month(_ ordinal: Int) -> String { Month(ordinal: Int32(ordinal)).description }

  /// "95%", for headings.
  var sureness: String { Cell.number(question.confidence, .share(0)).text }

  /// A multiple as a change in percent, or as the multiple itself where a percentage would mislead.
  static func change(_ ratio: Double, of series: TrendSeries, from tallies: [Tally]) -> Cell {
    series.bearsPercent
      ? .number((ratio - 1) * 100, .change(1), from: tallies)
      : .number(ratio, decimals: 2, from: tallies)
  }

  static func change(_ interval: Interval, of series: TrendSeries, from tallies: [Tally]) -> Cell {
    guard series.bearsPercent else { return .interval(interval, .decimals(2), from: tallies) }
    return .interval(
      Interval(
        (interval.low - 1) * 100, (interval.high - 1) * 100, confidence: interval.confidence,
        method: interval.method), .change(1), from: tallies)
  }

  /// What an interval of a multiple says.
  static func direction(_ interval: Interval) -> String {
    if interval.low > 1 { return "rising" }
    return interval.high < 1 ? "falling" : "no clear direction"
  }
}

extension Result where Failure == Undefined {
  /// The value, or nothing.
  var value: Success? { try? get() }

  /// Why there is no value.
  var reason: String? { if case .failure(let why) = self { why.reason } else { nil } }
}
