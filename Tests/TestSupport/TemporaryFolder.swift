package import Foundation

/// A folder of its own for a test, gone when the test is.
package final class TemporaryFolder: Sendable {
  package let path: String

  package init() throws {
    path =
      FileManager.default.temporaryDirectory.appending(path: "hotbeat-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  package var url: URL { URL(fileURLWithPath: path) }

  /// The path of a file in the folder.
  package func file(_ name: String) -> String { path + "/" + name }

  /// The names of what is in the folder, sorted.
  package var names: [String] {
    (try? FileManager.default.contentsOfDirectory(atPath: path))?.sorted() ?? []
  }

  @discardableResult
  package func write(_ text: String, to name: String) throws -> String {
    try write(Data(text.utf8), to: name)
  }

  /// Writes a file, with the folders above it, and returns its path.
  @discardableResult
  package func write(_ data: Data, to name: String) throws -> String {
    let url = URL(fileURLWithPath: file(name))
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try data.write(to: url)
    return url.path
  }

  /// Runs a program in the folder and returns all that it writes.
  /// - Throws: `Failure` when it does not end with 0.
  @discardableResult
  package func run(_ arguments: String...) throws -> String {
    let run = try Program.run(arguments[0], Array(arguments.dropFirst()), in: url)
    guard run.code == 0 else {
      throw Failure(arguments: arguments, output: run.output + run.errors)
    }
    return run.output + run.errors
  }

  package struct Failure: Error {
    package let arguments: [String]
    package let output: String

    package init(arguments: [String], output: String) {
      self.arguments = arguments
      self.output = output
    }
  }
}
