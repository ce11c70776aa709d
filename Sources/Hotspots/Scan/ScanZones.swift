import Geometry
import RealModule
import SpatialIndex

/// One shape of window around a centre.
package struct ScanOutline: Hashable, Sendable {
  /// The major axis over the minor one; 1 for a circle.
  package let ratio: Double
  /// From east to the major axis, counter-clockwise, in radians.
  package let angle: Double
  /// What its logarithm is multiplied by.
  let weight: Double

  static let circle = ScanOutline(ratio: 1, angle: 0, weight: 1)

  /// How long the major half-axis of the shape around a centre must be to reach a point.
  func reach(from centre: Point, to point: Point) -> Double {
    guard ratio > 1 else { return centre.distance(to: point) }
    let (dx, dy) = (point.x - centre.x, point.y - centre.y)
    let (cosine, sine) = (Double.cos(angle), Double.sin(angle))
    let along = dx * cosine + dy * sine
    let across = ratio * (dy * cosine - dx * sine)
    return (along * along + across * across).squareRoot()
  }

  static func all(_ shape: ScanShape) -> [ScanOutline] {
    guard case .ellipse(let ellipses) = shape else { return [circle] }
    return [circle]
      + ellipses.families.flatMap { family in
        (0..<family.angles).map { number in
          let compactness = 4 * family.ratio / ((family.ratio + 1) * (family.ratio + 1))
          return ScanOutline(
            ratio: family.ratio, angle: Double.pi * Double(number) / Double(family.angles),
            weight: Double.pow(compactness, ellipses.penalty))
        }
      }
  }
}

/// All windows of the plane: for each centre and shape the locations in the order in which it grows.
///
/// Locations equally far (to a micrometre) come in together. The order goes on while the window keeps within
/// the limits.
/// - Complexity: to make, O(*z* log *z*) for *z* locations in reach of all centres, once for each shape.
final class ScanZones: Sendable {
  struct Order: Sendable {
    let centre: Point
    let outline: ScanOutline
    /// Where its locations are.
    let range: Range<Int>
  }

  let orders: [Order]
  let locations: SharedMemory<Int32>
  let ends: SharedMemory<UInt8>
  private let positions: [Point]
  /// How many windows there are.
  let count: Int

  init(_ cases: ScanCases, _ terms: ScanTerms) async {
    let centres = terms.centres.map { Set($0).sorted { ($0.x, $0.y) < ($1.x, $1.y) } }
    let outlines = ScanOutline.all(terms.shape)
    positions = cases.positions
    let around = centres ?? cases.positions
    let builder = Builder(cases: cases, limits: terms.limits)
    let made = await inParallel(around.count, threads: terms.threads) { number in
      builder.orders(around: around[number], outlines)
    }
    var orders: [Order] = []
    var (all, marks): ([Int32], [UInt8]) = ([], [])
    for (centre, grown) in zip(around, made) {
      for (outline, zone) in zip(outlines, grown) where !zone.locations.isEmpty {
        let range = all.count..<all.count + zone.locations.count
        orders.append(Order(centre: centre, outline: outline, range: range))
        all += zone.locations
        marks += zone.ends
      }
    }
    self.orders = orders
    locations = SharedMemory(all)
    ends = SharedMemory(marks)
    count = marks.reduce(0) { $0 + Int($1) }
  }

  /// The locations of the window that ends at a place of an order.
  func members(_ order: Int, upTo end: Int) -> [Int] {
    let start = orders[order].range.lowerBound
    return locations[start..<start + end].map { Int($0) }
  }

  private struct Builder: Sendable {
    let positions: [Point]
    let weights: [Double]
    let most: Double
    let radius: Double?
    let index: PointIndex

    /// Metres within which two distances are the same.
    static let tolerance = 1e-6

    init(cases: ScanCases, limits: ScanLimits) {
      positions = cases.positions
      weights = cases.weights
      most = limits.share * cases.ratio.total * (1 + 1e-12)
      radius = limits.radius
      index = PointIndex(limits.radius == nil ? [] : cases.positions)
    }

    func orders(
      around centre: Point, _ outlines: [ScanOutline]
    ) -> [(locations: [Int32], ends: [UInt8])] {
      let near: [Int32] =
        radius.map { index.numbers(within: $0 + 2 * Self.tolerance, of: centre) }
        ?? positions.indices.map { Int32($0) }
      return outlines.map { order(around: centre, $0, near) }
    }

    private func order(
      around centre: Point, _ outline: ScanOutline, _ near: [Int32]
    ) -> (locations: [Int32], ends: [UInt8]) {
      let farthest = (radius ?? .infinity) + Self.tolerance
      let reached = near.map { (outline.reach(from: centre, to: positions[Int($0)]), $0) }
        .filter { $0.0 <= farthest }.sorted { $0 < $1 }
      var (locations, ends): ([Int32], [UInt8]) = ([], [])
      var (start, weight) = (0, 0.0)
      while start < reached.count {
        var end = start + 1
        while end < reached.count, reached[end].0 - reached[end - 1].0 <= Self.tolerance {
          end += 1
        }
        let group = reached[start..<end].map(\.1).sorted()
        for location in group { weight += weights[Int(location)] }
        guard weight <= most else { break }
        locations += group
        ends += [UInt8](repeating: 0, count: group.count - 1) + [1]
        start = end
      }
      return (locations, ends)
    }
  }
}

extension ScanZones {
  /// How far a window reaches.
  func radius(_ window: ScanWindow) -> Double {
    let order = orders[window.order]
    let last = locations.start[order.range.lowerBound + window.end - 1]
    return order.outline.reach(from: order.centre, to: positions[Int(last)])
  }
}
