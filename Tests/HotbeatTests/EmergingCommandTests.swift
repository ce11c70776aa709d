import Foundation
import TestSupport
import Testing

/// `hotbeat emerging` on the real data.
@Suite(.enabled(if: OpenData.isPresent, "the open data is not here"))
struct EmergingCommandTests {
  private let store: CheshireStore.Filled
  private let own: TemporaryFolder
  private let terms = [
    "--offence", "asb", "--from", "2016-02", "--to", "2017-02", "--size", "2000", "--replicates",
    "999",
  ]

  init() throws {
    store = try CheshireStore.shared.get()
    own = try TemporaryFolder()
  }

  private func emerging(_ more: String...) throws -> Program {
    try Program.run(
      Program.hotbeat, ["emerging", "--store", store.path] + terms + more, in: own.url)
  }

  /// Reports fell everywhere in these months. Every cell has one class, the months are whole, and a table and
  /// a map say the same.
  @Test func classesCheshire() throws {
    let run = try emerging("--format", "csv")
    #expect(run.code == 0, "\(run.errors)")
    let lines = run.output.split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false)
    }
    let column = try #require(lines[0].firstIndex(of: "class"))
    let states = try #require(lines[0].firstIndex(of: "states"))
    let hot = lines.dropFirst().filter { $0[column] == "diminishing-hot" }
    #expect(hot.count > 5 && lines.count > 500)
    #expect(hot.allSatisfy { $0[states].count(where: { $0 == "H" }) >= 12 })
    let table = try emerging("--format", "table").output
    #expect(table.contains("Diminishing hot spot"))
    let map = try emerging("--output", "map.svg")
    #expect(map.code == 0)
    #expect(
      try String(contentsOfFile: own.file("map.svg"), encoding: .utf8)
        .contains("Diminishing hot spot"))
  }

  /// The data has months only, and too few of them at its end.
  @Test func refusesWhatTheDataCannotAnswer() throws {
    let days = try emerging("--step", "28")
    #expect(days.code == 65 || days.code == 64)
    #expect(days.errors.contains("only the month is known"))
    let few = try Program.run(
      Program.hotbeat, ["emerging", "--store", store.path, "--from", "2018-10"], in: own.url)
    #expect(few.errors.contains("only 3 whole steps"))
  }
}
