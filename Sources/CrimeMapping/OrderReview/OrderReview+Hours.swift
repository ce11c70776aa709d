import Evidence
import RecordFiles
import Records

extension OrderReviewStudy {
  /// When the named behaviours happen, beside the hours in which the order holds.
  var hourSection: Document.Section {
    guard hasTimes else {
      return .init(
        "hours", "Hours and weekdays",
        [
          .paragraph(
            """
            The data tell only the month, or the day, of some reports, so nothing can be said of the order's hours. \
            Records with times are needed to show that its hours fit.
            """)
        ])
    }
    let rows = counts.compactMap { counts in
      counts.restriction.map { row(counts, $0) }
    }
    let table = ResultTable(
      "hours", "Reports during the order, in its hours and outside them",
      columns: [
        .init("behaviour", "Behaviour", .words), .init("hours", "Order's hours", .words),
        .init("share_of_week", "Share of the week"), .init("during", "Reports"),
        .init("surely_inside", "Surely inside"), .init("maybe_inside", "Perhaps inside"),
        .init("share_inside", "Share inside"),
        .init("share_inside", "95% interval", .interval).named(confidence: question.confidence),
      ], rows: rows,
      notes: [
        """
        A report known to have happened between two times counts by the part of that span inside the hours \
        (Ratcliffe 2002). The interval is Wilson's of reports with one time.
        """
      ])
    return .init("hours", "Hours and weekdays", [.table(table), .shaded(hourGrid)])
  }

  /// Whether hours can be told of the reports compared: none of them has a month only, or whole days.
  private var hasTimes: Bool {
    let spans = (all.before(.order).incidents + all.during(.order).incidents).map(span)
    return hasDays && spans.contains { $0.seconds < 86_400 }
  }

  private func span(_ incident: Int32) -> TimeSpan {
    let (start, end) = (
      data.incidents.starts[Int(incident)], data.incidents.ends[Int(incident)]
    )
    return TimeSpan(start: min(start, end), end: max(start, end))
  }

  private var clock: LocalClock {
    CivilTime.london.clock(from: scope.period.start, to: scope.period.end)
  }

  private func row(_ counts: OrderCounts, _ restriction: PublicSpacesOrder.Restriction) -> [Cell] {
    let (tally, window) = (counts.during(.order), restriction.window)
    let shares = tally.incidents.map { window.share(of: span($0), by: clock) }
    func part(_ isCounted: (Double) -> Bool) -> Tally {
      Tally(zip(tally.incidents, shares).filter { isCounted($0.1) }.map(\.0))
    }
    let (surely, maybe) = (part { $0 == 1 }, part { $0 > 0 && $0 < 1 })
    let from = [tally, surely, maybe]
    let known = tally.count - maybe.count
    return [
      .text(counts.name), .text(restriction.timeWords),
      .number(window.shareOfWeek, .share(0)), .count(tally), .count(surely), .count(maybe),
      tally.count == 0
        ? .undefined("there were no reports", from: from)
        : .number(shares.reduce(0, +) / Double(tally.count), .share(0), from: from),
      .attempt(from: from) { () throws(Undefined) in
        .interval(
          try Interval.wilson(surely.count, of: known, confidence: question.confidence), .share(0),
          from: from)
      },
    ]
  }

  private var hourGrid: ShadedTable {
    let tally = all.during(.order)
    var weights = [Double](repeating: 0, count: 168)
    var lists = [[Int32]](repeating: [], count: 168)
    for incident in tally.incidents {
      for (hour, share) in span(incident).hoursOfWeek(clock) {
        weights[hour] += share
        lists[hour].append(incident)
      }
    }
    return ShadedTable(
      "hour-grid", caption: "Reports of the named behaviours during the order, by weekday and hour",
      alternative: """
        Table of weekdays by hours shaded by the number of reports; \(.count(tally)) reports in all.
        """,
      unit: "Reports", rows: DayOfWeek.allCases.map { "\($0)".capitalised },
      columns: (0..<24).map { $0 < 10 ? "0\($0)" : "\($0)" },
      cells: (0..<7).map { day in
        (0..<24).map { hour in
          let place = day * 24 + hour
          return .number(weights[place], decimals: 1, from: [Tally(lists[place])])
        }
      })
  }
}

extension String {
  fileprivate var capitalised: String { prefix(1).uppercased() + dropFirst() }
}

extension PublicSpacesOrder.Restriction {
  var window: WeeklyWindow {
    WeeklyWindow(
      from: hours.start, to: hours.end,
      on: Set(days.compactMap { DayOfWeek(rawValue: $0.rawValue) }))
  }

  /// Such as "20:00-04:00, Friday, Saturday".
  var timeWords: String {
    guard !isAlways else { return "always" }
    let named = DayName.allCases.filter(days.contains).map(\.name)
    return "\(hours)" + (named.count < 7 ? ", \(named.joined(separator: ", "))" : "")
  }
}
