/// When an incident happened, as far as is known: from its start to before its end, or at one moment.
package struct TimeSpan: Hashable, Comparable, Sendable {
  /// Seconds since 1970, Coordinated Universal Time.
  package let start: Int64
  /// The same as `start` where one moment is given.
  package let end: Int64
  /// What the incident counts for.
  package let weight: Double

  package init(start: Int64, end: Int64, weight: Double = 1) {
    precondition(start <= end, "a span does not end before it starts")
    precondition(weight >= 0 && weight.isFinite, "no weight is negative")
    self.start = start
    self.end = end
    self.weight = weight
  }

  package var seconds: Int64 { end - start }
  package var isMoment: Bool { start == end }

  /// The order in which sums are made, so that they do not depend on that of the rows.
  package static func < (a: TimeSpan, b: TimeSpan) -> Bool {
    (a.start, a.end, a.weight) < (b.start, b.end, b.weight)
  }
}

extension TimeSpan {
  /// What becomes of spans whose end is before their start. Programs differ in it without saying so.
  package enum ReversedRule: String, CaseIterable, Hashable, Sendable {
    case rejected, swapped
  }

  /// Makes spans of starts and ends as they were written, and counts those that were the wrong way round.
  package static func read(
    _ bounds: [(start: Int64, end: Int64)], reversed rule: ReversedRule
  ) -> (spans: [TimeSpan], reversed: Int) {
    var spans: [TimeSpan] = []
    var reversed = 0
    for (start, end) in bounds {
      if start <= end {
        spans.append(TimeSpan(start: start, end: end))
      } else {
        reversed += 1
        if rule == .swapped { spans.append(TimeSpan(start: end, end: start)) }
      }
    }
    return (spans, reversed)
  }

  /// The share of the span in each hour of the week that it touches, Monday 00:00 being 0; together 1.
  ///
  /// Weight = |[start, end) ∩ hour| / (end - start), to the second (Ratcliffe and McCullagh 1998; Ratcliffe
  /// 2002); a moment is all in its hour. A span of more than a week is in every hour alike.
  package func hoursOfWeek(_ clock: LocalClock) -> [(hour: Int, share: Double)] {
    if isSpread { return (0..<168).map { ($0, 1.0 / 168) } }
    var shares = [Double](repeating: 0, count: 168)
    for (hour, share) in hours(clock) { shares[(hour + 72).remainderUp(168)] += share }
    return shares.indices.filter { shares[$0] > 0 }.map { ($0, shares[$0]) }
  }

  /// Whether it is too long to tell anything of the week.
  package var isSpread: Bool { seconds > 604_800 }

  /// The share of the span in each hour of the local clock, hours counted from the start of 1970, ascending.
  func hours(_ clock: LocalClock) -> [(hour: Int, share: Double)] {
    guard !isMoment else { return [(Int(clock.local(start).quotientDown(3_600)), 1)] }
    var found: [Int: Int64] = [:]
    clock.forEachStretch(from: start, to: end) { start, end in
      var moment = start
      while moment < end {
        let hour = moment.quotientDown(3_600)
        let next = min(end, (hour + 1) * 3_600)
        found[Int(hour), default: 0] += next - moment
        moment = next
      }
    }
    let total = Double(seconds)
    return found.sorted { $0.key < $1.key }.map { ($0.key, Double($0.value) / total) }
  }
}
