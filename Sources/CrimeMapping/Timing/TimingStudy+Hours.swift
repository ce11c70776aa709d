import Evidence
import Maps
import Records

extension TimingStudy {
  /// How times were recorded, to be read before any hour.
  var recorded: Document.Section {
    let clock = profile.clock
    let second: (TimeSpan) -> Int64 = { clock.timeOfDay($0.start) }
    let isTime: (TimeSpan) -> Bool = { !$0.coversWholeDays(by: clock) }
    let facts: [Sentence?] = [
      fact("start on a full hour; of exact times 1.7% would") {
        isTime($0) && second($0) % 3_600 == 0
      },
      fact("start on a half hour; of exact times 1.7% would") {
        isTime($0) && second($0) % 3_600 == 1_800
      },
      fact("start at 12:00; of exact times 0.1% would") { isTime($0) && second($0) == 43_200 },
      fact("stand at 00:00 without an end; of exact times 0.1% would") {
        $0.isMidnightMoment(by: clock)
      },
      fact("have one moment, exact or without an end") { $0.isMoment },
      fact("have a date without a time") { $0.coversWholeDays(by: clock) },
      fact("may have happened at any time of more than 24 hours") { $0.seconds > 86_400 },
      fact("may have happened at any time of more than a week, and count in all hours alike") {
        $0.isSpread
      },
    ]
    return .init(
      "recorded", "How times were recorded",
      [.paragraph(leftOut), .list(facts.compactMap { $0 })])
  }

  /// How many incidents are recorded in some way; `nil` where none is.
  private func fact(_ words: String, _ which: (TimeSpan) -> Bool) -> Sentence? {
    let tally = tally(which)
    guard tally.count > 0 else { return nil }
    let share = Double(tally.count) / Double(all.count)
    return "\(.number(share, .share(1), from: [tally, all])) (\(.count(tally))) \(words)."
  }

  private var leftOut: Sentence {
    let missing = Tally(Set(all.incidents).subtracting(told.incidents))
    let base: Sentence = "\(.count(all)) incidents were recorded in the period."
    guard missing.count > 0 else { return base }
    return base + """
       Of these \(.count(missing)) \("stand") at 00:00 without an end, which most systems write where no time is \
      known: they are left out below, which tells of \(.count(told)).
      """
  }

  /// The incidents for whose span something holds.
  func tally(_ which: (TimeSpan) -> Bool) -> Tally {
    all.filter { which(span($0)) }
  }

  func span(_ incident: Int32) -> TimeSpan {
    TimeSpan(
      start: data.incidents.starts[Int(incident)], end: data.incidents.ends[Int(incident)])
  }

  /// The 24 hours of a day.
  var hours: Document.Section {
    let grid = profile.weekGrid
    let shares = Result { () throws(Undefined) in
      try profile.shareOfHours(confidence: question.confidence)
    }
    let tallies = (0..<24).map { column in union(of: (0..<7).map { $0 * 24 + column }) }
    let rows = grid.hours.enumerated().map { place, hour in
      [.text(Self.hour(hour))]
        + Self.cells(
          try? shares.get()[place], weight: grid.byHour[place], from: [tallies[place], told])
    }
    let table = ResultTable(
      "hours", "Hours of the day", columns: [.init("hour", "Hour", .words)] + shareColumns,
      rows: rows, notes: [Self.shareNote])
    var blocks: [Document.Block] = [.paragraph(busiestHours), .table(table)]
    if let shares = try? shares.get() { blocks.append(.chart(hourChart(shares, tallies))) }
    return .init("hours", "Hours of the day", blocks)
  }

  var shareColumns: [ResultTable.Column] {
    [
      .init("incidents", "Incidents"), .init("share", "Share"),
      .init("share", "Interval", .interval).named(confidence: question.confidence),
      .init("even_share", "If even"), .init("verdict", "Differs", .words),
    ]
  }

  static let shareNote: Sentence = """
    Incidents are weighted: one that happened between two moments counts in each hour by its share of the time. \
    "If even" is the share of time. "more" and "fewer" are said where the share differs from it by more than \
    chance, all rows taken into account.
    """

  /// - Parameter share: `nil` where there is no incident.
  static func cells(_ share: TimeShare?, weight: Double, from tallies: [Tally]) -> [Cell] {
    guard let share else {
      let nothing = Undefined("there is no incident with a known time")
      return [amount(weight, tallies)]
        + Array(repeating: .undefined(nothing), count: 4)
    }
    return [
      amount(weight, tallies),
      .number(share.share.value, .share(1), from: tallies),
      .interval(share.share.interval, .share(1), from: tallies),
      .number(share.even, .share(1)), .text(words(share.verdict), from: tallies),
    ]
  }

  /// A number of incidents: whole where each counts in one place.
  static func amount(_ weight: Double, _ tallies: [Tally]) -> Cell {
    // Shares of one incident add up to it but for rounding.
    if let tally = tallies.first, abs(Double(tally.count) - weight) < 1e-9 { return .count(tally) }
    return .number(weight, decimals: 1, from: tallies)
  }

  private static func words(_ verdict: TimeShare.Verdict) -> String {
    switch verdict {
    case .high: "more"
    case .low: "fewer"
    case .unclear: ""
    }
  }

  /// The incidents that count in any of some cells of the grid.
  func union(of cells: [Int]) -> Tally { Tally(Set(cells.flatMap { ofCells[$0].incidents })) }

  private func hourChart(_ shares: [TimeShare], _ tallies: [Tally]) -> Chart {
    func value(_ place: Int) -> Chart.Value {
      let (share, from) = (shares[place].share, [tallies[place], told])
      return Chart.Value(
        Double(place), .number(100 * share.value, decimals: 1, from: from),
        low: .number(100 * share.interval.low, decimals: 1, from: from),
        high: .number(100 * share.interval.high, decimals: 1, from: from))
    }
    let labels = profile.weekGrid.hours.map { ($0 < 10 ? "0" : "") + "\($0)" }
    let confidence = plain((question.confidence * 1000).rounded() / 10)
    return Chart(
      "hours-chart",
      caption: "Share of incidents in each hour, with \(confidence)% intervals.",
      alternative: """
        A line over the 24 hours of the day, from \(Self.clock(question.dayStarts)); the table above has its \
        numbers.
        """,
      panels: [
        .init(
          horizontal: .init(title: "hour that starts at", labels: labels),
          vertical: .init(title: "share of incidents (%)", including: 0...5),
          series: [
            .init(.band, "interval", (0..<24).map(value)),
            .init(.line, "share of incidents", (0..<24).map(value)),
            .init(.level(100.0 / 24), "if all hours were alike"),
          ])
      ])
  }
}
