import Foundation
import TestSupport
import Testing

/// The mappings in `geodata` read what they say they read.
@Suite struct MappingExampleTests {
  private func mapping(_ name: String) -> String {
    OpenData.project.appending(path: "geodata/mappings/\(name)").path
  }

  @Test func readsAForceExtract() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      """
      IncidentNo,Start,End,Grid E,Grid N,Type,Street,Flags
      1,05/10/2018 21:00,05/10/2018 22:00,370500,355700,ASB - Nuisance,High Street,ALC;DA
      2,06/10/2018,,370500,355700,Crim Dam,High Street,

      """, to: "extract.csv")
    #expect(try Program.hotbeat("init", "--quiet", in: folder.url).code == 0)
    let run = try Program.hotbeat(
      "import", "incidents", "extract.csv", "--mapping", mapping("force-extract.yaml"),
      in: folder.url)
    #expect(run.output.contains("2 rows read, 2 kept (1 anti-social behaviour), 0 rejected"))
    let rows = try folder.run(
      "sqlite3", "hotbeat.gpkg",
      "SELECT offence, occurred_from, occurred_to, qualifiers FROM incidents ORDER BY fid")
    #expect(
      rows == """
        asb-nuisance|2018-10-05T20:00:00.000Z|2018-10-05T21:00:00.000Z|alcohol,domestic
        criminal-damage|2018-10-05T23:00:00.000Z|2018-10-06T23:00:00.000Z|

        """)
  }

  @Test func readsTheTableOfTheFictionalForce() throws {
    let force = try SimulatedStore(months: 1, times: "exact")
    let run = try force.run(
      "import", "incidents", "f/incidents.csv", "--mapping", mapping("fenmarch.yaml"),
      "--rejects", "rejects.csv")
    #expect(run.output.contains(" 0 rejected"))
    #expect(!run.output.contains(" 0 rows read"))
  }
}
