import Foundation
import TestSupport
import Testing

@Suite struct ScanCommandTests {
  @Test func refusesWhatTheDataCannotAnswer() throws {
    let village = try VillageStore()
    let poisson = try village.run("scan", "--layer", "beat", "--model", "poisson")
    #expect(poisson.code == 64)
    #expect(poisson.errors.contains("--units"))
    let short = try village.run("scan", "--layer", "beat")
    #expect(short.code == 64, "\(short.errors)")
    #expect(short.errors.contains("shorter windows"))
    let none = try village.run("scan", "--layer", "beat", "--offence", "robbery")
    #expect(none.code == 0)
    #expect(none.errors.contains("No incident"))
  }

  /// Places of police.uk's points: whole months, with what that means told.
  @Test(.enabled(if: OpenData.isPresent, "the open data is not here"))
  func raisesAlarmsOfCheshire() throws {
    let store = try CheshireStore.shared.get()
    let arguments = [
      "scan", "--store", store.path, "--offence", "asb", "--from", "2016-02", "--to", "2017-02",
      "--replicates", "99", "--format", "geojson",
    ]
    let own = try TemporaryFolder()
    let runs = try ["1", "2"].map {
      try Program.run(Program.hotbeat, arguments + ["--threads", $0], in: own.url)
    }
    #expect(runs[0].code == 0, "\(runs[0].errors)")
    let texts = runs.map { $0.output.split(separator: "\"elapsed_s\"")[0] }
    #expect(texts[0] == texts[1])
    let json = try #require(
      try JSONSerialization.jsonObject(with: Data(runs[0].output.utf8)) as? [String: Any])
    let summary = try #require(json["summary"] as? [String: Any])
    #expect(summary["cases"] as? Int == 35_606 && summary["steps"] as? Int == 13)
    let features = try #require(json["features"] as? [[String: Any]])
    let first = try #require(features.first?["properties"] as? [String: Any])
    #expect(first["area_name"] as? String == "Macclesfield")
    #expect(first["observed"] as? Int == 10 && first["first_day"] as? String == "2017-02-01")
    #expect(first["p"] as? Double == 0.01)
  }
}
