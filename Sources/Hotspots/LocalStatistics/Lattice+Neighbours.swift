import Geometry
package import SpatialIndex

extension Lattice {
  /// Binary weights of the cells that touch each other: those that share a side, and with `corners` those that
  /// share a corner; `nil` for areas, whose boundaries have to be compared (`SpatialWeights`).
  ///
  /// Absent cells are nobody's neighbours. Hexagons that share a corner share a side.
  /// - Complexity: O(units).
  package func contiguity(corners: Bool) -> SpatialWeights? {
    guard let (tiling, cells, units) = tiled else { return nil }
    var (starts, neighbours) = ([0], [Int32]())
    starts.reserveCapacity(count + 1)
    neighbours.reserveCapacity(count * (corners ? 8 : 6))
    for cell in cells {
      tiling.visitNeighbours(of: Int(cell), corners: corners) { other in
        if units[other] >= 0 { neighbours.append(units[other]) }
      }
      starts.append(neighbours.count)
    }
    return SpatialWeights(
      starts: starts, neighbours: neighbours, rule: corners ? .latticeQueen : .latticeRook)
  }

  /// The band that holds the cells around a cell, all that touch it: the diagonal of a square, the width of a
  /// hexagon; `nil` for areas.
  package var touchingBand: Double? {
    switch shape {
    case .squares(let side): side * (2.0).squareRoot()
    case .hexagons(let width): width
    case .areas: nil
    }
  }
}
