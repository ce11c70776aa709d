import Foundation

/// The rows of a table in `Tests/ReferenceData`, each a list of numbers; a header is left out.
func referenceRows(_ name: String) throws -> [[Double]] {
  let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  let text = try String(
    contentsOf: folder.appending(path: "ReferenceData/" + name), encoding: .utf8)
  return text.split(whereSeparator: \.isNewline).compactMap { line in
    let fields = line.split(separator: ",").map { Double($0) }
    let numbers = fields.compactMap { $0 }
    return numbers.count == fields.count ? numbers : nil
  }
}
