package import Geometry

extension PointIndex {
  /// The nearest points of the index, nearest first; all when there are no more than asked for.
  ///
  /// Nearness is the square of the distance as floating point has it; ties are decided by number.
  /// Branches of the tree are taken nearest first, and left when their box is farther than the
  /// farthest point kept (Roussopoulos, Kelley and Vincent 1995, "Nearest neighbor queries"). A point
  /// of the index at the position itself is one of its neighbours.
  ///
  /// - Complexity: O(log *n* + *k* log *k*) for *k* points where the density is about even.
  package func nearest(_ count: Int, to position: Point) -> [Neighbour] {
    precondition(count >= 0, "the number of neighbours must not be negative")
    guard min(count, self.count) > 0 else { return [] }
    var kept = NearestHeap(capacity: min(count, self.count))
    var branches = [
      Branch(
        level: tree.height - 1, place: 0,
        nearness: nearness(ofBox: tree.boxes.count - 1, to: position))
    ]
    while let branch = branches.popLast() {
      guard kept.takes(branch.nearness) else { continue }
      if branch.level == 0 {
        for place in tree.places(ofLeaf: branch.place) {
          kept.offer(nearness(ofPlace: place, to: position))
        }
      } else {
        push(childrenOf: branch, from: position, kept: kept, onto: &branches)
      }
    }
    return kept.neighbours
  }

  /// A box of the tree that is still to be looked into.
  private struct Branch {
    let level: Int
    let place: Int
    /// How near a point in it could be.
    let nearness: Nearness
  }

  /// Puts the boxes below a branch that may hold a near point onto a stack, the nearest on top.
  private func push(
    childrenOf branch: Branch, from position: Point, kept: NearestHeap,
    onto branches: inout [Branch]
  ) {
    let base = branches.count
    for place in tree.children(of: branch.place, atLevel: branch.level) {
      let box = tree.levelStarts[branch.level - 1] + place
      let nearness = nearness(ofBox: box, to: position)
      guard kept.takes(nearness) else { continue }
      branches.append(Branch(level: branch.level - 1, place: place, nearness: nearness))
      var top = branches.count - 1
      while top > base, branches[top - 1].nearness < nearness {
        branches.swapAt(top, top - 1)
        top -= 1
      }
    }
  }

  private func nearness(ofBox number: Int, to position: Point) -> Nearness {
    Nearness(
      squared: tree.boxes[number].squaredDistance(to: position), number: tree.leastNumbers[number])
  }

  private func nearness(ofPlace place: Int, to position: Point) -> Nearness {
    Nearness(
      squared: squaredDistance(from: position, to: Point(x: xs[place], y: ys[place])),
      number: numbers[place])
  }
}
