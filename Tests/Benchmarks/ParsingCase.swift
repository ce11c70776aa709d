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
    return [(one, 1), (two, 2)].map { time, threads in
      Measurement(
        bench: "parse-police-uk", n: rows, parameters: "27 files, \(bytes / 1_000_000) MB",
        median: time, runs: 5, threads: threads, baseline: "String.split of lines, scaled",
        ratio: plainTime / time, rate: "\(Int(Double(bytes) / time / 1e6)) MB/s")
    }
  }

  /// What one would write first.
  private static func splitLines(_ file: SourceFile) throws -> Int {
    let text = String(decoding: try file.contents(), as: UTF8.self)
    return text.split(whereSeparator: \.isNewline).reduce(0) {
      $0 + $1.split(separator: ",", omittingEmptySubsequences: false).map(String.init).count
    }
  }
}
