import Foundation
import Maps
import TestSupport

/// Measures how often each test finds something where there is nothing, and how often where there is:
/// `make calibration`.
///
/// Start reading here. Each case makes patterns with fixed seeds, of chance alone and with something
/// planted that grows, and asks its tests of each. What comes out is drawn to `docs/statistics.svg` and
/// written to `docs/calibration.md`; the same seeds give the same files.
@main
struct Calibrate {
  /// Each share of 0.05 then has a standard error of 0.007, and each power of at most 0.03.
  private static let nullPatterns = 1_000
  private static let plantedPatterns = 300

  /// With a share of the patterns, and perhaps part of a test's name, only prints what is found.
  static func main() async throws {
    let words = Array(CommandLine.arguments.dropFirst())
    let share = words.first.flatMap(Double.init)
    var measured: [MeasuredTest] = []
    for calibration in try await CalibrationCases.all() {
      let names = calibration.tests.map(\.name).joined(separator: "; ")
      guard words.count < 2 || names.contains(words[1]) else { continue }
      let started = Date()
      measured += await measure(calibration, share: share ?? 1)
      let seconds = String(format: "%.1f", Date().timeIntervalSince(started))
      // Not through `print`, which keeps lines back where it writes into a file.
      try FileHandle.standardOutput.write(contentsOf: Data("\(names): \(seconds) s\n".utf8))
    }
    let report = CalibrationReport(tests: measured)
    print(report.markdown)
    if share == nil { try write(report) }
  }

  private static func write(_ report: CalibrationReport) throws {
    let folder = OpenData.project.appending(path: "docs")
    try Data(report.chart.svg().utf8).write(to: folder.appending(path: "statistics.svg"))
    try Data(report.markdown.utf8)
      .write(to: folder.appending(path: "calibration.md"))
  }

  /// - Parameter share: of the patterns, to try things out.
  private static func measure(
    _ calibration: any CalibrationCase, share: Double
  ) async -> [MeasuredTest] {
    var rates: [[Rate]] = Array(repeating: [], count: calibration.tests.count)
    for (step, strength) in calibration.strengths.enumerated() {
      let all = step == 0 ? nullPatterns : plantedPatterns
      let found = await calibration.rates(
        strength: strength, step: step, patterns: max(1, Int(share * Double(all))))
      for (test, rate) in found.enumerated() { rates[test].append(rate) }
    }
    let isPlanted = calibration.strengths.count > 1
    return zip(calibration.tests, rates).compactMap { test, rates in
      guard isPlanted || test.looksEverywhere else { return nil }
      return MeasuredTest(
        test: test, subject: calibration.subject, null: calibration.null,
        strengths: calibration.strengths, rates: rates)
    }
  }
}
