import Foundation

/// The part of the comparison with other programs that `Tests/Peers/run.py` asks of this one.
enum PeerCommand {
  static func run() async throws {
    let arguments = CommandLine.arguments.dropFirst()
    let folder = URL(fileURLWithPath: arguments.dropFirst().first ?? ".")
    switch (arguments.first, arguments.count) {
    case ("peer-inputs", 2):
      let isLarge = ProcessInfo.processInfo.environment["BENCH_LARGE"] == "1"
      try PeerInput(folder: folder, csvRows: isLarge ? 5_000_000 : 500_000).write()
    case ("peer-case", 3):
      let result = try await PeerCase(folder: folder, name: arguments.last ?? "").run()
      guard let result else { return }
      print(String(decoding: try JSONEncoder().encode(result), as: UTF8.self))
    default:
      print("usage: hotbeat-bench [peer-inputs FOLDER | peer-case FOLDER NAME]")
      exit(64)
    }
  }
}
