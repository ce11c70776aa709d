import Foundation
import Glibc
import TestSupport

/// Times what users wait for, against a plain version of it in the same run: `make bench`.
///
/// Prints a line of JSON for each case and writes them to `.build/bench.jsonl`. Machines differ and are
/// shared: compare ratios, and times only within one run.
@main
struct Benchmark {
  static func main() async throws {
    if CommandLine.arguments.count > 1 { return try await PeerCommand.run() }
    var lines: [String] = []
    func report(_ results: [Measurement]) {
      for result in results {
        print(result.json)
        lines.append(result.json)
      }
    }
    let isLarge = ProcessInfo.processInfo.environment["BENCH_LARGE"] == "1"
    let sizes = [10_000, 100_000, 1_000_000] + (isLarge ? [10_000_000] : [])
    for density in DensityCase.all(sizes) { report([await density.run()]) }
    report(await DensityCostCase().run())
    for size in sizes { report([try LookupCase(points: size).run()]) }
    for size in sizes { report([await NeighbourCase(points: size).run()]) }
    for size in sizes { report(try LatticeCase(points: size).run()) }
    for side in [32, 100, 316] { report([await LocalAssociationCase(side: side).run()]) }
    for size in sizes { report(try PolygonCase(points: size).run()) }
    for size in sizes { report(await ClusterCase(points: size).run()) }
    for size in [1_000, 10_000, 100_000] { report([try await NearRepeatCase(events: size).run()]) }
    for size in [10_000, 100_000, 1_000_000] { report([try await PatternCase(points: size).run()]) }
    for size in sizes.prefix(3) { report([await ResamplingCase(incidents: size).run()]) }
    for size in [1_000, 10_000, 100_000] { report([try await ScanCase(places: size).run()]) }
    report(try await ParsingCase().run())
    report(try CommandCase().run())
    let file = OpenData.project.appending(path: ".build/bench.jsonl")
    try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: file)
  }
}

/// One case at one size.
struct Measurement {
  let bench: String
  let n: Int
  let parameters: String
  let median: Double
  let runs: Int
  var threads = 1
  /// The plain version, and how many times as long it takes for the same work.
  var baseline: String?
  var ratio: Double?
  /// A figure that users know: points or megabytes a second.
  var rate: String?
  /// Processor time of all threads, in seconds.
  var processor: Double?
  /// The largest error, as a share of the maximum.
  var error: Double?

  var json: String {
    let ratio = ratio.map { String(format: "%.1f", $0) } ?? "null"
    let baseline = baseline.map { "\"\($0)\"" } ?? "null"
    let rate = rate.map { "\"\($0)\"" } ?? "null"
    return "{\"bench\":\"\(bench)\",\"n\":\(n),\"parameters\":\"\(parameters)\","
      + "\"median_s\":\(String(format: "%.6f", median)),\"runs\":\(runs),"
      + "\"peak_mb\":\(Self.peakMegabytes),\"threads\":\(threads),"
      + "\"baseline\":\(baseline),\"ratio\":\(ratio),\"rate\":\(rate),"
      + "\"cpu_s\":\(processor.map { String(format: "%.6f", $0) } ?? "null"),"
      + "\"error_of_max\":\(error.map { String(format: "%.1e", $0) } ?? "null")}"
  }

  /// The most memory this process has held so far.
  static var peakMegabytes: Int {
    let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
    return (line?.split(whereSeparator: { !$0.isNumber }).first.flatMap { Int($0) } ?? 0) / 1_024
  }
}

/// The processor time that all threads of this process have used so far.
func processorSeconds() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
}

/// The median time of some runs, in seconds, after one that does not count.
func median(of runs: Int, _ body: () throws -> Void) rethrows -> Double {
  try body()
  return try sorted((0..<runs).map { _ in try seconds(body) })
}

func median(of runs: Int, _ body: () async throws -> Void) async rethrows -> Double {
  try await body()
  var times: [Double] = []
  for _ in 0..<runs {
    let start = ContinuousClock.now
    try await body()
    times.append(start.duration(to: .now) / .seconds(1))
  }
  return sorted(times)
}

func seconds(_ body: () throws -> Void) rethrows -> Double {
  let start = ContinuousClock.now
  try body()
  return start.duration(to: .now) / .seconds(1)
}

private func sorted(_ times: [Double]) -> Double { times.sorted()[times.count / 2] }
