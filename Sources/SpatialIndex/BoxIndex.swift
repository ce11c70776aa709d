package import Geometry

/// Boxes, of areas say, in the order of a Hilbert curve through their centres under a packed tree:
/// finds those that meet a box or hold a point.
///
/// The order depends on the boxes alone: by distance along the curve, west, south, east and north
/// side, and last by the number that a box came with, its place in the list given. All sides must be
/// finite and no box turned inside out; a box may be a line or a point.
package struct BoxIndex: Sendable {
  /// The boxes in the index's order.
  let boxes: [Box<Point>]
  /// For each box the number it came with.
  package let numbers: [Int32]
  let tree: BoxTree

  /// - Complexity: O(*n*), but O(*m* log *m*) for *m* boxes with their centres in one place.
  package init(_ boxes: [Box<Point>]) {
    precondition(boxes.allSatisfy { Self.isSound($0) }, "boxes of an index must be finite")
    let centres = boxes.map { Point(x: $0.minX / 2 + $0.maxX / 2, y: $0.minY / 2 + $0.maxY / 2) }
    var (numbers, distances) = HilbertCurve.order(of: centres, resolution: 4_294_967_295)
    sortRuns(of: &numbers, withEqual: distances) { first, second in
      let (a, b) = (boxes[Int(first)], boxes[Int(second)])
      return (a.minX, a.minY, a.maxX, a.maxY, first) < (b.minX, b.minY, b.maxX, b.maxY, second)
    }
    let sorted = numbers.map { boxes[Int($0)] }
    tree = BoxTree(count: boxes.count) { places in
      let leaf = places.dropFirst().reduce(sorted[places.lowerBound]) { box, place in
        box.united(with: sorted[place])
      }
      return (leaf, places.reduce(.max) { min($0, numbers[$1]) })
    }
    self.boxes = sorted
    self.numbers = numbers
  }

  private static func isSound(_ box: Box<Point>) -> Bool {
    box.minX.isFinite && box.minY.isFinite && box.maxX.isFinite && box.maxY.isFinite
      && box.minX <= box.maxX && box.minY <= box.maxY
  }

  package var count: Int { numbers.count }
  package var isEmpty: Bool { numbers.isEmpty }

  /// The numbers of the boxes that share a position with a box, edges included, in the index's order.
  /// - Complexity: O(√*n* + found) where boxes overlap little.
  package func numbers(meeting box: Box<Point>) -> [Int32] {
    var found: [Int32] = []
    visit(meeting: box) { found.append($0) }
    return found
  }

  /// The numbers of the boxes that hold a position, edges included, in the index's order.
  /// - Complexity: O(log *n* + found) where boxes overlap little.
  package func numbers(holding position: Point) -> [Int32] {
    numbers(
      meeting: Box(minX: position.x, minY: position.y, maxX: position.x, maxY: position.y))
  }

  /// Visits the numbers of the boxes that share a position with a box, edges included, in the index's
  /// order.
  package func visit(meeting box: Box<Point>, _ body: (Int32) -> Void) {
    guard !isEmpty else { return }
    var branches = [(level: tree.height - 1, place: 0)]
    while let (level, place) = branches.popLast() {
      guard box.intersects(tree.boxes[tree.levelStarts[level] + place]) else { continue }
      if level > 0 {
        // The last first, so that the first is on top.
        for child in tree.children(of: place, atLevel: level).reversed() {
          branches.append((level - 1, child))
        }
      } else {
        for place in tree.places(ofLeaf: place) where box.intersects(boxes[place]) {
          body(numbers[place])
        }
      }
    }
  }
}
