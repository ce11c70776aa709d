import Foundation
import TestSupport
import Testing

@Suite struct ImportDenominatorsTests {
  private let village: VillageStore

  init() throws { village = try VillageStore() }

  private func importPeople(_ more: String...) throws -> Program {
    try village.run(
      [
        "import", "denominators", "people.csv", "--layer", "beat", "--id", "beat", "--value",
        "people", "--measure", "residents", "--year", "2022",
      ] + more)
  }

  @Test func importsWhatARatioComparesWith() throws {
    try village.folder.write("beat,people\nW,1500\nE,400.5\nE,100\nN,7\n", to: "people.csv")
    let first = try importPeople()
    #expect(first.code == 0)
    #expect(
      first.output == """
        residents of 3 areas in 2022 imported for layer beat: 2,007.5 from 4 rows
          codes that occur in several rows, which were added up: 1
          codes of no area of the layer, kept all the same: 1

        """)
    let again = try importPeople()
    #expect(again.code == 0)
    #expect(again.output == "The store holds the residents of this file already; nothing changed\n")
    let info = try village.run("info", "--format", "table")
    #expect(info.output.contains("residents of layer beat in 2022: 2,007.5 in 3 areas\n"))
    #expect(info.output.contains("1 of denominators imported"))
    let ratio = try village.run(
      "density", "--show", "ratio", "--compare-layer", "beat", "--layer", "beat", "--format",
      "geojson")
    #expect(ratio.code == 0, "\(ratio.errors)")
    #expect(ratio.output.contains("times as dense as residents"))
    #expect(ratio.output.contains("evenly-spread-denominator"))
    #expect(ratio.output.contains(#""compare_year":2022"#))
    #expect(ratio.output.contains(#""denominators":[{"file":"people.csv","sha256":""#))
    #expect(try village.run("check").code == 0)
  }

  /// The residents of Cheshire East, and of the areas around it that the layer lacks.
  @Test(.enabled(if: OpenData.isPresent, "the open data is not here"))
  func importsTheResidentsOfCheshire() throws {
    let data = try #require(OpenData.folder)
    let areas = data.appending(path: "cheshire_areas/lsoa-E06000049.geojson").path
    let layer = try village.run(
      "import", "areas", areas, "--layer", "lsoa", "--id", "LSOA11CD", "--name",
      "LSOA11NM")
    #expect(layer.code == 0, "\(layer.errors)")
    let run = try village.run(
      "import", "denominators",
      data.appending(path: "population/cheshire_lsoa_population_mid2022.csv").path, "--layer",
      "lsoa", "--id", "LSOA11CD", "--value", "population", "--measure", "residents", "--year",
      "2022", "--once", "LSOA21CD")
    #expect(run.code == 0, "\(run.errors)")
    #expect(
      run.output.hasPrefix(
        "residents of 652 areas in 2022 imported for layer lsoa: 1,108,765 from 679 rows\n"))
    #expect(!run.output.contains("areas of the layer without residents"))
    #expect(run.output.contains("codes of no area of the layer, kept all the same: "))
    let ratio = try village.run(
      "density", "--show", "ratio", "--compare-layer", "lsoa", "--layer", "beat", "--format",
      "geojson")
    #expect(ratio.code == 0, "\(ratio.errors)")
  }

  @Test func replacesTheSameAreasMeasureAndYear() throws {
    try village.folder.write("beat,people\nW,1500\nE,400\n", to: "people.csv")
    #expect(try importPeople().code == 0)
    try village.folder.write("beat,people\nW,1600\n", to: "people.csv")
    let second = try importPeople()
    #expect(
      second.output.contains(
        "1 values new or changed, 1 of them in the place of others, 0 the same"))
    let info = try village.run("info", "--format", "json")
    #expect(
      info.output.contains(
        #"{"layer":"beat","measure":"residents","year":2022,"areas":2,"total":2000}"#))
  }

  @Test func dividesWhatAreasShare() throws {
    try village.folder.write("beat,now,people\nW,X,90\nE,X,90\n", to: "people.csv")
    let run = try importPeople("--once", "now")
    #expect(run.output.contains("imported for layer beat: 90 from 2 rows"))
    #expect(
      run.output.contains(
        "values of now that share a number between several rows, divided equally: 1"))
  }

  @Test func allowsALayerThatIsYetToCome() throws {
    try village.folder.write("beat,people\nA,1\n", to: "people.csv")
    let run = try village.run(
      "import", "denominators", "people.csv", "--layer", "lsoa", "--id", "beat", "--value",
      "people", "--measure", "street-km", "--year", "2022")
    #expect(run.code == 0)
    #expect(run.output.contains("the store has no layer lsoa yet"))
  }

  @Test func importsNothingOfABadTable() throws {
    try village.folder.write("beat,people\nW,1500\nE,some\n", to: "people.csv")
    let bad = try importPeople()
    #expect(bad.code == 65)
    #expect(
      bad.errors
        == "hotbeat: Nothing of the file people.csv is used, because of row 3: people 'some' is no number.\n"
    )
    let lacking = try importPeople("--once", "now")
    #expect(lacking.code == 65)
    #expect(lacking.errors.contains("lacks the column now"))
    let info = try village.run("info", "--format", "json")
    #expect(info.output.contains(#""denominators":0"#))
    let absent = try village.run(
      "import", "denominators", "absent.csv", "--layer", "beat", "--id", "a", "--value", "b",
      "--measure", "residents", "--year", "2022")
    #expect(absent.code == 66)
    let wrong = try village.run(
      "import", "denominators", "people.csv", "--layer", "beat", "--id", "a", "--value", "b",
      "--measure", "two words", "--year", "2022")
    #expect(wrong.code == 64)
  }
}
