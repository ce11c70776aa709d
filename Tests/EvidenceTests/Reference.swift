import Foundation

/// The rows of a table in `Tests/ReferenceData`, each a list of numbers; a header is left out, and what is
/// missing is not a number.
func referenceRows(_ name: String) throws -> [[Double]] {
  let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "ReferenceData/" + name)
  return try String(contentsOf: file, encoding: .utf8).split(whereSeparator: \.isNewline)
    .dropFirst().map { line in
      line.split(separator: ",", omittingEmptySubsequences: false).map { Double($0) ?? .nan }
    }
}
