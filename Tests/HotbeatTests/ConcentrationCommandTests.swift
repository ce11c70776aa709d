import Foundation
import TestSupport
import Testing

/// `hotbeat concentration` and `hotbeat harm` on the real data of Cheshire.
@Suite(.enabled(if: OpenData.isPresent, "the open data is not here"))
struct ConcentrationCommandTests {
  private let own: TemporaryFolder

  init() throws { own = try TemporaryFolder() }

  private func run(_ arguments: String..., code: Int32 = 0) throws -> Program {
    let store = try CheshireStore.shared.get()
    let run = try Program.run(
      Program.hotbeat, arguments + ["--store", store.path], in: own.url)
    #expect(run.code == code, "\(run.errors)")
    return run
  }

  private func rows(_ id: String, of text: String) throws -> [[String: Any]] {
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    let sections = try #require(object["sections"] as? [[String: Any]])
    let blocks = sections.flatMap { $0["blocks"] as? [[String: Any]] ?? [] }
    let block = try #require(blocks.first { $0["id"] as? String == id })
    return try #require(block["rows"] as? [[String: Any]])
  }

  @Test func antiSocialBehaviourIsInFewCells() throws {
    let json = try run(
      "concentration", "--offence", "asb", "--from", "2018-10", "--to", "2018-12",
      "--against-from", "2016-10", "--against-to", "2016-12", "--format", "json"
    ).output
    let half = try rows("shares", of: json)[1]
    let share = try #require(half["share_of_places"] as? Double)
    let chance = try #require(half["share_of_places_by_chance"] as? Double)
    #expect(share < 0.03 && chance > 4 * share)
    let places = try rows("places", of: json)
    #expect(places.count == 20)
    let counts = places.compactMap { $0["incidents"] as? Int }
    #expect(counts == counts.sorted(by: >) && counts[0] == 138)
    let stability = try rows("stability", of: json)
    #expect(stability[2]["value"] as? Double ?? 0 > 0.3)
    let again = try run(
      "concentration", "--offence", "asb", "--from", "2018-10", "--to", "2018-12",
      "--against-from", "2016-10", "--against-to", "2016-12", "--format", "json", "--threads", "1"
    ).output
    let elapsed = #/"elapsed_s":[0-9.e-]+/#
    #expect(json.replacing(elapsed, with: "") == again.replacing(elapsed, with: ""))
  }

  @Test func everyFormIsWritten() throws {
    for name in ["c.svg", "c.html", "c.csv", "c.geojson", "c.txt"] {
      _ = try run(
        "concentration", "--offence", "robbery", "--places", "area", "--layer", "beat", "--output",
        name)
      let text = try String(contentsOf: own.url.appending(path: name), encoding: .utf8)
      #expect(!text.isEmpty)
    }
  }

  @Test func streetsOfAnonymisedDataAreRefused() throws {
    let street = try run("concentration", "--places", "street", code: 64)
    #expect(street.errors.contains("anonymisation points"))
    let fine = try run(
      "concentration", "--layer", "lpu", "--area", "Crewe", "--size", "80", code: 64)
    #expect(fine.errors.contains("choose cells of at least"))
  }

  @Test func harmIsBesideCounts() throws {
    try own.write(
      "offence,weight\nviolence-and-sexual-offences,40\nrobbery,365\nburglary,15\n",
      to: "harm.csv")
    try own.write(
      "offence,criterion,score\nrobbery,expectation,4\nburglary,expectation,5\n", to: "s.csv")
    let json = try run(
      "harm", "--harm", "harm.csv", "--scores", "s.csv", "--from", "2018-10", "--to", "2018-12",
      "--against-from", "2016-10", "--against-to", "2016-12", "--format", "json"
    ).output
    let harm = try rows("harm", of: json)
    for row in harm {
      guard let weight = row["weight"] as? Double else { continue }
      let count = try #require(row["incidents"] as? Int)
      #expect(row["harm"] as? Double == weight * Double(count))
    }
    #expect(try rows("not-weighed", of: json).contains { $0["code"] as? String == "asb" })
    let first = try #require(try rows("priorities", of: json).first)
    #expect(["Robbery", "Burglary"].contains(first["offence"] as? String))
    for name in ["h.svg", "h.html", "h.csv"] {
      _ = try run("harm", "--harm", "harm.csv", "--output", name)
    }
    let none = try run("harm", code: 64)
    #expect(none.errors.contains("--harm"))
  }
}
