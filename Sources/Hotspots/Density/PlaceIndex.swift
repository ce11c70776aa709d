import CKernels
import Geometry

/// Distinct places with what their points weigh together, found by nearness.
///
/// The order of places, and so of every sum over them, depends on neither the order of the points nor the
/// number of threads (see `BinnedPlaces`).
struct PlaceIndex: Sendable {
  /// The distinct places in canonical order.
  let places: [WeightedPlace]
  private let grid: Grid
  /// Where each row's places start, west to east; one entry more for the end.
  private let rowStarts: [Int]

  /// - Parameter reach: about how far away neighbours will be asked for; any other distance works too.
  /// - Complexity: O(points × log of points per row).
  init(_ points: [Point], weights: [Double]? = nil, reach: Double, threads: Int) async {
    grid = Self.grid(over: points, reach: reach)
    let binned = await BinnedPlaces(points, weights: weights, on: grid, threads: threads)
    var places: [WeightedPlace] = []
    places.reserveCapacity(binned.placeCount)
    var rowStarts = [0]
    for row in binned.rows {
      for cell in row { places += binned.places(of: cell) }
      rowStarts.append(places.count)
    }
    self.places = places
    self.rowStarts = rowStarts
  }

  /// Rows half a reach high, as long as there are not many more of them than points; one column.
  private static func grid(over points: [Point], reach: Double) -> Grid {
    guard let box = Box(enclosing: points) else {
      return Grid(cellWidth: 1, cellHeight: 1, firstColumn: 0, firstRow: 0, columns: 1, rows: 0)
    }
    // Far larger than coordinates are rounded, so that a row and a column more hold every point.
    let smallest = 1e-9 * max(abs(box.minX), abs(box.maxX), abs(box.minY), abs(box.maxY), 1e-290)
    let height = max(reach / 2, box.height / Double(points.count), smallest)
    let width = max(2 * box.width, smallest)
    let (column, row) = ((box.minX / width).rounded(.down), (box.minY / height).rounded(.down))
    return Grid(
      cellWidth: width, cellHeight: height, firstColumn: Int(column), firstRow: Int(row),
      columns: Int((box.maxX / width).rounded(.down) - column) + 1,
      rows: Int((box.maxY / height).rounded(.down) - row) + 1
    ).expanded(columns: 1, rows: 1)
  }

  /// The box around all places; there must be one.
  var box: Box<Point> {
    Box(enclosing: places.indices.lazy.map { position($0) })
      ?? Box(minX: 0, minY: 0, maxX: 0, maxY: 0)
  }

  func position(_ number: Int) -> Point { Point(x: places[number].x, y: places[number].y) }

  /// The height of a row, in metres.
  var rowHeight: Double { grid.cellHeight }

  /// Visits the places less than about a distance away, in a fixed order, each by its number.
  @inline(__always)
  func visit(within distance: Double, of place: Point, _ visit: (Int) -> Void) {
    let margin = distance * (1 + 1e-9)
    guard let rows = rows(from: place.y - margin, to: place.y + margin) else { return }
    for row in rows {
      var number = firstPlace(inRow: row, from: place.x - margin)
      let (end, east) = (rowStarts[row + 1], place.x + margin)
      while number < end, places[number].x <= east {
        visit(number)
        number += 1
      }
    }
  }

  /// The number of the place at a position; `nil` where there is none.
  func number(at place: Point) -> Int? {
    guard let row = rows(from: place.y, to: place.y)?.first else { return nil }
    var number = firstPlace(inRow: row, from: place.x)
    while number < rowStarts[row + 1], places[number].x == place.x {
      if places[number].y == place.y { return number }
      number += 1
    }
    return nil
  }

  private func rows(from low: Double, to high: Double) -> ClosedRange<Int>? {
    // Bounded before it is made a whole number, which one far away could not be.
    let first = max(0, (low / grid.cellHeight).rounded(.down) - Double(grid.firstRow))
    let last = min(
      Double(grid.rows - 1), (high / grid.cellHeight).rounded(.down) - Double(grid.firstRow))
    return first <= last ? Int(first)...Int(last) : nil
  }

  /// The first place of a row at or east of x, by bisection.
  private func firstPlace(inRow row: Int, from x: Double) -> Int {
    var (low, high) = (rowStarts[row], rowStarts[row + 1])
    while low < high {
      let middle = (low + high) / 2
      if places[middle].x < x { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
