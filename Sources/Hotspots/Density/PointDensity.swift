import CKernels
package import Geometry
import RealModule

/// Whether a point counts in the density at its own place.
package enum OwnPoint: String, CaseIterable, Hashable, Sendable {
  /// It counts, with the kernel's peak.
  case counted
  /// It does not; others at the same place do.
  case leftOut = "leave-one-out"
  /// Neither it nor any other at the very same place counts. Right where places are snapped to map points,
  /// and two incidents at one of them need not have been near each other.
  case placeLeftOut = "leave-one-place-out"
}

/// Estimates how many incidents there are per square metre at given places, exactly.
///
/// The same sum as `density(of:weights:kernel:on:method:threads:)`, at places of any number and
/// anywhere; without points, 0. The values are the same to the last bit on any number of threads and in
/// any order of the points.
///
/// - Complexity: O(points × log of points per row + places × points in the rows within reach).
package func density(
  of points: [Point], weights: [Double]? = nil, kernel: Kernel, at places: [Point],
  threads: Int = 2
) async -> [Double] {
  let index = await PlaceIndex(points, weights: weights, reach: kernel.reach, threads: threads)
  return await inChunks(of: places, threads: threads) {
    index.sum(of: kernel, around: $0, leavingOut: -1)
  }
}

/// Estimates the density per square metre at the points themselves, without correction at edges.
///
/// - Complexity: as for other places, with each distinct place computed once.
package func densityAtPoints(
  of points: [Point], weights: [Double]? = nil, kernel: Kernel, own: OwnPoint, threads: Int = 2
) async -> [Double] {
  let index = await PlaceIndex(points, weights: weights, reach: kernel.reach, threads: threads)
  let others = await index.sumsOfOthers(kernel, threads: threads)
  return points.indices.map { point in
    guard let place = index.number(at: points[point]) else { return 0 }
    let weightHere: Double =
      switch own {
      case .counted: index.places[place].weight
      case .leftOut: index.places[place].weight - (weights?[point] ?? 1)
      case .placeLeftOut: 0
      }
    return others[place] + weightHere * kernel.peak
  }
}

extension PlaceIndex {
  /// For each place the density there of all other places.
  func sumsOfOthers(_ kernel: Kernel, threads: Int) async -> [Double] {
    await inChunks(of: Array(places.indices), threads: threads) { number in
      sum(of: kernel, around: position(number), leavingOut: number)
    }
  }

  /// The density at a position, of all places but one.
  func sum(of kernel: Kernel, around position: Point, leavingOut own: Int) -> Double {
    let perSquare = 1 / (kernel.radius * kernel.radius)
    return switch kernel.shape {
    case .quartic:
      sum(kernel, position, own) { (1 - $0 * perSquare) * (1 - $0 * perSquare) }
    case .epanechnikov: sum(kernel, position, own) { 1 - $0 * perSquare }
    case .triangular: sum(kernel, position, own) { 1 - ($0 * perSquare).squareRoot() }
    case .uniform: sum(kernel, position, own) { _ in 1 }
    // The radius of a Gaussian is √8 standard deviations, so r²/(2σ²) is 4 (r/h)².
    case .gaussian: sum(kernel, position, own) { Double.exp(-4 * perSquare * $0) }
    }
  }

  /// - Parameter profile: the kernel's height at a squared distance, as a share of its peak.
  @inline(__always)
  private func sum(
    _ kernel: Kernel, _ position: Point, _ own: Int, _ profile: (Double) -> Double
  ) -> Double {
    let limit = kernel.reach * kernel.reach
    var sum = 0.0
    visit(within: kernel.reach, of: position) { number in
      let place = places[number]
      let (dx, dy) = (place.x - position.x, place.y - position.y)
      let square = dx * dx + dy * dy
      if square < limit, number != own { sum += place.weight * profile(square) }
    }
    return sum * kernel.peak
  }
}

/// A value for each element, in order; threads take some hundreds at a time.
func inChunks<Element: Sendable>(
  of elements: [Element], threads: Int, _ value: @escaping @Sendable (Element) -> Double
) async -> [Double] {
  let size = 256
  let chunks = await inParallel((elements.count + size - 1) / size, threads: threads) { chunk in
    elements[chunk * size..<min((chunk + 1) * size, elements.count)].map(value)
  }
  return chunks.flatMap { $0 }
}
