import Foundation
import RecordStores
import Records
import TestSupport
import Testing

@Suite(.enabled(if: OpenData.isPresent, "the open data is not here"))
struct CheshireTests {
  private let store: CheshireStore.Filled
  private let data: URL

  init() throws {
    store = try CheshireStore.shared.get()
    data = try #require(OpenData.folder)
  }

  @Test func importsEveryRowOnceAndOnlyOnce() throws {
    #expect(store.firstImport.code == 0)
    #expect(
      store.firstImport.output.contains(
        "203,425 rows read, 203,425 kept (78,989 anti-social behaviour), 0 rejected"))
    #expect(
      store.firstImport.output.contains("189 identifiers occur more than once (193 extra rows)"))
    #expect(store.firstImport.output.contains("5 lie far outside"))
    #expect(store.secondImport.output.contains("27 files were in the store already"))
    #expect(store.secondImport.output.contains("0 rows read, 0 kept"))
    #expect(store.names == ["hotbeat.gpkg"])
  }

  /// Counts by splitting lines at commas, which these files allow: none holds a quote.
  @Test func countsEqualThoseOfAnOtherReader() throws {
    var expected: [String: Int] = [:]
    let folder = data.appending(path: "police_uk_cheshire")
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
      let text = String(
        decoding: try Data(contentsOf: folder.appending(path: name)), as: UTF8.self)
      #expect(!text.contains("\""))
      for line in text.split(whereSeparator: \.isNewline).dropFirst() {
        let fields = line.split(separator: ",", omittingEmptySubsequences: false)
        expected["\(fields[1]) \(fields[9])", default: 0] += 1
      }
    }
    let tree = OffenceTree.standard
    let names = Dictionary(
      uniqueKeysWithValues: OffenceTree.policeUKCategories.compactMap { name in
        tree.id(named: name).map { (tree[$0].code, name) }
      })
    let opened = try RecordStore(at: store.path, for: .reading)
    var found: [String: Int] = [:]
    for count in try opened.countsByMonth() {
      found["\(count.month) \(try #require(names[count.offence]))"] = count.incidents
    }
    #expect(found == expected)
    #expect(expected.count > 300)
  }

  @Test func reportsIncidentsInNoArea() {
    #expect(store.beats.output.contains("121 areas imported as layer beat"))
    #expect(store.beats.output.contains("228 of 203,425 located incidents lie in no beat"))
    #expect(store.units.output.contains("228 of 203,425 located incidents lie in no lpu"))
  }

  @Test func showsMonthsWithTheirGaps() throws {
    let info = try Program.hotbeat("info", "--format", "table", in: store.folder.url)
    #expect(info.output.contains("2014-12 to 2016-01    no data  14 months"))
    #expect(info.output.contains("2017-03 to 2018-09    no data  19 months"))
    #expect(info.output.contains("203,425"))
    let check = try Program.hotbeat("check", in: store.folder.url)
    #expect(check.code == 0)
    #expect(check.output.contains("is sound"))
  }

  @Test func answersTheMainQuestionInGeoJSONThatOthersRead() throws {
    let own = try TemporaryFolder()
    let file = own.file("hotspots.geojson")
    let run = try Program.hotbeat(
      "hotspots", "--offence", "asb", "--from", "2018-10", "--to", "2018-12", "--per", "lpu",
      "--top", "5", "--output", file, in: store.folder.url)
    #expect(run.code == 0)
    #expect(run.output.isEmpty)
    let ogr = try Program.run("ogrinfo", ["-ro", "-al", "-so", file], in: store.folder.url)
    #expect(ogr.code == 0)
    #expect(ogr.output.contains("Feature Count: "))
    #expect(ogr.output.contains("rank: Integer"))
    #expect(!ogr.errors.lowercased().contains("warning"))
    let check = try Clients.run("check_hotspots.py", [file])
    #expect(check.code == 0, "\(check.output)\(check.errors)")
  }

  @Test func keepsAStoreThatGDALTakesForAGeoPackage() throws {
    let summary = try Program.run(
      "ogrinfo", ["-ro", "-al", "-so", store.path], in: store.folder.url)
    #expect(summary.code == 0)
    #expect(summary.errors.isEmpty)
    #expect(summary.output.contains("Feature Count: 203425"))
    #expect(summary.output.contains("Feature Count: 129"))
    #expect(summary.output.contains("\"EPSG\",27700"))
    let box = try Program.run(
      "ogrinfo",
      ["-ro", "-so", "-spat", "340000", "365000", "342000", "367000", store.path, "incidents"],
      in: store.folder.url)
    #expect(box.output.contains("Feature Count: "))
    #expect(!box.output.contains("Feature Count: 0\n"))
  }

  /// GDAL's own validator of GeoPackages, and filters against full scans.
  @Test func keepsAStoreThatTheValidatorOfGeoPackagesPasses() throws {
    let check = try Clients.runOfSystem("check_store.py", [store.path, "203425", "129"])
    #expect(check.code == 0, "\(check.output)\(check.errors)")
  }

  @Test(.enabled(if: Clients.hasQGIS, "QGIS is not installed"))
  func keepsAStoreThatQGISOpens() throws {
    let check = try Clients.runOfSystem("qgis_opens_store.py", [store.path])
    #expect(check.code == 0, "\(check.output)\(check.errors)")
  }
}

/// The Python programs of `Tests/Clients`.
enum Clients {
  /// Runs one with the project's own environment, which holds geopandas.
  static func run(_ script: String, _ arguments: [String]) throws -> Program {
    let python = OpenData.project.appending(path: ".venv/bin/python").path
    return try Program.run(python, [path(script)] + arguments, in: OpenData.project)
  }

  /// Runs one with the system's Python, to which Debian's packages of GDAL and QGIS belong.
  static func runOfSystem(_ script: String, _ arguments: [String]) throws -> Program {
    try Program.run(
      "/usr/bin/python3", [path(script)] + arguments, in: OpenData.project,
      environment: ["QT_QPA_PLATFORM": "offscreen"])
  }

  static let hasQGIS =
    (try? Program.run(
      "/usr/bin/python3", ["-c", "import qgis.core"], in: OpenData.project))?.code == 0

  private static func path(_ script: String) -> String {
    OpenData.project.appending(path: "Tests/Clients/\(script)").path
  }
}
