/// For every point of an index its nearest others, a row each.
package struct NeighbourTable: Sendable, Equatable {
  /// How many neighbours each point has.
  package let width: Int
  /// Row after row, in the order of the points' own numbers: the numbers of the neighbours, nearest
  /// first.
  package let numbers: [Int32]
  /// At the same places their distances in metres.
  package let distances: [Double]

  /// How many points there are.
  package let count: Int

  /// The places of a point's row in `numbers` and `distances`.
  package func row(of point: Int32) -> Range<Int> {
    Int(point) * width..<(Int(point) + 1) * width
  }

  /// The neighbours of a point, nearest first.
  package subscript(point: Int32) -> [Neighbour] {
    row(of: point).map { Neighbour(number: numbers[$0], distance: distances[$0]) }
  }
}
