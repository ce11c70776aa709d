package import Foundation

/// A program that was run to its end.
package struct Program: Sendable {
  package let code: Int32
  package let output: String
  package let errors: String

  /// The `hotbeat` that was built with the tests.
  package static let hotbeat: String = {
    if let path = ProcessInfo.processInfo.environment["HOTBEAT_BINARY"] { return path }
    return URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
      .appending(path: "hotbeat").path
  }()

  /// Runs `hotbeat` in a folder.
  package static func hotbeat(_ arguments: String..., in folder: URL) throws -> Program {
    try run(hotbeat, arguments, in: folder)
  }

  /// Runs a program by path, or by name through the search path.
  package static func run(
    _ program: String, _ arguments: [String], in folder: URL, environment: [String: String] = [:]
  ) throws -> Program {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program.contains("/") ? program : "/usr/bin/env")
    process.arguments = program.contains("/") ? arguments : [program] + arguments
    process.currentDirectoryURL = folder
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    process.standardInput = FileHandle.nullDevice
    let files = try ["output", "errors"].map { name in
      let url = FileManager.default.temporaryDirectory
        .appending(path: "hotbeat-\(name)-\(UUID().uuidString)")
      _ = FileManager.default.createFile(atPath: url.path, contents: nil)
      return (url, try FileHandle(forWritingTo: url))
    }
    defer { for (url, _) in files { try? FileManager.default.removeItem(at: url) } }
    process.standardOutput = files[0].1
    process.standardError = files[1].1
    try process.run()
    process.waitUntilExit()
    let texts = try files.map { String(decoding: try Data(contentsOf: $0.0), as: UTF8.self) }
    return Program(code: process.terminationStatus, output: texts[0], errors: texts[1])
  }

  /// Whether a program is on the search path.
  package static func exists(_ name: String) -> Bool {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    return folders.contains {
      FileManager.default.isExecutableFile(atPath: "\($0)/\(name)")
    }
  }
}
