package import Geometry

/// What stands for one incident at a place: the parts that it is spread over, and its kernel.
package struct PlaceParts: Sendable {
  package let points: [Point]
  /// What each part counts for, what corrects it for the edge included.
  package let weights: [Double]
  package let kernel: Kernel

  package init(points: [Point], weights: [Double], kernel: Kernel) {
    precondition(points.count == weights.count, "each part has a weight")
    self.points = points
    self.weights = weights
    self.kernel = kernel
  }
}

/// What one incident at each of some places adds to each cell of a surface.
///
/// A density is a sum over incidents. Where the same places come again and again with other numbers of
/// incidents, as in resamples and random patterns, each place's part of the surface is therefore computed once,
/// exactly as the surface itself is, and any such surface is a sum of them.
package struct Footprints: Sendable {
  package let ground: ReachedCells
  package let placeCount: Int
  /// The runs of each place, one after the other, and the values of each run.
  private let runStarts: [Int]
  private let runs: SharedMemory<Run>
  private let valueStarts: [Int]
  private let values: SharedMemory<Double>

  /// Slots next to each other.
  private struct Run: BitwiseCopyable {
    let first: Int32
    let count: Int32
  }

  /// - Parameters:
  ///   - study: the cells of the study area.
  ///   - needed: the cells that values are needed of: those of the study area, and of a rim where contours
  ///     are drawn.
  ///   - masses: for each cell what its value is divided by, where that is above 0; nothing when `nil`.
  /// - Complexity: O(parts × cells in reach of each); memory of 8 bytes for each cell in reach of each place.
  package init(
    of places: [PlaceParts], study: CellAreas, owners: CellAreas, ownerCount: Int,
    needed: CellAreas, masses: [Double]?, threads: Int
  ) async {
    let made = await inReplicates(places.count, threads: threads) { numbers in
      var made: [Footprint] = []
      for number in numbers {
        made.append(await Footprint(of: places[number], needed: needed, masses: masses))
      }
      return made
    }
    var isReached = [Bool](repeating: false, count: study.grid.cellCount)
    for footprint in made {
      for cell in footprint.runs.joined() { isReached[cell] = true }
    }
    let ground = ReachedCells(isReached, of: study, owners: owners, ownerCount: ownerCount)
    var runs: [Run] = []
    var values: [Double] = []
    values.reserveCapacity(made.reduce(0) { $0 + $1.values.count })
    var (runStarts, valueStarts) = ([0], [0])
    for footprint in made {
      for run in footprint.runs {
        // All cells of a run are reached, so its slots are next to each other too.
        guard let first = ground.slot(ofCell: run.lowerBound) else { continue }
        runs.append(Run(first: Int32(first), count: Int32(run.count)))
      }
      values += footprint.values
      runStarts.append(runs.count)
      valueStarts.append(values.count)
    }
    self.ground = ground
    placeCount = places.count
    self.runStarts = runStarts
    self.valueStarts = valueStarts
    self.runs = SharedMemory(runs)
    self.values = SharedMemory(values)
  }

  /// About how many numbers the footprints of some places would hold.
  package static func estimatedCount(of places: [PlaceParts], on grid: Grid) -> Double {
    places.reduce(0) { sum, place in
      guard let box = Box(enclosing: place.points) else { return sum }
      let reach = 2 * place.kernel.reach
      return sum + (box.width + reach) * (box.height + reach) / grid.cellArea
    }
  }

  /// The value of each slot where the incidents at each place count for so much together.
  package func sums(_ weights: [Double]) -> [Double] {
    let sums = SharedMemory<Double>(uninitialisedCount: ground.count)
    sum(weights, into: sums[0..<sums.count])
    return sums.array
  }

  /// Sums what incidents add to each slot.
  ///
  /// - Parameter weights: for each place what the incidents there count for together.
  /// - Complexity: O(slots + cells in reach of each place with any weight).
  func sum(_ weights: [Double], into sums: UnsafeMutableBufferPointer<Double>) {
    precondition(weights.count == placeCount && sums.count == ground.count)
    sums.update(repeating: 0)
    guard let sums = sums.baseAddress else { return }
    for (place, weight) in weights.enumerated() where weight > 0 {
      // Plain pointers let the loop over a run be done several cells at a time.
      var value = values.start + valueStarts[place]
      for run in runStarts[place]..<runStarts[place + 1] {
        let (first, count) = (Int(runs.start[run].first), Int(runs.start[run].count))
        let cells = sums + first
        for cell in 0..<count { cells[cell] += weight * value[cell] }
        value += count
      }
    }
  }
}

/// What one incident adds to the cells around it: runs of cells, and their values one after the other.
private struct Footprint: Sendable {
  private(set) var runs: [Range<Int>] = []
  private(set) var values: [Double] = []

  init(of place: PlaceParts, needed: CellAreas, masses: [Double]?) async {
    guard let window = needed.grid.window(within: place.kernel.reach, of: place.points) else {
      return
    }
    let densities = await density(
      of: place.points, weights: place.weights, kernel: place.kernel, on: window.grid,
      method: .stamping, threads: 1)
    for row in 0..<window.grid.rows {
      let first = needed.grid.index(column: window.column, row: window.row + row)
      add(
        densities[row * window.grid.columns..<(row + 1) * window.grid.columns], from: first,
        needed: needed, masses: masses)
    }
  }

  /// Adds what is above 0 in a row, in runs of cells that are needed.
  private mutating func add(
    _ row: ArraySlice<Double>, from first: Int, needed: CellAreas, masses: [Double]?
  ) {
    var start = first
    for (column, value) in row.enumerated() {
      let cell = first + column
      guard value > 0, needed.areas[cell] >= 0 else {
        close(start..<cell)
        start = cell + 1
        continue
      }
      let mass = masses?[cell] ?? 1
      values.append(mass > 0 ? value / mass : value)
    }
    close(start..<first + row.count)
  }

  private mutating func close(_ cells: Range<Int>) {
    if !cells.isEmpty { runs.append(cells) }
  }
}

extension Grid {
  /// The part of a grid within a distance of some points, and where it starts; `nil` when there is none.
  fileprivate func window(
    within distance: Double, of points: [Point]
  ) -> (grid: Grid, column: Int, row: Int)? {
    guard let box = Box(enclosing: points)?.expanded(by: distance) else { return nil }
    let west = max(0, column(atX: box.minX))
    let south = max(0, row(atY: box.minY))
    let east = min(columns - 1, column(atX: box.maxX))
    let north = min(rows - 1, row(atY: box.maxY))
    guard west <= east, south <= north else { return nil }
    let window = Grid(
      cellWidth: cellWidth, cellHeight: cellHeight, firstColumn: firstColumn + west,
      firstRow: firstRow + south, columns: east - west + 1, rows: north - south + 1)
    return (window, west, south)
  }
}
