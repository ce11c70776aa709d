package import Geometry
package import Probability

/// What a pattern is compared with: how its points would lie if nothing drew them together.
package enum PatternNull: Sendable {
  /// As many points anywhere in the window, evenly. Every town rejects it: people are not spread evenly.
  case uniform
  /// The same number of labels dealt at random to all points, these and the controls: are the points more
  /// clustered than all of them are (Diggle and Chetwynd 1991)?
  case labels(controls: PointPattern)
  /// As many points by a smooth density of the points themselves: are they more clustered than their
  /// density over some distance explains?
  case inhomogeneous(SmoothIntensity)
}

/// Makes the patterns of a null hypothesis.
struct PatternSimulation: Sendable {
  private let pattern: PointPattern
  private let null: PatternNull
  private let key: SimulationKey
  /// All points that labels are dealt to, in an order that depends on them alone.
  private let pool: [Point]

  init(of pattern: PointPattern, null: PatternNull, seed: UInt64) {
    self.pattern = pattern
    self.null = null
    key = SimulationKey(seed: seed, method: .kFunction)
    pool =
      if case .labels(let controls) = null {
        PointPattern(pattern.points + controls.points, in: pattern.window).points
      } else {
        []
      }
  }

  func pattern(_ replicate: Int) -> PointPattern {
    var generator = key.generator(replicate: replicate)
    switch null {
    case .uniform: return pattern.window.uniformPattern(pattern.count, using: &generator)
    case .labels: return labelled(replicate).cases
    case .inhomogeneous(let smooth):
      return smooth.withIntensities(smooth.draw(pattern, using: &generator))
    }
  }
}

extension PatternSimulation {
  /// All points with their labels dealt anew.
  func labelled(_ replicate: Int) -> (cases: PointPattern, controls: PointPattern) {
    var generator = key.generator(replicate: replicate)
    let order = generator.permutation(of: pool.count).map { pool[Int($0)] }
    return (
      PointPattern(Array(order.prefix(pattern.count)), in: pattern.window),
      PointPattern(Array(order.dropFirst(pattern.count)), in: pattern.window)
    )
  }
}

extension PatternWindow {
  /// So many points, each anywhere in the window with the same chance.
  /// - Complexity: O(*n* log *n* + *n* × box area / area).
  package func uniformPattern(
    _ count: Int, using generator: inout some RandomNumberGenerator
  ) -> PointPattern {
    let points = (0..<count).map { _ in uniformPoint(using: &generator) }
    return PointPattern(points, in: self)
  }

  private func uniformPoint(using generator: inout some RandomNumberGenerator) -> Point {
    while true {
      let point = Point(
        x: generator.uniform(from: box.minX, to: box.maxX),
        y: generator.uniform(from: box.minY, to: box.maxY))
      if contains(point) { return point }
    }
  }
}
