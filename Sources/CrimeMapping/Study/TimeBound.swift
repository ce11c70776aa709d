import RecordFiles
package import Records

/// One end of a period, as somebody wrote it: a month, a day or a moment.
package struct TimeBound: Hashable, Sendable {
  package let text: String
  /// The moment at which what was written starts, and ends.
  package let start: Instant
  package let end: Instant
  package let month: Month?

  /// Reads `2018-10`, `2018-10-05` or `2018-10-05T21:00`, in Europe/London unless it names a zone.
  package init?(_ text: String) {
    self.text = text
    let london = CivilTime.london
    month = Month(text)
    if let month {
      start = london.start(of: month)
      end = london.start(of: month.advanced(by: 1))
    } else {
      guard let written = WrittenTime(text) else { return nil }
      start = written.instant(in: london)
      end = written.end(in: london)
    }
  }

  package var isMonth: Bool { month != nil }
}

extension Month {
  /// The month of Europe/London in which a bound starts.
  init(of bound: TimeBound) { self = CivilTime.london.month(of: bound.start) }
}
