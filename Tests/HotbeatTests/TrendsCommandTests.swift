import Foundation
import TestSupport
import Testing

/// `hotbeat trends` on the real data, whose months have holes of 14 and 19, and on the fictional force.
@Suite(.enabled(if: OpenData.isPresent, "the open data is not here"))
struct TrendsCommandTests {
  private let store: CheshireStore.Filled
  private let own: TemporaryFolder

  init() throws {
    store = try CheshireStore.shared.get()
    own = try TemporaryFolder()
  }

  private func trends(_ more: String...) throws -> Program {
    try Program.run(Program.hotbeat, ["trends", "--store", store.path] + more, in: own.url)
  }

  @Test func tellsWhereAntiSocialBehaviourInCreweIsHeading() throws {
    let run = try trends("--offence", "asb", "--area", "Crewe", "--format", "json")
    #expect(run.code == 0, "\(run.errors)")
    let json = try #require(
      try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    let caveats = try #require(json["caveats"] as? [[String: Any]]).compactMap {
      $0["code"] as? String
    }
    #expect(caveats.contains("missing-months") && caveats.contains("gaps-in-series"))
    // 27 of 60 months, and no zero for those missing.
    let csv = try trends("--offence", "asb", "--area", "Crewe", "--format", "csv").output
    let lines = csv.split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    #expect(lines.count == 2)
    #expect(lines[1][try #require(lines[0].firstIndex(of: "months"))] == "27")
    let table = try trends("--offence", "asb", "--area", "Crewe", "--format", "table").output
    #expect(table.contains("No forecast: a forecast needs 36 months"))
    #expect(!table.contains("reduced") && !table.contains("because of"))
  }

  @Test func drawsAndMapsAreas() throws {
    let map = try trends("--offence", "asb", "--by", "area", "--format", "geojson")
    #expect(map.code == 0, "\(map.errors)")
    let json = try #require(
      try JSONSerialization.jsonObject(with: Data(map.output.utf8)) as? [String: Any])
    #expect(((json["features"] as? [Any])?.count ?? 0) >= 8)
    for form in ["svg", "html"] {
      let page = try trends("--offence", "asb", "--by", "area", "--output", "page.\(form)")
      #expect(page.code == 0, "\(page.errors)")
    }
    let refused = try trends("--from", "2018-10")
    #expect(refused.code != 0 && refused.errors.contains("3 whole months"))
  }
}
