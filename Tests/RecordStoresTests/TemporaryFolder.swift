import Foundation

/// A folder that goes when the test is done with it, and programs that look into its files.
final class TemporaryFolder: Sendable {
  let path: String

  init() throws {
    path =
      FileManager.default.temporaryDirectory.appendingPathComponent(
        "hotbeat-stores-\(UUID().uuidString)"
      ).path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func file(_ name: String) -> String { path + "/" + name }

  var names: [String] {
    get throws { try FileManager.default.contentsOfDirectory(atPath: path).sorted() }
  }

  func write(_ text: String, to name: String) throws {
    try Data(text.utf8).write(to: URL(fileURLWithPath: file(name)))
  }

  /// Runs a program in the folder and returns all that it writes.
  @discardableResult
  func run(_ arguments: String...) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: path)
    let output = Pipe()
    process.standardOutput = output
    process.standardError = output
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    let text = String(decoding: data, as: UTF8.self)
    guard process.terminationStatus == 0 else { throw Failure(arguments: arguments, output: text) }
    return text
  }

  struct Failure: Error {
    let arguments: [String]
    let output: String
  }

  /// What SQLite's own shell answers.
  @discardableResult
  func sql(_ statement: String, in name: String = "store.gpkg") throws -> String {
    try run("sqlite3", name, statement).trimmingCharacters(in: .whitespacesAndNewlines)
  }

  /// Takes the triggers off a store, which need functions that SQLite's shell lacks, and changes it.
  func spoil(_ statement: String) throws {
    let triggers = try sql("SELECT name FROM sqlite_master WHERE type = 'trigger'")
    let drops = triggers.split(separator: "\n").map { "DROP TRIGGER \($0);" }.joined()
    try sql(drops + "PRAGMA foreign_keys = OFF;" + statement)
  }
}

/// The generator of Steele, Lea and Flood (2014), for input that is the same on every run.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
