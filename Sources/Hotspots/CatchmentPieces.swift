import Geometry

/// Catchments cut by the cells of the ground: for each piece its centre of gravity and its weight.
///
/// A point for each piece rather than one for each sample keeps what matters to a kernel, where the
/// weight is, and leaves few points where catchments are large.
struct CatchmentPieces: Sendable {
  private(set) var points: [Point] = []
  /// What each piece counts for: its part of its catchment's total.
  private(set) var weights: [Double] = []
  /// For each catchment the sum of its pieces before they were scaled to its total; 0 for one without
  /// samples or weight.
  private(set) var sums: [Double]
  private var owners: [Int32] = []

  /// The pieces of the catchments that have weight, cells in row-major order.
  /// - Parameter totals: the weight of each catchment.
  init(
    of catchments: Catchments, totals: [Double], spread: CatchmentSpread, threads: Int
  ) async {
    let parts = await inBands(ofRows: catchments.ground.grid.rows, threads: threads) { rows in
      var knife = CatchmentKnife(catchments: catchments, totals: totals, spread: spread)
      for row in rows { knife.cut(row: row) }
      return (knife.points, knife.weights, knife.owners)
    }
    sums = Array(repeating: 0, count: totals.count)
    for (points, weights, owners) in parts {
      self.points += points
      self.weights += weights
      self.owners += owners
    }
    for (piece, owner) in owners.enumerated() { sums[Int(owner)] += weights[piece] }
    for (piece, owner) in owners.enumerated() {
      weights[piece] *= totals[Int(owner)] / sums[Int(owner)]
    }
  }
}

/// Cuts catchments row by row of the ground's cells.
private struct CatchmentKnife {
  let catchments: Catchments
  let totals: [Double]
  let spread: CatchmentSpread
  private(set) var points: [Point] = []
  private(set) var weights: [Double] = []
  private(set) var owners: [Int32] = []

  init(catchments: Catchments, totals: [Double], spread: CatchmentSpread) {
    self.catchments = catchments
    self.totals = totals
    self.spread = spread
  }

  mutating func cut(row: Int) {
    let grid = catchments.ground.grid
    for column in 0..<grid.columns
    where catchments.ground.areas[grid.index(column: column, row: row)] >= 0 {
      let first = points.count
      add(cellAtColumn: column, row: row)
      for piece in first..<points.count {
        points[piece].x /= weights[piece]
        points[piece].y /= weights[piece]
      }
    }
  }

  /// Adds the pieces in one cell, in the order in which their first samples come; a piece's point is
  /// still the weighted sum of its samples.
  private mutating func add(cellAtColumn column: Int, row: Int) {
    let (perSide, samples) = (catchments.samplesPerSide, catchments.samples)
    let first = points.count
    for sampleRow in row * perSide..<(row + 1) * perSide {
      let y = samples.centreY(ofRow: sampleRow)
      for sampleColumn in column * perSide..<(column + 1) * perSide {
        let owner = catchments.owners[samples.index(column: sampleColumn, row: sampleRow)]
        guard owner >= 0, totals[Int(owner)] > 0 else { continue }
        let sample = Point(x: samples.centreX(ofColumn: sampleColumn), y: y)
        let share = spread.density(atDistance: sample.distance(to: catchments.points[Int(owner)]))
        let piece = piece(of: owner, since: first)
        points[piece].x += share * sample.x
        points[piece].y += share * sample.y
        weights[piece] += share
      }
    }
  }

  /// The piece of a catchment in the cell whose pieces start at `first`, a new one if need be.
  private mutating func piece(of owner: Int32, since first: Int) -> Int {
    for piece in first..<points.count where owners[piece] == owner { return piece }
    points.append(Point(x: 0, y: 0))
    weights.append(0)
    owners.append(owner)
    return points.count - 1
  }
}
