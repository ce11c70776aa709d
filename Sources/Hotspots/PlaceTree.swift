import Geometry

/// Distinct places with what each counts for, halved again and again along their wider side, to
/// find those near a position (Bentley 1975, "Multidimensional binary search trees").
///
/// The order of the places, and so of every sum over them, depends on the places alone.
struct PlaceTree: Sendable {
  private struct Place {
    let point: Point
    let weight: Double
  }

  private struct Node {
    let box: Box<Point>
    let places: Range<Int>
    /// The node of the second half; the first half follows its parent. 0 for a leaf.
    var second = 0
  }

  private static let leafSize = 8

  private var places: [Place] = []
  private var nodes: [Node] = []

  /// - Complexity: O(*n* log² *n*).
  init(_ points: [Point], weights: [Double]?) {
    precondition(weights.map { $0.count == points.count } ?? true, "each point has one weight")
    let sorted = points.indices.map { Place(point: points[$0], weight: weights?[$0] ?? 1) }.sorted {
      ($0.point.x, $0.point.y, $0.weight) < ($1.point.x, $1.point.y, $1.weight)
    }
    for place in sorted {
      if let last = places.last, last.point == place.point {
        places[places.count - 1] = Place(point: last.point, weight: last.weight + place.weight)
      } else {
        places.append(place)
      }
    }
    if !places.isEmpty { halve(places.indices) }
  }

  /// The number of distinct places.
  var count: Int { places.count }

  private mutating func halve(_ range: Range<Int>) {
    guard let box = Box(enclosing: places[range].lazy.map(\.point)) else { return }
    let node = nodes.count
    nodes.append(Node(box: box, places: range))
    guard range.count > Self.leafSize else { return }
    if box.width >= box.height {
      places[range].sort { ($0.point.x, $0.point.y) < ($1.point.x, $1.point.y) }
    } else {
      places[range].sort { ($0.point.y, $0.point.x) < ($1.point.y, $1.point.x) }
    }
    let middle = range.lowerBound + range.count / 2
    halve(range.lowerBound..<middle)
    nodes[node].second = nodes.count
    halve(middle..<range.upperBound)
  }

  /// The squared distance to the place that is `rank` others away from the nearest; to the farthest
  /// place when there are not so many, and 0 when there is none.
  /// - Complexity: O(*rank* log *n*) on average.
  func squaredDistance(from point: Point, rank: Int) -> Double {
    var nearest: [Double] = []
    if !nodes.isEmpty { search(0, from: point, most: min(rank + 1, count), &nearest) }
    return nearest.last ?? 0
  }

  /// Keeps the `most` smallest squared distances, in ascending order.
  private func search(_ node: Int, from point: Point, most: Int, _ nearest: inout [Double]) {
    if nearest.count == most, let last = nearest.last,
      squaredDistance(from: point, to: nodes[node].box) > last
    {
      return
    }
    guard nodes[node].second > 0 else {
      for place in nodes[node].places {
        insert(squaredDistance(from: point, to: places[place].point), most: most, into: &nearest)
      }
      return
    }
    let (first, second) = (node + 1, nodes[node].second)
    let isFirstNearer =
      squaredDistance(from: point, to: nodes[first].box)
      <= squaredDistance(from: point, to: nodes[second].box)
    search(isFirstNearer ? first : second, from: point, most: most, &nearest)
    search(isFirstNearer ? second : first, from: point, most: most, &nearest)
  }

  private func insert(_ square: Double, most: Int, into nearest: inout [Double]) {
    if nearest.count == most {
      guard let last = nearest.last, square < last else { return }
      nearest.removeLast()
    }
    var place = nearest.count
    while place > 0, nearest[place - 1] > square { place -= 1 }
    nearest.insert(square, at: place)
  }

  /// The sum of a kernel over the places, each times its weight.
  /// - Complexity: O(log *n* + places in reach).
  func density(at point: Point, kernel: Kernel) -> Double {
    var sum = 0.0
    if !nodes.isEmpty {
      add(0, at: point, kernel: kernel, limit: kernel.reach * kernel.reach, &sum)
    }
    return sum
  }

  private func add(
    _ node: Int, at point: Point, kernel: Kernel, limit: Double, _ sum: inout Double
  ) {
    guard squaredDistance(from: point, to: nodes[node].box) < limit else { return }
    guard nodes[node].second > 0 else {
      for place in places[nodes[node].places] {
        let square = squaredDistance(from: point, to: place.point)
        if square < limit { sum += place.weight * kernel.density(atSquaredDistance: square) }
      }
      return
    }
    add(node + 1, at: point, kernel: kernel, limit: limit, &sum)
    add(nodes[node].second, at: point, kernel: kernel, limit: limit, &sum)
  }

  private func squaredDistance(from point: Point, to other: Point) -> Double {
    let (dx, dy) = (point.x - other.x, point.y - other.y)
    return dx * dx + dy * dy
  }

  private func squaredDistance(from point: Point, to box: Box<Point>) -> Double {
    let dx = max(box.minX - point.x, 0, point.x - box.maxX)
    let dy = max(box.minY - point.y, 0, point.y - box.maxY)
    return dx * dx + dy * dy
  }
}
