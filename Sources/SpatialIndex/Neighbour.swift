/// A point near another.
package struct Neighbour: Hashable, Sendable {
  /// The number it came with.
  package let number: Int32
  /// How far away it is, in metres.
  package let distance: Double

  package init(number: Int32, distance: Double) {
    self.number = number
    self.distance = distance
  }
}

/// How near a point is: by its squared distance, ties by its number.
struct Nearness: Comparable {
  let squared: Double
  let number: Int32

  static func < (a: Nearness, b: Nearness) -> Bool {
    a.squared < b.squared || (a.squared == b.squared && a.number < b.number)
  }
}

/// The nearest few of the points offered so far, the farthest of them on top of a heap.
struct NearestHeap {
  private let capacity: Int
  private var heap: [Nearness] = []

  init(capacity: Int) {
    precondition(capacity > 0)
    self.capacity = capacity
    heap.reserveCapacity(capacity)
  }

  /// Whether a point so near would be among the nearest.
  func takes(_ nearness: Nearness) -> Bool { heap.count < capacity || nearness < heap[0] }

  /// - Complexity: O(log capacity).
  mutating func offer(_ nearness: Nearness) {
    if heap.count < capacity {
      heap.append(nearness)
      if heap.count == capacity { for place in (0..<capacity / 2).reversed() { sink(place) } }
    } else if nearness < heap[0] {
      heap[0] = nearness
      sink(0)
    }
  }

  /// Moves an entry down to where both below it are nearer.
  private mutating func sink(_ start: Int) {
    let entry = heap[start]
    var place = start
    while 2 * place + 1 < capacity {
      var below = 2 * place + 1
      if below + 1 < capacity, heap[below] < heap[below + 1] { below += 1 }
      guard entry < heap[below] else { break }
      heap[place] = heap[below]
      place = below
    }
    heap[place] = entry
  }

  /// The points kept, nearest first.
  var neighbours: [Neighbour] {
    heap.sorted().map { Neighbour(number: $0.number, distance: $0.squared.squareRoot()) }
  }
}
