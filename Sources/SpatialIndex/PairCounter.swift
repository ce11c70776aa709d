import Geometry

/// Sorts the pairs of points of two trees into bins of distance, whole boxes at once where it can.
struct PairCounter {
  let a: PointColumns
  let b: PointColumns
  let tree: BoxTree
  let otherTree: BoxTree
  /// The upper ends of the bins, ascending.
  let squares: [Double]
  /// The pairs in each bin, and last those beyond all.
  private(set) var bins: [Int]

  init(
    a: PointColumns, b: PointColumns, tree: BoxTree, otherTree: BoxTree, squares: [Double]
  ) {
    (self.a, self.b, self.tree, self.otherTree, self.squares) = (a, b, tree, otherTree, squares)
    bins = [Int](repeating: 0, count: squares.count + 1)
  }

  /// Counts the pairs of two boxes.
  ///
  /// - Parameter undecided: the bins whose upper ends may part the pairs: all pairs are beyond those
  ///   before, and within those after.
  mutating func count(_ pair: NodePair, undecided: Range<Int>) {
    if pair.areSame {
      countWithin(pair.a, undecided: undecided)
    } else {
      countBetween(pair.a, pair.b, undecided: undecided)
    }
  }

  private mutating func countBetween(_ first: Node, _ second: Node, undecided: Range<Int>) {
    let box = a.boxes[tree.levelStarts[first.level] + first.place]
    let other = b.boxes[otherTree.levelStarts[second.level] + second.place]
    let undecided = narrowed(
      undecided, from: box.squaredDistance(to: other), to: box.greatestSquaredDistance(to: other))
    if undecided.isEmpty {
      let places = tree.places(below: first.place, atLevel: first.level)
      let others = otherTree.places(below: second.place, atLevel: second.level)
      bins[undecided.upperBound] += places.count * others.count
    } else if first.level == 0, second.level == 0 {
      let others = otherTree.places(ofLeaf: second.place)
      for place in tree.places(ofLeaf: first.place) {
        pair(place, with: others, undecided: undecided)
      }
    } else if first.level >= second.level {
      for child in tree.children(of: first.place, atLevel: first.level) {
        countBetween(Node(level: first.level - 1, place: child), second, undecided: undecided)
      }
    } else {
      for child in otherTree.children(of: second.place, atLevel: second.level) {
        countBetween(first, Node(level: second.level - 1, place: child), undecided: undecided)
      }
    }
  }

  /// Counts the pairs of one box's points with each other.
  private mutating func countWithin(_ node: Node, undecided: Range<Int>) {
    let box = a.boxes[tree.levelStarts[node.level] + node.place]
    let undecided = narrowed(undecided, from: 0, to: box.greatestSquaredDistance(to: box))
    let places = tree.places(below: node.place, atLevel: node.level)
    if undecided.isEmpty {
      bins[undecided.upperBound] += places.count * (places.count - 1) / 2
    } else if node.level == 0 {
      for place in places {
        pair(place, with: place + 1..<places.upperBound, undecided: undecided)
      }
    } else {
      let children = tree.children(of: node.place, atLevel: node.level)
      for child in children {
        let first = Node(level: node.level - 1, place: child)
        countWithin(first, undecided: undecided)
        for later in child + 1..<children.upperBound {
          countBetween(first, Node(level: node.level - 1, place: later), undecided: undecided)
        }
      }
    }
  }

  /// Leaves out the bins that end before the nearest pair, and those that hold the farthest.
  private func narrowed(_ bins: Range<Int>, from nearest: Double, to farthest: Double) -> Range<Int>
  {
    var (low, high) = (bins.lowerBound, bins.upperBound)
    while low < high, squares[low] < nearest { low += 1 }
    while low < high, squares[high - 1] >= farthest { high -= 1 }
    return low..<high
  }

  /// Counts the pairs of a point with a run of others.
  private mutating func pair(_ place: Int, with others: Range<Int>, undecided: Range<Int>) {
    let (x, y) = (a.xs[place], a.ys[place])
    for other in others {
      let (dx, dy) = (x - b.xs[other], y - b.ys[other])
      bins[bin(of: dx * dx + dy * dy, among: undecided)] += 1
    }
  }

  /// The first bin that ends at or beyond a square, by bisection.
  private func bin(of square: Double, among bins: Range<Int>) -> Int {
    var (low, high) = (bins.lowerBound, bins.upperBound)
    while low < high {
      let middle = (low + high) / 2
      if squares[middle] < square { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
