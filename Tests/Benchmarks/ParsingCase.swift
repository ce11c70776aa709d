import Foundation
import RecordFiles
import Records
import TestSupport

/// Reading months of police.uk from memory: every row to columns, nothing stored.
struct ParsingCase {
  func run() async throws -> [Measurement] {
    guard let data = OpenData.folder else { return [] }
    let files = try SourceFile.find(
      [data.appending(path: "police_uk_cheshire").path], suffixes: ["-street.csv"])
    let bytes = try files.reduce(0) { try $0 + $1.contents().count }
    let reader = PoliceUKReader()
    let rows = try files.reduce(0) { try $0 + reader.read($1).sheet.count }
    let plain = try seconds { _ = try Self.splitLines(files[0]) }
    let plainTime = try plain * Double(bytes) / Double(files[0].contents().count)
    let one = try median(of: 5) { for file in files { _ = try reader.read(file) } }
    let two = try await median(of: 5) {
      try await withThrowingTaskGroup(of: Void.self) { group in
        for half in 0..<2 {
          group.addTask {
            for (number, file) in files.enumerated() where number % 2 == half {
              _ = try reader.read(file)
            }
          }
        }
        try await group.waitForAll()
      }
    }
    let months = [(one, 1), (two, 2)].map { time, threads in
      Measurement(
        bench: "parse-police-uk", n: rows, parameters: "27 files, \(bytes / 1_000_000) MB",
        median: time, runs: 5, threads: threads, baseline: "String.split of lines, scaled",
        ratio: plainTime / time, rate: "\(Int(Double(bytes) / time / 1e6)) MB/s")
    }
    return try months + largeFile(of: files)
  }

  /// One file that several threads read: all months end to end, again and again.
  ///
  /// About 43 MB, and 1.2 GB where `BENCH_LARGE` is 1.
  private func largeFile(of files: [SourceFile]) throws -> [Measurement] {
    let isLarge = ProcessInfo.processInfo.environment["BENCH_LARGE"] == "1"
    let url = FileManager.default.temporaryDirectory
      .appending(path: "hotbeat-bench-\(UUID().uuidString).csv")
    defer { try? FileManager.default.removeItem(at: url) }  // left to the system if it cannot be
    try Self.write(files, times: isLarge ? 28 : 1, to: url)
    let file = SourceFile(path: url.path)
    let bytes = try file.contents().count
    let reader = PoliceUKReader()
    let rows = try reader.read(file, keeping: .study).sheet.count
    let cases = [(PoliceUKExtent.study, 1), (.study, 2), (.everything, 1), (.everything, 2)]
    let times = try cases.map { extent, threads in
      try median(of: 3) { _ = try reader.read(file, keeping: extent, threads: threads) }
    }
    return zip(cases, times).map { parameters, time in
      Measurement(
        bench: "parse-large-file", n: rows,
        parameters: "keeping \(parameters.0), \(bytes / 1_000_000) MB", median: time, runs: 3,
        threads: parameters.1, baseline: "everything on one thread", ratio: times[2] / time,
        rate: "\(Int(Double(bytes) / time / 1e6)) MB/s")
    }
  }

  /// Writes the rows of files under one header, a file at a time.
  private static func write(_ files: [SourceFile], times: Int, to url: URL) throws {
    _ = FileManager.default.createFile(atPath: url.path, contents: nil)
    let handle = try FileHandle(forWritingTo: url)
    var hasHeader = false
    for _ in 0..<times {
      for file in files {
        let contents = try file.contents()
        let header = contents.firstIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
        try handle.write(contentsOf: hasHeader ? contents[header...] : contents)
        hasHeader = true
      }
    }
    try handle.close()
  }

  /// What one would write first.
  private static func splitLines(_ file: SourceFile) throws -> Int {
    let text = String(decoding: try file.contents(), as: UTF8.self)
    return text.split(whereSeparator: \.isNewline).reduce(0) {
      $0 + $1.split(separator: ",", omittingEmptySubsequences: false).map(String.init).count
    }
  }
}
