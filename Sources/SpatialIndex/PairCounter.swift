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
      pair(
        tree.places(ofLeaf: first.place), with: otherTree.places(ofLeaf: second.place),
        undecided: undecided)
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

  /// Counts the pairs of two leaves: for each undecided bin how many are not beyond it, eight pairs at
  /// a time.
  private mutating func pair(
    _ places: Range<Int>, with others: Range<Int>, undecided: Range<Int>
  ) {
    guard others.count == 8 else {
      for place in places { pair(place, with: others, undecided: undecided) }
      return
    }
    let (xs, ys) = (
      b.eight(of: b.xs, from: others.lowerBound), b.eight(of: b.ys, from: others.lowerBound)
    )
    var within = 0
    for bin in undecided {
      let limit = SIMD8<Double>(repeating: squares[bin])
      var found = SIMD8<Int64>.zero
      for place in places {
        let (dx, dy) = (xs - a.xs[place], ys - a.ys[place])
        found.replace(with: found &+ 1, where: dx * dx + dy * dy .<= limit)
      }
      let sum = Int(found.wrappedSum())
      bins[bin] += sum - within
      within = sum
    }
    bins[undecided.upperBound] += places.count * 8 - within
  }

  /// Counts the pairs of a point with a run of others.
  private mutating func pair(_ place: Int, with others: Range<Int>, undecided: Range<Int>) {
    let (x, y) = (a.xs[place], a.ys[place])
    for other in others {
      let (dx, dy) = (x - b.xs[other], y - b.ys[other])
      bins[bin(of: dx * dx + dy * dy, among: undecided)] += 1
    }
  }

  /// The first bin that ends at or beyond a square, by bisection without branches on it: pairs fall
  /// into bins at random, and a processor that guesses would guess wrong half the time.
  private func bin(of square: Double, among bins: Range<Int>) -> Int {
    var (first, count) = (bins.lowerBound, bins.count)
    while count > 1 {
      let half = count >> 1
      first &+= squares[first &+ half &- 1] < square ? half : 0
      count &-= half
    }
    return first &+ (squares[first] < square ? 1 : 0)
  }
}
