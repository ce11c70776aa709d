/// An upright rectangle, its edges included.
package struct Box<P: Position>: Hashable, Sendable {
  package var minX: Double
  package var minY: Double
  package var maxX: Double
  package var maxY: Double

  package init(minX: Double, minY: Double, maxX: Double, maxY: Double) {
    self.minX = minX
    self.minY = minY
    self.maxX = maxX
    self.maxY = maxY
  }

  /// The smallest box that holds all positions; `nil` when there are none.
  package init?(enclosing positions: some Sequence<P>) {
    var iterator = positions.makeIterator()
    guard let first = iterator.next() else { return nil }
    self.init(minX: first.x, minY: first.y, maxX: first.x, maxY: first.y)
    while let next = iterator.next() { extend(to: next) }
  }

  /// The smallest box that holds all boxes; `nil` when there are none.
  package init?(union boxes: some Sequence<Box<P>>) {
    var iterator = boxes.makeIterator()
    guard var box = iterator.next() else { return nil }
    while let next = iterator.next() {
      box.extend(to: P(x: next.minX, y: next.minY))
      box.extend(to: P(x: next.maxX, y: next.maxY))
    }
    self = box
  }

  package var width: Double { maxX - minX }
  package var height: Double { maxY - minY }

  package mutating func extend(to position: P) {
    minX = min(minX, position.x)
    minY = min(minY, position.y)
    maxX = max(maxX, position.x)
    maxY = max(maxY, position.y)
  }

  /// The box with every side moved outwards by `margin`.
  package func expanded(by margin: Double) -> Box {
    Box(minX: minX - margin, minY: minY - margin, maxX: maxX + margin, maxY: maxY + margin)
  }

  package func contains(_ position: P) -> Bool {
    minX <= position.x && position.x <= maxX && minY <= position.y && position.y <= maxY
  }

  package func intersects(_ other: Box) -> Bool {
    minX <= other.maxX && other.minX <= maxX && minY <= other.maxY && other.minY <= maxY
  }
}
