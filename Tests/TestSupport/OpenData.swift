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
