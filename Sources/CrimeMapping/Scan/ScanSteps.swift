import RecordFiles
import Records

/// The days, or months, that a scan over time counts by: whole ones only.
struct ScanSteps: Sendable {
  enum Unit: String, Sendable {
    case day, month
  }

  let unit: Unit
  /// The seconds at which each step starts, and at which the last ends.
  let bounds: [Int64]
  /// Which steps lie in a month for which there is data.
  let isObserved: [Bool]

  var count: Int { bounds.count - 1 }

  /// The whole steps of a period, up to the last one with data; `nil` where there is none.
  ///
  /// A day or month that the period, or the data, cuts is left out.
  init?(_ period: Period, unit: Unit, of data: StudyData) {
    self.unit = unit
    let bounds = Self.bounds(period, unit)
    let london = CivilTime.london
    let observed = bounds.dropLast().map {
      data.months.contains(london.month(of: Instant(seconds: $0)))
    }
    guard let last = observed.lastIndex(of: true), let first = observed.firstIndex(of: true) else {
      return nil
    }
    self.bounds = Array(bounds[first...last + 1])
    isObserved = Array(observed[first...last])
  }

  private static func bounds(_ period: Period, _ unit: Unit) -> [Int64] {
    let london = CivilTime.london
    guard unit == .day else {
      var month = london.month(of: period.start)
      var bounds: [Int64] = []
      while london.start(of: month) <= period.end {
        if london.start(of: month) >= period.start {
          bounds.append(london.start(of: month).seconds)
        }
        month = month.advanced(by: 1)
      }
      return bounds
    }
    guard let day = london.day(of: period.start) else { return [] }
    let parts = day.description.split(separator: "-").compactMap { Int($0) }
    guard parts.count == 3 else { return [] }
    var midnight = LocalTime(year: parts[0], month: parts[1], day: parts[2])
    var bounds: [Int64] = []
    while london.instant(midnight) <= period.end {
      let moment = london.instant(midnight)
      if moment >= period.start { bounds.append(moment.seconds) }
      midnight = midnight.nextDay
    }
    return bounds
  }

  /// The step that holds a moment; `nil` outside all.
  /// - Complexity: O(log *n*).
  func step(of seconds: Int64) -> Int? {
    guard let first = bounds.first, let end = bounds.last, first <= seconds, seconds < end else {
      return nil
    }
    var (low, high) = (0, count - 1)
    while low < high {
      let middle = (low + high + 1) / 2
      if bounds[middle] <= seconds { low = middle } else { high = middle - 1 }
    }
    return low
  }

  /// How many days each step has; 0 where there is no data.
  var days: [Double] {
    (0..<count).map { step in
      isObserved[step]
        ? CivilTime.london.days(
          from: Instant(seconds: bounds[step]), to: Instant(seconds: bounds[step + 1])) : 0
    }
  }

  /// The first and the last day of some steps, such as "2019-12-25".
  func days(of steps: Range<Int>) -> (first: String, last: String) {
    let london = CivilTime.london
    let first = london.day(of: Instant(seconds: bounds[steps.lowerBound]))
    let last = london.day(of: Instant(seconds: bounds[steps.upperBound] - 1))
    return (first?.description ?? "", last?.description ?? "")
  }
}
