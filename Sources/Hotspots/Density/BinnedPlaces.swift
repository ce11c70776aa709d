import CKernels
import Geometry

/// The distinct places of points, sorted by the cells of a grid, with what their points weigh together.
///
/// A canonical form: it depends on neither the order of the points nor the number of threads, so neither
/// do sums over it. Within a cell places are sorted by x, then y; weights at one place are added from the
/// lightest to the heaviest.
struct BinnedPlaces: Sendable {
  /// A cell that holds any place.
  struct Cell {
    let column: Int32
    /// How many places it holds, and where they start.
    let count: Int32
    let start: Int
  }

  /// The cells that places are sorted by; places outside it are left out.
  let grid: Grid
  /// The occupied cells of each row, from west to east.
  let rows: [[Cell]]
  private let places: SharedMemory<WeightedPlace>

  /// - Complexity: O(points × log of points per cell + cells); memory of 24 bytes a point.
  init(_ points: [Point], weights: [Double]?, on grid: Grid, threads: Int) async {
    self.grid = grid
    let scattered = await ScatteredPlaces(
      points, weights: weights, on: grid, threads: threads)
    places = scattered.places
    rows = await inParallel(grid.rows, threads: threads) { row in
      let range = scattered.rowStarts[row]..<scattered.rowStarts[row + 1]
      guard !range.isEmpty else { return [] }
      var sorter = RowSorter(row: scattered.places[range])
      return sorter.cells(on: grid, from: range.lowerBound)
    }
  }

  /// The number of distinct places.
  var placeCount: Int { rows.reduce(0) { $0 + $1.reduce(0) { $0 + Int($1.count) } } }

  /// The places of a row, from west to east.
  func places(ofRow row: Int) -> UnsafeMutableBufferPointer<WeightedPlace> {
    guard let first = rows[row].first, let last = rows[row].last else { return places[0..<0] }
    return places[first.start..<(last.start + Int(last.count))]
  }

  func places(of cell: Cell) -> UnsafeMutableBufferPointer<WeightedPlace> {
    places[cell.start..<(cell.start + Int(cell.count))]
  }
}

/// Points sorted by the rows of a grid, in no order within a row.
private struct ScatteredPlaces: Sendable {
  let places: SharedMemory<WeightedPlace>
  let rowStarts: [Int]

  /// Each thread counts and then moves a part of the points, into a part of each row.
  init(_ points: [Point], weights: [Double]?, on grid: Grid, threads: Int) async {
    let parts = max(1, min(threads, points.count / 10_000))
    let ranges = (0..<parts).map {
      (points.count * $0 / parts)..<(points.count * ($0 + 1) / parts)
    }
    let counts = await inParallel(parts, threads: threads) { part in
      let finder = CellFinder(grid)
      var counts = [Int](repeating: 0, count: grid.rows)
      for point in points[ranges[part]] {
        if let row = finder.row(holding: point) { counts[row] += 1 }
      }
      return counts
    }
    var rowStarts = [0]
    var starts = counts
    for row in 0..<grid.rows {
      var start = rowStarts[row]
      for part in 0..<parts {
        starts[part][row] = start
        start += counts[part][row]
      }
      rowStarts.append(start)
    }
    let places = SharedMemory<WeightedPlace>(uninitialisedCount: rowStarts[grid.rows])
    _ = await inParallel(parts, threads: threads) { [starts] part in
      let finder = CellFinder(grid)
      var next = starts[part]
      for number in ranges[part] {
        let point = points[number]
        guard let row = finder.row(holding: point) else { continue }
        places.start[next[row]] = WeightedPlace(
          x: point.x, y: point.y, weight: weights?[number] ?? 1)
        next[row] += 1
      }
    }
    self.places = places
    self.rowStarts = rowStarts
  }
}

/// Finds the row and column of points on a grid, as `Grid` does, with all it takes at hand.
private struct CellFinder {
  let box: Box<Point>
  private let grid: Grid
  private let width: Double
  private let height: Double

  init(_ grid: Grid) {
    self.grid = grid
    box = grid.box
    width = grid.cellWidth
    height = grid.cellHeight
  }

  /// The row that holds a point; `nil` outside the grid.
  @inline(__always)
  func row(holding point: Point) -> Int? {
    // Compared before it is divided, so that no coordinate is too large for a row's number.
    guard point.x >= box.minX, point.x < box.maxX, point.y >= box.minY, point.y < box.maxY
    else { return nil }
    return min(max(0, Int((point.y / height).rounded(.down)) - grid.firstRow), grid.rows - 1)
  }

  @inline(__always)
  func column(holding place: WeightedPlace) -> Int {
    min(max(0, Int((place.x / width).rounded(.down)) - grid.firstColumn), grid.columns - 1)
  }
}

/// Sorts the places of one row in their own memory and adds up those that are the same.
private struct RowSorter {
  private(set) var row: UnsafeMutableBufferPointer<WeightedPlace>

  /// The row's cells, whose places then stand at the front of the row.
  ///
  /// - Parameter start: where the row starts among all places.
  mutating func cells(on grid: Grid, from start: Int) -> [BinnedPlaces.Cell] {
    let finder = CellFinder(grid)
    sort(from: finder.box.minX, width: finder.box.width)
    var cells: [BinnedPlaces.Cell] = []
    var kept = 0
    var next = 0
    while next < row.count {
      let column = finder.column(holding: row[next])
      let first = kept
      repeat {
        var place = row[next]
        next += 1
        while next < row.count, row[next].x == place.x, row[next].y == place.y {
          place.weight += row[next].weight
          next += 1
        }
        row[kept] = place
        kept += 1
      } while next < row.count && finder.column(holding: row[next]) == column
      cells.append(
        BinnedPlaces.Cell(
          column: Int32(column), count: Int32(kept - first), start: start + first))
    }
    return cells
  }

  /// Sorts by x, y and weight: into about as many narrow buckets as there are places, then within each.
  private func sort(from west: Double, width: Double) {
    let buckets = min(row.count, 1 << 16)
    let scale = Double(buckets) / width
    func bucket(_ place: WeightedPlace) -> Int {
      min(max(0, Int((place.x - west) * scale)), buckets - 1)
    }
    var ends = [Int32](repeating: 0, count: buckets + 1)
    for place in row { ends[bucket(place) + 1] += 1 }
    for bucket in 0..<buckets { ends[bucket + 1] += ends[bucket] }
    let copy = Array(row)
    for place in copy {
      let bucket = bucket(place)
      row[Int(ends[bucket])] = place
      ends[bucket] += 1
    }
    var first = 0
    for end in ends.dropLast() where Int(end) > first {
      sortBucket(first..<Int(end))
      first = Int(end)
    }
  }

  private func sortBucket(_ range: Range<Int>) {
    func isBefore(_ a: WeightedPlace, _ b: WeightedPlace) -> Bool {
      if a.x != b.x { return a.x < b.x }
      return a.y != b.y ? a.y < b.y : a.weight < b.weight
    }
    if range.count > 24 {
      var bucket = UnsafeMutableBufferPointer(rebasing: row[range])
      bucket.sort(by: isBefore)
      return
    }
    for place in range.dropFirst() {
      let moved = row[place]
      var hole = place
      while hole > range.lowerBound, isBefore(moved, row[hole - 1]) {
        row[hole] = row[hole - 1]
        hole -= 1
      }
      row[hole] = moved
    }
  }
}
