import Geometry
import Hotspots

extension SurfaceMaker {
  /// The same maker with another number of threads.
  init(_ other: SurfaceMaker, threads: Int) {
    data = other.data
    scope = other.scope
    terms = other.terms
    grid = other.grid
    ground = other.ground
    self.threads = threads
  }

  /// What stands for one incident at each of some places.
  ///
  /// - Parameters:
  ///   - places: distinct, ascending by x, then y.
  ///   - deviations: the standard deviation at each place; that of the kernel when `nil`.
  func parts(
    of places: [Point], kernel: Kernel, deviations: [Point: Double]? = nil
  ) async -> [PlaceParts] {
    let located = await locate(places)
    let sources = located.sources ?? located.points
    let bandwidths = deviations.map { deviations in
      LocalBandwidths(
        standardDeviations: sources.map { deviations[$0] ?? kernel.standardDeviation }, raised: 0,
        trimmed: 0)
    }
    let weights = weights(of: located, kernel: kernel, bandwidths: bandwidths)
    let numbers = Dictionary(
      zip(places, places.indices), uniquingKeysWith: { first, _ in first })
    var parts = places.map { _ in (points: [Point](), weights: [Double]()) }
    for (part, source) in sources.enumerated() {
      guard let place = numbers[source] else { continue }
      parts[place].points.append(located.points[part])
      parts[place].weights.append(weights?[part] ?? 1)
    }
    return zip(places, parts).map { place, parts in
      let own = deviations?[place].flatMap { Kernel(kernel.shape, standardDeviation: $0) }
      return PlaceParts(points: parts.points, weights: parts.weights, kernel: own ?? kernel)
    }
  }

  /// What a surface's values are divided by, if anything.
  func divisors(for kernel: Kernel) async -> [Double]? {
    terms.edge == .uniform && terms.adaptive == nil ? await masses(of: kernel) : nil
  }

  /// The footprints of places on the study area, and on a rim around it if contours are to be drawn.
  func footprints(
    of parts: [PlaceParts], kernel: Kernel, withRim: Bool
  ) async -> Footprints {
    await Footprints(
      of: parts, study: ground.study, owners: ground.owners, ownerCount: ground.ownerCount,
      needed: withRim ? ground.study.grown(by: Self.rimWidth) : ground.study,
      masses: await divisors(for: kernel), threads: threads)
  }

  /// How many cells outside the study area a contour can look at: it reaches two, and interpolates.
  private static let rimWidth = 3
}
