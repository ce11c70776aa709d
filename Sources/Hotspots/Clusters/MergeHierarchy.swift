import SpatialIndex

/// How parts of a spanning tree grow together as ever longer sides are let in. All that meet at one length
/// meet in one node, so the hierarchy does not depend on which of equal sides the tree took.
struct MergeHierarchy {
  /// Of each node the length at which it forms, in micrometres; the first ones are places, which form at
  /// their core distance.
  private(set) var lengths: [Int64]
  /// How many incidents are in each.
  private(set) var counts: [Int]
  /// How many nodes are places.
  let places: Int
  private var firstChild: [Int32]
  private var lastChild: [Int32]
  private var next: [Int32]
  /// The node that holds all.
  private(set) var root: Int

  /// - Parameter edges: of a spanning tree of all places.
  init(counts: [Int], cores: [Int64], edges: [TreeEdge]) {
    places = counts.count
    lengths = cores
    self.counts = counts
    let none = [Int32](repeating: -1, count: counts.count)
    (firstChild, lastChild, next) = (none, none, none)
    root = 0
    var sets = DisjointSets(count: counts.count)
    var nodes = counts.indices.map { $0 }
    for edge in edges.sorted(by: { $0.length < $1.length }) {
      let (a, b) = (sets.root(of: Int(edge.first)), sets.root(of: Int(edge.second)))
      let node = merge(nodes[a], nodes[b], at: edge.length)
      sets.join(a, b)
      nodes[min(a, b)] = node
      root = node
    }
  }

  private func isOpen(_ node: Int, at length: Int64) -> Bool {
    node >= places && lengths[node] == length
  }

  private mutating func merge(_ a: Int, _ b: Int, at length: Int64) -> Int {
    switch (isOpen(a, at: length), isOpen(b, at: length)) {
    case (true, true):
      next[Int(lastChild[a])] = firstChild[b]
      lastChild[a] = lastChild[b]
      counts[a] += counts[b]
      return a
    case (true, false):
      append(b, to: a)
      return a
    case (false, true):
      append(a, to: b)
      return b
    case (false, false):
      lengths.append(length)
      counts.append(counts[a])
      firstChild.append(Int32(a))
      lastChild.append(Int32(a))
      next.append(-1)
      append(b, to: lengths.count - 1)
      return lengths.count - 1
    }
  }

  private mutating func append(_ child: Int, to node: Int) {
    next[Int(lastChild[node])] = Int32(child)
    lastChild[node] = Int32(child)
    counts[node] += counts[child]
  }

  func children(of node: Int) -> [Int] {
    var children: [Int] = []
    var child = firstChild[node]
    while child >= 0 {
      children.append(Int(child))
      child = next[Int(child)]
    }
    return children
  }

  /// The places below a node.
  func places(below node: Int, _ body: (Int) -> Void) {
    var stack = [node]
    while let node = stack.popLast() {
      if node < places { body(node) } else { stack += children(of: node) }
    }
  }
}
