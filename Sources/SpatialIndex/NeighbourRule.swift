/// How the neighbours of features were chosen, as every result states it.
package enum NeighbourRule: Hashable, Sendable {
  /// Cells of a lattice that share an edge or a corner.
  case latticeQueen
  /// Cells of a lattice that share an edge.
  case latticeRook
  /// Areas whose boundaries come within a tolerance in metres of each other.
  case queen(tolerance: Double)
  /// Areas whose boundaries run along each other, within a tolerance in metres, for more than the tolerance.
  case rook(tolerance: Double)
  /// Features whose centres are at most so many metres apart.
  case distanceBand(Double)
  /// The so many features with the nearest centres.
  case nearest(Int)
  /// A list that came with the features.
  case given(String)

  /// The name in machine-readable results.
  package var name: String {
    switch self {
    case .latticeQueen, .queen: "queen"
    case .latticeRook, .rook: "rook"
    case .distanceBand: "distance-band"
    case .nearest: "nearest"
    case .given(let name): name
    }
  }
}

extension NeighbourRule: CustomStringConvertible {
  package var description: String {
    switch self {
    case .latticeQueen: "cells that share an edge or a corner"
    case .latticeRook: "cells that share an edge"
    case .queen(let tolerance): "areas that touch, within \(Self.text(tolerance)) m"
    case .rook(let tolerance):
      "areas that share a stretch of boundary, within \(Self.text(tolerance)) m"
    case .distanceBand(let band): "centres within \(Self.text(band)) m"
    case .nearest(let count): "the \(count) nearest centres"
    case .given(let name): name
    }
  }

  private static func text(_ metres: Double) -> String {
    metres == metres.rounded() && abs(metres) < 1e15 ? "\(Int(metres))" : "\(metres)"
  }
}
