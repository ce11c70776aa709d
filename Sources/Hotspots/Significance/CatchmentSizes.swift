package import Geometry

extension CatchmentPieces {
  /// The anonymisation points whose catchments hold any ground, with the size of each in m²: how much of a
  /// pattern strewn evenly would be moved to it.
  package var sizes: [(point: Point, size: Double)] {
    zip(anonymisationPoints, areas).filter { $1 > 0 }.map { ($0, $1) }
  }

  /// The same points, with what each catchment holds of something that is strewn evenly over each cell.
  ///
  /// - Parameters:
  ///   - cells: for each cell of the ground how much it holds.
  ///   - grid: the ground's.
  /// - Precondition: the catchments were spread evenly, so that a piece's share is that of its ground.
  /// - Complexity: O(pieces).
  package func held(of cells: [Double], on grid: Grid) -> [(point: Point, size: Double)] {
    var sums = [Double](repeating: 0, count: anonymisationPoints.count)
    for (piece, owner) in owners.enumerated() {
      guard let cell = grid.index(at: points[piece]) else { continue }
      sums[Int(owner)] += cells[cell] * shares[piece] * areas[Int(owner)] / grid.cellArea
    }
    return zip(anonymisationPoints, sums).filter { $1 > 0 }.map { ($0, $1) }
  }
}
