import Foundation
import TestSupport
import Testing

/// `hotbeat pattern` on the real data.
@Suite(.enabled(if: OpenData.isPresent, "the open data is not here"))
struct PatternCommandTests {
  private let store: CheshireStore.Filled
  private let own: TemporaryFolder

  init() throws {
    store = try CheshireStore.shared.get()
    own = try TemporaryFolder()
  }

  private func pattern(_ more: String...) throws -> Program {
    try Program.run(
      Program.hotbeat,
      ["pattern", "--store", store.path, "--from", "2018-10", "--to", "2018-12"] + more, in: own.url
    )
  }

  @Test func comparesBurglaryWithDamage() throws {
    let run = try pattern(
      "--offence", "burglary", "--controls", "criminal-damage-and-arson", "--area", "Crewe",
      "--replicates",
      "39", "--format", "json")
    #expect(run.code == 0, "\(run.errors)")
    let json = try #require(
      try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    let study = try #require(json["study"] as? [String: Any])
    #expect(study["against"] as? String == "labels" && study["edge"] as? String == "isotropic")
    let result = try #require(json["result"] as? [String: Any])
    let distances = try #require(result["distances_m"] as? [Double])
    let observed = try #require(result["observed"] as? [Double])
    #expect(distances.count == observed.count && distances.count > 3)
    // Anonymised points: nothing below their catchments.
    #expect(try #require(distances.first) > 40)
    let codes = try #require(json["caveats"] as? [[String: Any]]).compactMap {
      $0["code"] as? String
    }
    for code in ["catchment-scale", "stacked-points", "relative-to-controls"] {
      #expect(codes.contains(code), "\(code)")
    }
  }

  @Test func drawsAChart() throws {
    let run = try pattern(
      "--offence", "burglary", "--area", "Crewe", "--replicates", "19", "--output", "pattern.svg")
    #expect(run.code == 0, "\(run.errors)")
    let svg = try String(contentsOfFile: own.file("pattern.svg"), encoding: .utf8)
    #expect(svg.contains("observed") && svg.contains("L(r)"))
  }

  @Test func refusesWhatAnonymisedPointsCannotTell() throws {
    for options in [["--statistic", "nearest"], ["--distances", "20"]] {
      let run = try Program.run(
        Program.hotbeat,
        ["pattern", "--store", store.path, "--offence", "burglary", "--area", "Crewe"] + options,
        in: own.url)
      #expect(run.code != 0 && run.output.isEmpty, "\(options)")
      #expect(run.errors.contains("anonymisation points"), "\(options): \(run.errors)")
    }
  }
}
