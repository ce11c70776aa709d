import Evidence
import Records

extension TimingStudy {
  /// Days of the calendar against other days.
  func holidays(_ calendar: DayCalendar) -> Document.Section {
    let kinds = calendar.kinds.map { ($0, $0, calendar.days(of: $0)) }
    let single = calendar.entries.filter { entry in
      calendar.entries.count { $0.kind == entry.kind } > 1
    }.map { ($0.kind, $0.name, Set($0.days)) }
    let table = ResultTable(
      "calendar", "Named days against other days of the same weekday",
      columns: [
        .init("kind", "Kind", .words), .init("name", "Days", .words), .init("days", "Days"),
        .init("incidents", "Incidents"), .init("per_day", "Per day"),
        .init("per_other_day", "Per other day"), .init("expected", "Expected"),
        .init("ratio", "Ratio"),
        .init("ratio", "Interval", .interval).named(confidence: question.confidence),
        .init("verdict", "In words", .words),
      ],
      rows: (kinds + single).map { kind, name, days in
        [.text(kind), .text(kind == name ? "all" : name)] + comparison(days)
      },
      notes: [
        """
        "Expected" is what there would be if each day was like the other days of its weekday. Days run from midnight \
        to midnight. Seasons are not taken out: summer holidays are compared with the whole period.
        """
      ])
    return .init("calendar", "Days of the calendar", [.table(table)])
  }

  private func comparison(_ days: Set<Int>) -> [Cell] {
    do throws(Undefined) {
      let found = try CalendarComparison(days, in: self.days, confidence: question.confidence)
      let tally = onDays(days)
      let (inside, outside) = (Double(found.daysInside), Double(found.daysOutside))
      return [
        .whole(found.daysInside), Self.amount(found.inside, [tally]),
        .number(found.inside / inside, decimals: 2, from: [tally]),
        .number(found.outside / outside, decimals: 2, from: [tally, all]),
        .number(found.expected, decimals: 1, from: [tally, all]),
        .number(found.ratio.value, decimals: 2, from: [tally, all]),
        .interval(found.ratio.interval, .decimals(2), from: [tally, all]),
        .text(Self.words(found), from: [tally, all]),
      ]
    } catch {
      return [.whole(0)] + Array(repeating: .undefined(error), count: 6) + [.text("")]
    }
  }

  private func onDays(_ wanted: Set<Int>) -> Tally {
    let clock = days.clock
    return all.filter { incident in
      let span = span(incident)
      let (first, last) = (clock.day(span.start), clock.day(max(span.start, span.end - 1)))
      return !span.isSpread && (first...last).contains { wanted.contains($0) }
    }
  }

  private static func words(_ found: CalendarComparison) -> String {
    if found.ratio.interval.low > 1 { return "more than on other days" }
    if found.ratio.interval.high < 1 { return "fewer than on other days" }
    return "could be chance"
  }
}
