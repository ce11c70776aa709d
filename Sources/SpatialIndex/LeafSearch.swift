import Geometry

/// The columns of a `PointIndex`, and the boxes of its tree, for loops that read single numbers.
struct PointColumns {
  let xs: UnsafeBufferPointer<Double>
  let ys: UnsafeBufferPointer<Double>
  let numbers: UnsafeBufferPointer<Int32>
  let boxes: UnsafeBufferPointer<Box<Point>>
  let leastNumbers: UnsafeBufferPointer<Int32>

  /// Eight numbers of a column that follow each other.
  func eight(of column: UnsafeBufferPointer<Double>, from place: Int) -> SIMD8<Double> {
    precondition(place >= 0 && place + 8 <= column.count)
    return UnsafeRawBufferPointer(column).loadUnaligned(
      fromByteOffset: place * MemoryLayout<Double>.stride, as: SIMD8<Double>.self)
  }
}

extension PointIndex {
  func withColumns<Result>(_ body: (PointColumns) -> Result) -> Result {
    xs.withUnsafeBufferPointer { xs in
      ys.withUnsafeBufferPointer { ys in
        numbers.withUnsafeBufferPointer { numbers in
          tree.boxes.withUnsafeBufferPointer { boxes in
            tree.leastNumbers.withUnsafeBufferPointer { leastNumbers in
              body(
                PointColumns(
                  xs: xs, ys: ys, numbers: numbers, boxes: boxes, leastNumbers: leastNumbers))
            }
          }
        }
      }
    }
  }
}

/// Finds the nearest others of all points of a leaf at once.
struct LeafSearch {
  let columns: PointColumns
  let tree: BoxTree
  let width: Int
  /// The rows of the neighbours found so far, those of the point at `firstPlace` first; each is
  /// sorted, and starts with the farthest possible in every place.
  let squares: UnsafeMutableBufferPointer<Double>
  let numbers: UnsafeMutableBufferPointer<Int32>
  let firstPlace: Int

  /// The leaf whose points search.
  private var leaf = 0
  private var places = 0..<0
  /// The farthest neighbour that any of them has.
  private var farthest = Nearness(squared: .infinity, number: .max)
  /// The boxes to look into, the nearest last.
  private var branches: [Branch] = []

  /// A box of the tree that is still to be looked into.
  private struct Branch {
    let level: Int
    let place: Int
    /// How near a point in it could be to one of the leaf.
    let nearness: Nearness
  }

  init(
    columns: PointColumns, tree: BoxTree, width: Int,
    squares: UnsafeMutableBufferPointer<Double>, numbers: UnsafeMutableBufferPointer<Int32>,
    firstPlace: Int
  ) {
    self.columns = columns
    self.tree = tree
    self.width = width
    self.squares = squares
    self.numbers = numbers
    self.firstPlace = firstPlace
  }

  /// Fills the rows of the leaf's points, from its own points outwards.
  mutating func fillRows(ofLeaf leaf: Int) {
    self.leaf = leaf
    places = tree.places(ofLeaf: leaf)
    for place in places {
      offer(places.lowerBound..<place, to: place)
      offer(place + 1..<places.upperBound, to: place)
    }
    noteFarthest()
    var below = leaf
    for level in stride(from: 1, to: tree.height, by: 1) {
      let parent = below / BoxTree.fanOut
      push(childrenOf: parent, atLevel: level, except: below)
      while let branch = branches.popLast() {
        guard branch.nearness < farthest else { continue }
        if branch.level == 0 {
          scan(leaf: branch.place)
        } else {
          push(childrenOf: branch.place, atLevel: branch.level, except: -1)
        }
      }
      below = parent
    }
  }

  /// Puts boxes that may hold a neighbour onto the stack, the nearest on top.
  private mutating func push(childrenOf place: Int, atLevel level: Int, except known: Int) {
    let base = branches.count
    let box = columns.boxes[leaf]
    for child in tree.children(of: place, atLevel: level) where child != known {
      let number = tree.levelStarts[level - 1] + child
      let nearness = Nearness(
        squared: columns.boxes[number].squaredDistance(to: box),
        number: columns.leastNumbers[number])
      guard nearness < farthest else { continue }
      branches.append(Branch(level: level - 1, place: child, nearness: nearness))
      var top = branches.count - 1
      while top > base, branches[top - 1].nearness < nearness {
        branches.swapAt(top, top - 1)
        top -= 1
      }
    }
  }

  /// Offers the points of another leaf to those whose row may take them.
  private mutating func scan(leaf other: Int) {
    let box = columns.boxes[other]
    let least = columns.leastNumbers[other]
    let others = tree.places(ofLeaf: other)
    for place in places {
      let last = (place - firstPlace) * width + width - 1
      let nearness = Nearness(
        squared: box.squaredDistance(to: Point(x: columns.xs[place], y: columns.ys[place])),
        number: least)
      if nearness < Nearness(squared: squares[last], number: numbers[last]) {
        offer(others, to: place)
      }
    }
    noteFarthest()
  }

  /// Inserts points into the row of one where they are nearer than its last.
  private func offer(_ others: Range<Int>, to place: Int) {
    let first = (place - firstPlace) * width
    let last = first + width - 1
    let (x, y) = (columns.xs[place], columns.ys[place])
    for other in others {
      let (dx, dy) = (columns.xs[other] - x, columns.ys[other] - y)
      let squared = dx * dx + dy * dy
      guard squared <= squares[last] else { continue }
      let nearness = Nearness(squared: squared, number: columns.numbers[other])
      var slot = last
      guard nearness < Nearness(squared: squares[slot], number: numbers[slot]) else { continue }
      while slot > first, nearness < Nearness(squared: squares[slot - 1], number: numbers[slot - 1])
      {
        squares[slot] = squares[slot - 1]
        numbers[slot] = numbers[slot - 1]
        slot -= 1
      }
      squares[slot] = squared
      numbers[slot] = nearness.number
    }
  }

  private mutating func noteFarthest() {
    farthest = Nearness(squared: -1, number: 0)
    for place in places {
      let last = (place - firstPlace) * width + width - 1
      farthest = max(farthest, Nearness(squared: squares[last], number: numbers[last]))
    }
  }
}
