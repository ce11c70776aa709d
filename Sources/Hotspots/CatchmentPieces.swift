import Geometry

/// Catchments cut by the cells of the ground: for each piece its centre of gravity and what it holds.
///
/// A point for each piece rather than one for each sample keeps what matters to a kernel, where the
/// weight is, and leaves few points where catchments are large. Made once for a ground, and good for any
/// incidents on it.
package struct CatchmentPieces: Sendable {
  /// The anonymisation points, ascending by x, then y, and the sizes of their catchments in m².
  let anonymisationPoints: [Point]
  let areas: [Double]
  /// The pieces, cells in row-major order: centre of gravity, number of the anonymisation point, and the
  /// share of the catchment's weight, which add up to 1 for each catchment that holds a sample.
  let points: [Point]
  let owners: [Int32]
  let shares: [Double]

  /// - Complexity: O(samples); memory of 28 bytes a piece.
  package init(
    of catchments: Catchments, spread: CatchmentSpread = .alongStreets, threads: Int = 2
  ) async {
    let parts = await inBands(ofRows: catchments.ground.grid.rows, threads: threads) { rows in
      var knife = CatchmentKnife(catchments: catchments, spread: spread)
      for row in rows { knife.cut(row: row) }
      return (knife.points, knife.weights, knife.owners)
    }
    let owners = parts.flatMap(\.2)
    var shares = parts.flatMap(\.1)
    var sums = [Double](repeating: 0, count: catchments.points.count)
    for (piece, owner) in owners.enumerated() { sums[Int(owner)] += shares[piece] }
    for (piece, owner) in owners.enumerated() { shares[piece] /= sums[Int(owner)] }
    anonymisationPoints = catchments.points
    areas = catchments.areas
    points = parts.flatMap(\.0)
    self.owners = owners
    self.shares = shares
  }
}

/// Cuts catchments row by row of the ground's cells.
private struct CatchmentKnife {
  let catchments: Catchments
  let spread: CatchmentSpread
  private(set) var points: [Point] = []
  private(set) var weights: [Double] = []
  private(set) var owners: [Int32] = []

  init(catchments: Catchments, spread: CatchmentSpread) {
    self.catchments = catchments
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
        guard owner >= 0 else { continue }
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
