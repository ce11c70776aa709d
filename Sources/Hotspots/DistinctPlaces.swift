import Geometry
import SpatialIndex

/// The distinct places of points, with what each counts for in all, and an index of them.
///
/// Published points are snapped, so that many share a place; what is found for the place holds for
/// all of them. Everything depends on the points and weights alone, not on their order.
struct DistinctPlaces: Sendable {
  let points: [Point]
  let weights: [Double]
  let index: PointIndex
  /// For each of the points given the number of its place.
  private let placeNumbers: [Int32]

  /// - Parameter weights: one each when `nil`.
  /// - Complexity: O(*n* log *n*).
  init(_ all: [Point], weights: [Double]?) {
    precondition(weights.map { $0.count == all.count } ?? true, "each point has one weight")
    let order = all.indices.sorted {
      let (a, b) = (all[$0], all[$1])
      return (a.x, a.y, weights?[$0] ?? 1) < (b.x, b.y, weights?[$1] ?? 1)
    }
    var places: [Point] = []
    var sums: [Double] = []
    var placeNumbers = [Int32](repeating: 0, count: all.count)
    for number in order {
      if places.last != all[number] {
        places.append(all[number])
        sums.append(0)
      }
      sums[sums.count - 1] += weights?[number] ?? 1
      placeNumbers[number] = Int32(places.count - 1)
    }
    self.points = places
    self.weights = sums
    self.placeNumbers = placeNumbers
    index = PointIndex(places)
  }

  /// For each of the points given the value of its place.
  func spread(_ values: [Double]) -> [Double] { placeNumbers.map { values[Int($0)] } }

  /// The distance of each place to the `rank`-th nearest other one; to the farthest when there are
  /// not so many, and 0 when there is none.
  func distances(rank: Int, threads: Int) async -> [Double] {
    let table = await index.nearestNeighbours(rank, threads: threads)
    guard table.width > 0 else { return points.map { _ in 0 } }
    return points.indices.map { table.distances[table.row(of: Int32($0)).upperBound - 1] }
  }

  /// The density at each place, per m².
  func densities(kernel: Kernel, threads: Int) async -> [Double] {
    let runs = await inParallel((points.count + 255) / 256, threads: threads) { run in
      (run * 256..<min(points.count, (run + 1) * 256)).map { density(at: points[$0], kernel) }
    }
    return Array(runs.joined())
  }

  private func density(at point: Point, _ kernel: Kernel) -> Double {
    var sum = 0.0
    index.visit(within: kernel.reach, of: point) { number in
      let (place, weight) = (points[Int(number)], weights[Int(number)])
      let (dx, dy) = (point.x - place.x, point.y - place.y)
      sum += weight * kernel.density(atSquaredDistance: dx * dx + dy * dy)
    }
    return sum
  }
}
