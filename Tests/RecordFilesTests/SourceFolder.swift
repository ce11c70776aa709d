import Foundation
import RecordFiles
import TestSupport

/// A temporary folder whose files are sources to read.
final class SourceFolder {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  var path: String { folder.path }

  @discardableResult
  func write(_ text: String, to name: String) throws -> SourceFile {
    SourceFile(path: try folder.write(text, to: name))
  }

  @discardableResult
  func write(_ data: Data, to name: String) throws -> SourceFile {
    SourceFile(path: try folder.write(data, to: name))
  }

  /// Runs a program in the folder and returns what it writes.
  @discardableResult
  func run(_ program: String, _ arguments: String...) throws -> String {
    let run = try Program.run(program, arguments, in: folder.url)
    guard run.code == 0 else {
      throw TemporaryFolder.Failure(arguments: [program] + arguments, output: run.errors)
    }
    return run.output
  }
}
