import Geometry
import Probability

/// A surface of whole numbers from 0 to `highest` that often tie, over cells of which some belong to
/// none of three areas.
func tiedSurface(seed: UInt64, highest: UInt64, columns: Int = 22, rows: Int = 17) throws
  -> Surface
{
  var generator = Philox(seed: seed, stream: 0)
  let grid = Grid(
    cellWidth: 50, cellHeight: 40, firstColumn: 7_000, firstRow: 9_300, columns: columns,
    rows: rows)
  let values = (0..<grid.cellCount).map { _ in Double(generator.next() % (highest + 1)) }
  return Surface(computed: values, study: try threeAreas(on: grid))
}

/// Three areas side by side on a grid, with a strip outside on the west and a hole in the middle one.
func threeAreas(on grid: Grid) throws -> CellAreas {
  let box = grid.box
  let west = [0.1, 0.4, 0.6, 1].map { box.minX + $0 * box.width }
  let hole = try Ring(corners: [
    Point(x: west[1] + 60, y: box.minY + 90), Point(x: west[1] + 130, y: box.minY + 90),
    Point(x: west[1] + 130, y: box.minY + 300),
  ])
  let shapes = try (0..<3).map { place in
    let exterior = try Ring(corners: [
      Point(x: west[place], y: box.minY), Point(x: west[place + 1], y: box.minY),
      Point(x: west[place + 1], y: box.maxY), Point(x: west[place], y: box.maxY),
    ])
    return MultiPolygon([Polygon(exterior: exterior, holes: place == 1 ? [hole] : [])])
  }
  return CellAreas(of: shapes, on: grid)
}
