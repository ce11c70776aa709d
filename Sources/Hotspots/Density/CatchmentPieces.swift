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
      return (knife.points, knife.weights, knife.pieceOwners)
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
  private let ground: CellAreas
  private let owners: [Int32]
  private let anonymisationPoints: [Point]
  private let spread: CatchmentSpread
  private let samples: Grid
  private let perSide: Int
  /// The x of the samples of each column, at hand for every row.
  private let xs: [Double]
  private(set) var points: [Point] = []
  private(set) var weights: [Double] = []
  private(set) var pieceOwners: [Int32] = []

  init(catchments: Catchments, spread: CatchmentSpread) {
    ground = catchments.ground
    owners = catchments.owners
    anonymisationPoints = catchments.points
    self.spread = spread
    samples = catchments.samples
    perSide = catchments.samplesPerSide
    xs = (0..<samples.columns).map { [samples] in samples.centreX(ofColumn: $0) }
  }

  mutating func cut(row: Int) {
    let columns = ground.grid.columns
    let ys = (row * perSide..<(row + 1) * perSide).map { samples.centreY(ofRow: $0) }
    for column in 0..<columns where ground.areas[row * columns + column] >= 0 {
      let first = points.count
      add(cellAtColumn: column, row: row, ys)
      for piece in first..<points.count {
        points[piece].x /= weights[piece]
        points[piece].y /= weights[piece]
      }
    }
  }

  /// Adds the pieces in one cell, in the order in which their first samples come; a piece's point is
  /// still the weighted sum of its samples.
  private mutating func add(cellAtColumn column: Int, row: Int, _ ys: [Double]) {
    let first = points.count
    for (part, y) in ys.enumerated() {
      let start = (row * perSide + part) * samples.columns
      for sampleColumn in column * perSide..<(column + 1) * perSide {
        let owner = owners[start + sampleColumn]
        guard owner >= 0 else { continue }
        let (x, centre) = (xs[sampleColumn], anonymisationPoints[Int(owner)])
        let (dx, dy) = (x - centre.x, y - centre.y)
        let share = spread.density(atSquaredDistance: dx * dx + dy * dy)
        let piece = piece(of: owner, since: first)
        points[piece].x += share * x
        points[piece].y += share * y
        weights[piece] += share
      }
    }
  }

  /// The piece of a catchment in the cell whose pieces start at `first`, a new one if need be.
  private mutating func piece(of owner: Int32, since first: Int) -> Int {
    var piece = points.count
    while piece > first {
      piece -= 1
      if pieceOwners[piece] == owner { return piece }
    }
    points.append(Point(x: 0, y: 0))
    weights.append(0)
    pieceOwners.append(owner)
    return points.count - 1
  }
}
