package import Geometry

extension PointIndex {
  /// How many pairs of points lie within each distance: unordered, each point with every other, those
  /// just so far apart by `distance(to:)` included.
  ///
  /// Pairs of boxes of the tree that lie within or beyond a distance are counted as a whole (dual
  /// trees: Gray and Moore 2000, "N-body problems in statistical learning"). The counts are exact and
  /// the same on any number of threads.
  ///
  /// - Parameter distances: in metres, ascending; a negative one counts nothing.
  /// - Complexity: O(pairs of boxes and points about as far apart as one of the distances), at worst
  ///   O(*n*²).
  package func pairCounts(within distances: [Double], threads: Int = 2) async -> [Int] {
    await pairCounts(with: self, areSame: true, within: distances, threads: threads)
  }

  /// How many pairs of a point of this index and a point of another lie within each distance.
  ///
  /// As `pairCounts(within:threads:)`, with every point of the one and every point of the other.
  package func pairCounts(
    with other: PointIndex, within distances: [Double], threads: Int = 2
  ) async -> [Int] {
    await pairCounts(with: other, areSame: false, within: distances, threads: threads)
  }

  private func pairCounts(
    with other: PointIndex, areSame: Bool, within distances: [Double], threads: Int
  ) async -> [Int] {
    precondition(zip(distances, distances.dropFirst()).allSatisfy { $0 <= $1 }, "not ascending")
    guard !isEmpty, !other.isEmpty, !distances.isEmpty else { return distances.map { _ in 0 } }
    let squares = distances.map { greatestSquare(within: $0) }
    let root = NodePair(
      a: Node(level: tree.height - 1, place: 0),
      b: Node(level: other.tree.height - 1, place: 0), areSame: areSame)
    let shares = NodePair.split(root, in: tree, other.tree, into: threads == 1 ? 1 : 200)
    let bins = await inBands(of: shares.count, parts: shares.count, threads: threads) { band in
      withColumns { a in
        other.withColumns { b in
          var counter = PairCounter(a: a, b: b, tree: tree, otherTree: other.tree, squares: squares)
          for share in shares[band] { counter.count(share, undecided: squares.indices) }
          return counter.bins
        }
      }
    }
    var counts = squares.indices.map { place in bins.reduce(0) { $0 + $1[place] } }
    for place in counts.indices.dropFirst() { counts[place] += counts[place - 1] }
    return counts
  }
}

/// A box of a tree, counted within its level.
struct Node {
  let level: Int
  let place: Int
}

/// Boxes of two trees, or of one, whose points are to be paired.
struct NodePair {
  let a: Node
  let b: Node
  /// Whether it is one box: each of its points is paired with those after it.
  let areSame: Bool

  /// The pairs of smaller boxes that make up the same pairs of points; `nil` for two leaves.
  func parts(in tree: BoxTree, _ otherTree: BoxTree) -> [NodePair]? {
    guard a.level > 0 || b.level > 0 else { return nil }
    if areSame {
      let children = tree.children(of: a)
      return children.indices.flatMap { first in
        children[first...].enumerated().map { offset, second in
          NodePair(a: children[first], b: second, areSame: offset == 0)
        }
      }
    }
    if a.level >= b.level {
      return tree.children(of: a).map { NodePair(a: $0, b: b, areSame: false) }
    }
    return otherTree.children(of: b).map { NodePair(a: a, b: $0, areSame: false) }
  }

  /// At least so many pairs that make up the same pairs of points, or as many as there are.
  static func split(
    _ pair: NodePair, in tree: BoxTree, _ otherTree: BoxTree, into count: Int
  ) -> [NodePair] {
    var pairs = [pair]
    while pairs.count < count {
      let parts = pairs.flatMap { $0.parts(in: tree, otherTree) ?? [$0] }
      guard parts.count > pairs.count else { break }
      pairs = parts
    }
    return pairs
  }
}

extension BoxTree {
  /// The boxes below a box of some level from 1.
  func children(of node: Node) -> [Node] {
    children(of: node.place, atLevel: node.level).map { Node(level: node.level - 1, place: $0) }
  }
}
