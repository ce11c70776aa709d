import GeoJSON
import Hotspots
import Probability
import Records

/// Runs of days or months in which the whole study area had more incidents than chance puts anywhere in the
/// time, wherever they were (Naus 1982).
struct ScanSurges: Sendable {
  /// The length of the window, in steps.
  let length: Int
  let scan: SurgeScan
  /// The first and the last day of each surge.
  let days: [(first: String, last: String)]

  /// The probability takes time in proportion to the square of the count; beyond this, counts also vary more
  /// than Poisson's law has it.
  static let mostInWindow = 2_000

  var json: JSONValue {
    .object([
      .init("window", .integer(length)), .init("expected", .rounded(scan.mean, decimals: 4)),
      .init(
        "found",
        .array(
          zip(scan.surges, days).map { surge, days in
            .object([
              .init("first_day", .string(days.first)), .init("last_day", .string(days.last)),
              .init("count", .integer(surge.count)), .init("p", surge.p.json),
              .init("how", surge.p.methodJSON),
            ])
          })),
    ])
  }
}

extension ScanStudy {
  /// Nothing where a step has no data: it would pass for a quiet one.
  func surges(_ ground: ScanGround, _ steps: ScanSteps, _ periods: ScanPeriods) -> [ScanSurges] {
    guard steps.isObserved.allSatisfy({ $0 }) else { return [] }
    var series = [Int](repeating: 0, count: steps.count)
    for index in ground.incidents.joined() {
      if let step = steps.step(of: data.incidents.starts[Int(index)]) { series[step] += 1 }
    }
    return Set(periods.intervals.map(\.count)).sorted().compactMap { length in
      let most = series.indices.dropLast(length - 1).map { series[$0..<$0 + length].reduce(0, +) }
      guard (most.max() ?? 0) <= ScanSurges.mostInWindow,
        let scan = SurgeScan(series, window: length, level: question.inference.level)
      else { return nil }
      return ScanSurges(
        length: length, scan: scan, days: scan.surges.map { steps.days(of: $0.steps) })
    }
  }
}
