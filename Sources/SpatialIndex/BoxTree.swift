import Geometry

/// A packed tree of boxes over runs of places that are neighbours in their order.
///
/// Level 0 holds a box for each run of `leafSize` places; each level above a box for each `fanOut`
/// boxes of the one below; the last holds one box. Nothing points anywhere: where the children of a
/// box stand follows from its number (Kamel and Faloutsos 1993, "On packing R-trees").
struct BoxTree: Sendable {
  /// Powers of two. Fan-outs of 4 and 16 take the same time for neighbours within 2 in 100, and pairs
  /// of leaves are counted eight points at a time.
  static let leafSize = 8
  static let fanOut = 8

  /// The boxes of all levels, level after level from the leaves upwards.
  let boxes: [Box<Point>]
  /// The least number of a place in each box, by which ties are decided without looking inside.
  let leastNumbers: [Int32]
  /// Where each level starts in `boxes`; one entry more, for the end.
  let levelStarts: [Int]
  /// How many places there are.
  let count: Int

  /// - Parameter leaf: the box around a run of places and the least of their numbers.
  /// - Complexity: O(*n*).
  init(count: Int, leaf: (Range<Int>) -> (box: Box<Point>, leastNumber: Int32)) {
    var (boxes, numbers, starts) = ([Box<Point>](), [Int32](), [0])
    for start in stride(from: 0, to: count, by: Self.leafSize) {
      let (box, number) = leaf(start..<min(start + Self.leafSize, count))
      boxes.append(box)
      numbers.append(number)
    }
    starts.append(boxes.count)
    while starts[starts.count - 1] - starts[starts.count - 2] > 1 {
      let level = starts[starts.count - 2]..<starts[starts.count - 1]
      for start in stride(from: level.lowerBound, to: level.upperBound, by: Self.fanOut) {
        let children = start..<min(start + Self.fanOut, level.upperBound)
        var (box, number) = (boxes[start], numbers[start])
        for child in children.dropFirst() {
          box = box.united(with: boxes[child])
          number = min(number, numbers[child])
        }
        boxes.append(box)
        numbers.append(number)
      }
      starts.append(boxes.count)
    }
    self.boxes = boxes
    leastNumbers = numbers
    levelStarts = starts
    self.count = count
  }

  /// How many levels there are: 0 for no places.
  var height: Int { count == 0 ? 0 : levelStarts.count - 1 }

  /// The places in a leaf.
  func places(ofLeaf leaf: Int) -> Range<Int> {
    leaf * Self.leafSize..<min((leaf + 1) * Self.leafSize, count)
  }

  /// The places in leaves that follow each other.
  func places(ofLeaves leaves: Range<Int>) -> Range<Int> {
    min(leaves.lowerBound * Self.leafSize, count)..<min(leaves.upperBound * Self.leafSize, count)
  }

  /// The places below a box, which is counted within its level.
  func places(below place: Int, atLevel level: Int) -> Range<Int> {
    let size = Self.leafSize << (level * Self.fanOut.trailingZeroBitCount)
    return place * size..<min((place + 1) * size, count)
  }

  /// The boxes below a box of some level from 1, both counted within their levels.
  func children(of place: Int, atLevel level: Int) -> Range<Int> {
    let last = levelStarts[level] - levelStarts[level - 1]
    return place * Self.fanOut..<min((place + 1) * Self.fanOut, last)
  }
}

extension Box<Point> {
  /// The smallest box that holds both.
  func united(with other: Box<Point>) -> Box<Point> {
    Box(
      minX: min(minX, other.minX), minY: min(minY, other.minY),
      maxX: max(maxX, other.maxX), maxY: max(maxY, other.maxY))
  }
}
