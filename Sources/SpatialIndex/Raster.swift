import Geometry

/// Square cells over a box, in rows from south to north.
///
/// The column of an x and the row of a y round monotonically. A position beyond the box belongs to the
/// cell nearest to it.
struct Raster: Sendable {
  let box: Box<Point>
  /// The side of a cell, in metres.
  let side: Double
  let columns: Int
  let rows: Int
  private let cellsPerMetre: Double
  /// How far beyond a cell's borders, at most, a position can lie that rounding puts into the cell;
  /// much more than that, because a cell looked at for nothing costs little, and one missed an error.
  let margin: Double

  /// About so many cells, none narrower than a metre.
  init(covering box: Box<Point>, cells: Int) {
    let area = max(box.width, 1) * max(box.height, 1)
    side = max(1, (area / Double(cells)).squareRoot())
    columns = Int(box.width / side) + 1
    rows = Int(box.height / side) + 1
    cellsPerMetre = 1 / side
    let reach = max(abs(box.minX), abs(box.minY), abs(box.maxX), abs(box.maxY))
    margin = max(1e-6 * side, 16 * reach.ulp)
    self.box = box
  }

  func column(atX x: Double) -> Int {
    min(max(Int((x - box.minX) * cellsPerMetre), 0), columns - 1)
  }
  func row(atY y: Double) -> Int { min(max(Int((y - box.minY) * cellsPerMetre), 0), rows - 1) }
  func eastX(ofColumn column: Int) -> Double { box.minX + Double(column + 1) * side }
  func southY(ofRow row: Int) -> Double { box.minY + Double(row) * side }

  func index(column: Int, row: Int) -> Int { row * columns + column }

  /// The south-east corner of a cell, from which the exact test starts.
  func corner(ofColumn column: Int, row: Int) -> Point {
    Point(x: eastX(ofColumn: column), y: southY(ofRow: row))
  }
}
