import TestSupport
import Testing

@Suite struct HarmTests {
  private let village: VillageStore

  init() throws { village = try VillageStore() }

  private func density(_ more: String...) throws -> Program {
    try village.run(
      ["density", "--layer", "beat", "--harm", "harm.csv", "--format", "geojson"] + more)
  }

  @Test func weighsDensityAndHotspots() throws {
    try village.folder.write(
      "offence,weight\nShoplifting,1\nhomicide,5475\n", to: "harm.csv")
    // The middle of the homicide and that of the thefts.
    let run = try density("--at", "-2.42,53.1", "--at", "-2.5,53.1")
    #expect(run.code == 0, "\(run.errors)")
    #expect(run.output.contains(#""unit":"harm per km²""#))
    #expect(run.output.contains(#""weights":{"file":"harm.csv","sha256":""#))
    #expect(run.output.contains("harm-weights"))
    #expect(
      run.output.contains("6 incidents count for nothing, as no weight is given for Possession"))
    let values = run.output.split(separator: #""value":"#).dropFirst().compactMap {
      Double($0.prefix { "0123456789.".contains($0) })
    }
    #expect(values.count == 2)
    #expect(abs(values[0] / (5_475 * 10.610330) - 1) < 1e-6)
    #expect(abs(values[1] / (20 * 10.610330) - 1) < 1e-6)

    let hotspots = try village.run(
      "hotspots", "--layer", "beat", "--harm", "harm.csv", "--format", "csv")
    #expect(hotspots.code == 0, "\(hotspots.errors)")
    let lines = hotspots.output.split(separator: "\n")
    #expect(lines.count == 3)
    #expect(lines.dropFirst().first?.hasPrefix("1,1,E,East,,7,") == true)
    let counted = try village.run("hotspots", "--layer", "beat", "--format", "csv")
    #expect(
      counted.output.split(separator: "\n").dropFirst().first?.hasPrefix("1,1,W,West,,20,")
        == true)
  }

  @Test(arguments: [
    ("offence,weight\nsilliness,1\n", "row 2: offence 'silliness' is no offence"),
    ("offence,weight\ndrugs,1\nDrugs,2\n", "row 3: offence 'Drugs' has a weight in row 2 already"),
    ("offence,weight\ndrugs,-1\n", "row 2: weight '-1' is negative"),
    ("offence,points\ndrugs,1\n", "lacks the column weight"),
  ])
  func refusesABadTable(table: String, reason: String) throws {
    try village.folder.write(table, to: "harm.csv")
    let run = try density()
    #expect(run.code == 65)
    #expect(run.output.isEmpty)
    #expect(run.errors.contains("harm.csv") && run.errors.contains(reason))
  }

  @Test func missesATableThatIsNotThere() throws {
    #expect(try density().code == 66)
  }
}
