import Foundation
import TestSupport
import Testing

/// `hotbeat density` on the real data, its files read by other programs.
@Suite(.enabled(if: OpenData.isPresent, "the open data is not here"))
struct DensityCommandTests {
  private let store: CheshireStore.Filled
  private let own: TemporaryFolder
  private let terms = [
    "--offence", "asb", "--from", "2018-10", "--to", "2018-12", "--area", "Crewe", "--cell", "100",
  ]

  init() throws {
    store = try CheshireStore.shared.get()
    own = try TemporaryFolder()
  }

  private func density(_ more: String...) throws -> Program {
    try Program.run(
      Program.hotbeat, ["density", "--store", store.path] + terms + more, in: own.url)
  }

  @Test func writesContoursThatGeopandasReads() throws {
    let run = try density("--output", "density.geojson")
    #expect(run.code == 0, "\(run.errors)")
    let check = try Clients.run("check_density.py", [own.file("density.geojson")])
    #expect(check.code == 0, "\(check.output)\(check.errors)")
  }

  /// The grid and the GeoTIFF hold the same numbers, and, corrected by Jones and Diggle, all incidents.
  @Test func writesGridsThatGDALReads() throws {
    for name in ["density.asc", "density.tif"] {
      let run = try density("--edge", "jones-diggle", "--output", name)
      #expect(run.code == 0, "\(run.errors)")
    }
    let whole = try density("--format", "geojson").output
    let counted = try #require(whole.firstMatch(of: #/"incidents":([0-9]+)/#))
    let check = try Clients.runOfSystem(
      "check_grids.py", [own.file("density.asc"), own.file("density.tif"), String(counted.1)])
    #expect(check.code == 0, "\(check.output)\(check.errors)")
  }

  @Test func drawsPictures() throws {
    #expect(try density("--output", "page.png").code == 0)
    #expect(try density("--plain", "--output", "plain.png").code == 0)
    for name in ["page.png", "plain.png"] {
      let bytes = try Data(contentsOf: URL(fileURLWithPath: own.file(name)))
      #expect(bytes.starts(with: [0x89, 0x50, 0x4E, 0x47]), "\(name)")
    }
  }

  /// The exact value at a place is near that of its cell, and far outside there is none.
  @Test func givesValuesAtPlaces() throws {
    let run = try density("--format", "csv", "--at", "-2.4414,53.0979", "--at", "0,51.5")
    let lines = run.output.split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false)
    }
    try #require(lines.count == 3)
    #expect((Double(lines[1][2]) ?? 0) > 50)
    #expect(lines[2][2].isEmpty)
  }

  @Test(arguments: [
    ["--show", "months"], ["--show", "scales", "--scale", "200", "--scale", "600"],
    ["--show", "difference", "--compare-from", "2016-10", "--compare-to", "2016-12"],
    ["--show", "ratio", "--compare-from", "2016-10", "--compare-to", "2016-12"],
    ["--bandwidth", "likelihood"], ["--bandwidth", "scott", "--kernel", "gaussian"],
    ["--adaptive", "abramson"], ["--adaptive", "nearest", "--neighbours", "10"],
    ["--locations", "as-given", "--kernel", "triangular"], ["--kernel", "uniform"],
    ["--breaks", "quantiles"], ["--method", "sweep"],
  ])
  func answersInEveryWay(options: [String]) throws {
    let run = try Program.run(
      Program.hotbeat,
      ["density", "--store", store.path] + terms + options + ["--format", "geojson"], in: own.url)
    #expect(run.code == 0, "\(run.errors)")
    let file = own.file("any.geojson")
    try Data(run.output.utf8).write(to: URL(fileURLWithPath: file))
    let check = try Clients.run("check_density.py", [file])
    #expect(check.code == 0, "\(check.output)\(check.errors)")
  }

  /// The files of both periods are named.
  @Test func namesTheFilesOfBothPeriods() throws {
    let run = try density(
      "--show", "difference", "--compare-from", "2016-11", "--compare-to", "2016-12", "--format",
      "geojson")
    for month in ["2018-10", "2018-12", "2016-11", "2016-12"] {
      #expect(run.output.contains("\"file\":\"\(month)-cheshire-street.csv\""), "\(month)")
    }
    #expect(!run.output.contains("2016-10-cheshire-street.csv"))
  }

  @Test func saysWhatItCannotDo() throws {
    for (options, code, words) in [
      (["--kernel", "square"], Int32(64), "there are quartic"),
      (["--bandwidth", "diggle", "--cell", "1000"], 64, "larger than the radius"),
      (["--show", "ratio", "--compare-layer", "lpu"], 64, "no 'residents' of the layer lpu"),
      (["--format", "gpkg"], 64, "gpkg"), (["--at", "53"], 64, "longitude,latitude"),
    ] {
      let run = try Program.run(
        Program.hotbeat, ["density", "--store", store.path] + terms + options, in: own.url)
      #expect(run.code == code, "\(options)")
      #expect(run.errors.contains(words), "\(options): \(run.errors)")
      #expect(run.output.isEmpty)
    }
  }
}
