package import Geometry

/// A surface as an ESRI ASCII grid, which QGIS, ArcGIS, R and GDAL read.
///
/// The format (Esri, "ASCII raster file format") is text: six lines on the grid, then a line for each
/// row of cells, the northernmost first. It says nothing of the coordinate reference system. Numbers
/// are the shortest decimals that read back as the same `Double`, always with a point or exponent:
/// programs that guess the type from the first values, as GDAL does, would else take a surface that
/// begins with zeros for one of whole numbers. GDAL must be told to keep all digits
/// (`AAIGRID_DATATYPE=Float64`).
package struct ASCIIGrid: Sendable {
  private let surface: Surface

  /// What stands for a cell outside the study area.
  package static let absent = -9999

  /// - Parameter surface: of square cells, with finite values other than -9999 in the study area.
  package init(of surface: Surface) {
    precondition(
      surface.grid.cellWidth == surface.grid.cellHeight, "an ASCII grid has square cells")
    self.surface = surface
  }

  /// The text of the grid, in ASCII.
  /// - Complexity: O(cells).
  package func encoded() -> [UInt8] {
    let grid = surface.grid
    var text = Array(header.utf8)
    text.reserveCapacity(text.count + grid.cellCount * 20)
    for row in (0..<grid.rows).reversed() {
      for index in (row * grid.columns)..<((row + 1) * grid.columns) {
        append(index, to: &text)
        text.append(UInt8(ascii: " "))
      }
      if grid.columns > 0 { text[text.count - 1] = UInt8(ascii: "\n") }
    }
    return text
  }

  private var header: String {
    let grid = surface.grid
    return """
      ncols \(grid.columns)
      nrows \(grid.rows)
      xllcorner \(grid.box.minX)
      yllcorner \(grid.box.minY)
      cellsize \(grid.cellWidth)
      NODATA_value \(Self.absent)

      """
  }

  private func append(_ index: Int, to text: inout [UInt8]) {
    guard surface.holds(index) else { return text.append(contentsOf: "\(Self.absent)".utf8) }
    let value = surface.computed[index]
    precondition(
      value.isFinite && value != Double(Self.absent), "a value of an ASCII grid is a number")
    text.append(contentsOf: value.description.utf8)
  }
}
