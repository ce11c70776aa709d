import Geometry
import RealModule

extension PlaceSample {
  /// Berman and Diggle (1989): the mean square error of the intensity of a stationary Cox process, estimated
  /// with a disc of radius r, is up to a constant
  ///
  ///     M(r) = (1/λ − 2 K(r))/(πr²) + ∫ overlap(s) dK(s)/(πr²)²
  ///
  /// with the area that two discs of radius r at a distance s share. The bandwidth is the disc's standard
  /// deviation r/2. K is that of the distinct places, each once: of repeated ones K(0) would be positive
  /// and the error least at 0. K is corrected for the edge of the window by how much of it meets itself
  /// when shifted by s in any direction, area − perimeter × s/π to the first order (Ohser 1983).
  func diggle(window: MultiPolygon<Point>, threads: Int) async -> BandwidthChoice {
    let density = Double(index.places.count) / window.area
    let longest = Self.longestDistance(window: window, density: density)
    let steps = 512
    let step = longest / Double(steps - 1)
    let pairs = await pairCounts(step: step, steps: steps, threads: threads)
    let increments = Self.increments(pairs, step: step, window: window, places: index.places.count)
    var cumulated = 0.0
    var curve: [BandwidthChoice.Candidate] = []
    for number in 1...steps / 2 - 1 {
      cumulated += increments[number - 1]
      let radius = Double(number) * step
      let disc = Double.pi * radius * radius
      let error =
        (1 / density - 2 * cumulated) / disc
        + Self.overlapIntegral(radius, increments, step: step) / (disc * disc)
      curve.append(.init(standardDeviation: radius / 2, criterion: error))
    }
    let best = curve.indices.min { curve[$0].criterion < curve[$1].criterion } ?? 0
    return BandwidthChoice(
      .diggle, curve[best].standardDeviation, curve: curve, note: endNote(best, of: curve))
  }

  /// As in spatstat: a quarter of the window's shorter side, but no more than a circle of about 1,000
  /// places has as radius.
  private static func longestDistance(window: MultiPolygon<Point>, density: Double) -> Double {
    let side = window.box.map { min($0.width, $0.height) } ?? 0
    return min(side / 4, (1_000 / (Double.pi * density)).squareRoot())
  }

  /// How many ordered pairs of places are in each step of distance, the upper end included.
  private func pairCounts(step: Double, steps: Int, threads: Int) async -> [Int] {
    let size = 256
    let places = index.places
    let counts = await inParallel((places.count + size - 1) / size, threads: threads) { chunk in
      var counts = [Int](repeating: 0, count: steps - 1)
      for number in chunk * size..<min((chunk + 1) * size, places.count) {
        let place = index.position(number)
        index.visit(within: step * Double(steps - 1), of: place) { other in
          let distance = place.distance(to: index.position(other))
          let bin = Int((distance / step).rounded(.up)) - 1
          if bin >= 0, bin < counts.count, other != number { counts[bin] += 1 }
        }
      }
      return counts
    }
    return counts.reduce(into: [Int](repeating: 0, count: steps - 1)) { sums, part in
      for bin in part.indices { sums[bin] += part[bin] }
    }
  }

  /// By how much K grows in each step.
  private static func increments(
    _ pairs: [Int], step: Double, window: MultiPolygon<Point>, places: Int
  ) -> [Double] {
    let (area, perimeter) = (window.area, window.perimeter)
    let pairsInAll = Double(places) * Double(places - 1)
    return pairs.indices.map { bin in
      let distance = (Double(bin) + 0.5) * step
      // The first order overstates what a narrow window loses: half is kept at least.
      let shared = max(area - perimeter * distance / Double.pi, area / 2)
      return area * area / shared * Double(pairs[bin]) / pairsInAll
    }
  }

  private static func overlapIntegral(
    _ radius: Double, _ increments: [Double], step: Double
  ) -> Double {
    var sum = 0.0
    for bin in increments.indices where increments[bin] > 0 {
      let half = (Double(bin) + 0.5) * step / (2 * radius)
      guard half < 1 else { break }
      let overlap = Double.acos(half) - half * (1 - half * half).squareRoot()
      sum += 2 * radius * radius * overlap * increments[bin]
    }
    return sum
  }
}

extension PlaceSample {
  /// Says when the best candidate is the first or last one tried.
  func endNote(_ best: Int, of curve: [BandwidthChoice.Candidate]) -> String? {
    if best == 0 { return "The best bandwidth is the smallest tried: smaller ones may be better." }
    guard best == curve.count - 1 else { return nil }
    return "The best bandwidth is the largest tried: larger ones may be better."
  }
}

extension MultiPolygon where P == Point {
  /// The length of all rings, in metres.
  fileprivate var perimeter: Double {
    polygons.flatMap(\.rings).reduce(0) { sum, ring in
      zip(ring.corners, ring.closed.dropFirst()).reduce(sum) { $0 + $1.0.distance(to: $1.1) }
    }
  }
}
