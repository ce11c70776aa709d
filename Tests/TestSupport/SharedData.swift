package import Foundation

/// The real open data beside the project, on which some tests run.
package enum OpenData {
  /// The project's folder.
  package static let project = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// The folder of the data; `nil` where it is absent.
  ///
  /// With `HOTBEAT_REQUIRE_DATA` set its absence ends the tests instead.
  package static let folder: URL? = {
    let folder = project.deletingLastPathComponent().appending(path: "shared/data")
    if FileManager.default.fileExists(atPath: folder.path) { return folder }
    if ProcessInfo.processInfo.environment["HOTBEAT_REQUIRE_DATA"] != nil {
      fatalError("HOTBEAT_REQUIRE_DATA is set, but there is no data at \(folder.path)")
    }
    print("No open data at \(folder.path): tests that need it are skipped.")
    return nil
  }()

  package static var isPresent: Bool { folder != nil }
}

/// A folder of its own for a test, gone when the test is.
package final class TemporaryFolder: Sendable {
  package let url: URL

  package init() throws {
    url = FileManager.default.temporaryDirectory.appending(path: "hotbeat-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  package func path(_ name: String) -> String { url.appending(path: name).path }

  @discardableResult
  package func write(_ text: String, to name: String) throws -> String {
    try Data(text.utf8).write(to: url.appending(path: name))
    return path(name)
  }

  package var names: [String] {
    (try? FileManager.default.contentsOfDirectory(atPath: url.path))?.sorted() ?? []
  }
}
