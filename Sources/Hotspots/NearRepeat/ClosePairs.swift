import Geometry

/// All pairs of places less than the reach of some bands apart, each listed once, by band.
///
/// The places lie in rows of cells as wide as the reach, so every place meets the rest of its own cell, the
/// next one and three of the row above: exact, with no nearest-*k* shortcut that could drop a pair.
/// - Complexity: O(*n* log *n* + pairs in neighbouring cells); four bytes for each pair.
struct ClosePairs: Sendable {
  /// For each band of distance its pairs.
  let bands: [Pairs]
  /// For each place in the order of the cells, its place in the list given.
  let numbers: [Int32]

  /// Pairs of rows: row *r* with those from `starts[r]` to before `starts[r + 1]`.
  struct Pairs: Sendable {
    fileprivate(set) var others: [Int32] = []
    fileprivate(set) var starts: [Int64] = [0]

    var count: Int { others.count }
  }

  init(_ places: [Point], bands: KnoxBands, metric: PlaneMetric) {
    let cells = CellRows(places, reach: bands.reach)
    let sorted = cells.numbers.map { places[Int($0)] }
    var lists = [Pairs](repeating: Pairs(), count: bands.distances.count)
    cells.forEachRow { row, ranges in
      for range in ranges {
        for other in range {
          let distance = metric.distance(
            sorted[row].x - sorted[other].x, sorted[row].y - sorted[other].y)
          guard let band = bands.band(ofDistance: distance) else { continue }
          lists[band].others.append(Int32(other))
        }
      }
      for band in lists.indices { lists[band].starts.append(Int64(lists[band].others.count)) }
    }
    self.bands = lists
    numbers = cells.numbers
  }

  /// Calls for every pair with its band of distance and the numbers that the places came with.
  func forEach(_ body: (_ band: Int, _ first: Int, _ second: Int) -> Void) {
    for (band, pairs) in bands.enumerated() {
      for row in numbers.indices {
        for pair in Int(pairs.starts[row])..<Int(pairs.starts[row + 1]) {
          body(band, Int(numbers[row]), Int(numbers[Int(pairs.others[pair])]))
        }
      }
    }
  }
}

/// Places sorted by cells, row by row from the south.
private struct CellRows {
  let numbers: [Int32]
  private let keys: [Cell]

  private struct Cell: Comparable {
    let row: Int32
    let column: Int32

    static func < (a: Cell, b: Cell) -> Bool { (a.row, a.column) < (b.row, b.column) }
  }

  init(_ places: [Point], reach: Double) {
    let (xs, ys) = (places.map(\.x), places.map(\.y))
    let (west, south) = (xs.min() ?? 0, ys.min() ?? 0)
    let extent = max((xs.max() ?? 0) - west, (ys.max() ?? 0) - south)
    // A little wider than the reach, and not too many: then rounding never puts two places within reach of
    // each other two cells apart.
    let side = max(reach * (1 + 1e-9), extent / 1e6)
    let cells = places.map { place in
      Cell(row: Int32((place.y - south) / side), column: Int32((place.x - west) / side))
    }
    numbers = places.indices.map { Int32($0) }.sorted {
      let (a, b) = (Int($0), Int($1))
      return (cells[a], xs[a], ys[a], a) < (cells[b], xs[b], ys[b], b)
    }
    keys = numbers.map { cells[Int($0)] }
  }

  /// Calls for each place with the runs of later places that can be near it.
  func forEachRow(_ body: (Int, [Range<Int>]) -> Void) {
    var (own, first, end) = (0, 0, 0)
    for row in keys.indices {
      let cell = keys[row]
      own = place(after: Cell(row: cell.row, column: cell.column + 1), from: max(own, row))
      first = place(from: first) { $0 < Cell(row: cell.row + 1, column: cell.column - 1) }
      end = place(after: Cell(row: cell.row + 1, column: cell.column + 1), from: max(end, first))
      body(row, [row + 1..<max(own, row + 1), first..<end])
    }
  }

  private func place(after cell: Cell, from start: Int) -> Int { place(from: start) { $0 <= cell } }

  private func place(from start: Int, while goesOn: (Cell) -> Bool) -> Int {
    var place = start
    while place < keys.count, goesOn(keys[place]) { place += 1 }
    return place
  }
}
