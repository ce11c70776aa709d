import Foundation
import Geometry
import Maps
import Probability
import TestSupport
import Testing

struct ASCIIGridTests {
  @Test(arguments: [(1, 1), (7, 5), (1, 30), (40, 1)])
  func isReadBackToTheSameValues(columns: Int, rows: Int) throws {
    let surface = try lopsided(columns: columns, rows: rows)
    let text = String(decoding: ASCIIGrid(of: surface).encoded(), as: UTF8.self)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(
      lines.prefix(6) == [
        "ncols \(columns)", "nrows \(rows)", "xllcorner 340012.5", "yllcorner 349987.5",
        "cellsize 12.5", "NODATA_value -9999",
      ])
    #expect(lines.count == 6 + rows + 1 && lines.last == "")
    for (line, row) in zip(lines.dropFirst(6), (0..<rows).reversed()) {
      let words = line.split(separator: " ", omittingEmptySubsequences: false)
      #expect(words.count == columns)
      for (column, word) in words.enumerated() {
        let value = surface[surface.grid.index(column: column, row: row)]
        #expect(value == nil ? word == "-9999" : Double(word) == value, "\(column), \(row)")
      }
    }
  }

  /// Programs that guess the type of values from the first ones must not take them for whole numbers.
  @Test func everyValueIsWrittenAsAFraction() {
    let grid = Grid(cellWidth: 1, cellHeight: 1, firstColumn: 0, firstRow: 0, columns: 6, rows: 1)
    let surface = Surface(
      computed: [0, 3, 1e22, 1e-7, .leastNonzeroMagnitude, 0.1], study: CellAreas(whole: grid))
    let text = String(decoding: ASCIIGrid(of: surface).encoded(), as: UTF8.self)
    #expect(text.hasSuffix("\n0.0 3.0 1e+22 1e-07 5e-324 0.1\n"))
  }

  @Test func aGridWithoutCellsIsItsHeader() {
    let grid = Grid(cellWidth: 1, cellHeight: 1, firstColumn: 0, firstRow: 0, columns: 0, rows: 0)
    let text = ASCIIGrid(of: Surface(computed: [], study: CellAreas(whole: grid))).encoded()
    #expect(String(decoding: text, as: UTF8.self).split(separator: "\n").count == 6)
  }

  /// GDAL finds every value where it belongs, to the last digit, in the text and in its GeoTIFF.
  @Test(.enabled(if: Program.exists("gdal_translate")))
  func gdalReadsTheSameValuesAtTheSamePlaces() throws {
    let surface = try lopsided(columns: 23, rows: 17)
    let folder = try TemporaryFolder()
    try folder.write(Data(ASCIIGrid(of: surface).encoded()), to: "in.asc")
    let digits = ["--config", "AAIGRID_DATATYPE", "Float64", "--config", "GDAL_PAM_ENABLED", "NO"]
    for arguments in [["GTiff", "in.asc", "out.tif"], ["ENVI", "out.tif", "out.raw"]] {
      let run = try Program.run(
        "gdal_translate", ["-q", "-ot", "Float64"] + digits + ["-of"] + arguments, in: folder.url)
      try #require(run.code == 0, "\(run.errors)")
    }
    let header = try String(contentsOfFile: folder.file("out.hdr"), encoding: .utf8)
    #expect(header.contains(", 1, 1, 340012.5, 350200, 12.5, 12.5"), "the north-west corner")
    let values = try Data(contentsOf: folder.url.appending(path: "out.raw"))
    #expect(values.count == surface.grid.cellCount * 8)
    values.withUnsafeBytes { values in
      for cell in 0..<surface.grid.cellCount {
        let (column, row) = (surface.grid.column(of: cell), surface.grid.row(of: cell))
        let place = surface.grid.index(column: column, row: surface.grid.rows - 1 - row)
        let value = values.loadUnaligned(fromByteOffset: 8 * place, as: Double.self)
        #expect(value == surface[cell] ?? -9999)
      }
    }
  }

  /// Values of every size, and a study area that leaves the north-west out.
  private func lopsided(columns: Int, rows: Int) throws -> Surface {
    let grid = Grid(
      cellWidth: 12.5, cellHeight: 12.5, firstColumn: 27_201, firstRow: 27_999, columns: columns,
      rows: rows)
    var generator = Philox(seed: 15, stream: UInt64(columns))
    let values = (0..<grid.cellCount).map { cell in
      cell % 5 == 0
        ? 0 : Double.random(in: 0..<1, using: &generator) * [1e-12, 1e-3, 1, 1e6][cell % 4]
    }
    let box = grid.box
    let triangle = try Ring(corners: [
      Point(x: box.minX, y: box.minY), Point(x: box.maxX + 20, y: box.minY),
      Point(x: box.maxX + 20, y: box.maxY + 20),
    ])
    let study = CellAreas(of: [MultiPolygon([Polygon(exterior: triangle)])], on: grid)
    return Surface(computed: values, study: study)
  }
}
