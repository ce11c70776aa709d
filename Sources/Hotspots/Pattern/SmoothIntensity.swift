package import Geometry
import Probability
import RealModule

/// A smooth density made of a pattern's own points: what varies over longer distances than its radius is
/// taken for the ground, what is left for attraction between points.
///
/// The intensity at a point is the quartic kernel's sum over the other points (leave-one-out, as Baddeley,
/// Møller and Waagepetersen 2000 recommend, section 4.2), over the share of the kernel that lies in the
/// window. A point with hardly any other in reach would weigh beyond measure in K, so no intensity is below
/// what one point alone makes at its own place.
package struct SmoothIntensity: Sendable {
  package let kernel: Kernel
  private let mass: KernelMass

  /// `nil` unless the radius is a positive number.
  package init?(radius: Double, in window: PatternWindow) {
    guard let kernel = Kernel(.quartic, radius: radius) else { return nil }
    self.kernel = kernel
    mass = KernelMass(window: window.shape, kernel: kernel)
  }

  /// The same points with their intensities.
  /// - Complexity: O(pairs within the radius + *n* × edges within it).
  package func withIntensities(_ pattern: PointPattern) -> PointPattern {
    let sums = sumsOfOthers(pattern)
    let values = zip(pattern.points, sums).map { point, sum in
      max(sum, kernel.peak) / mass.mass(at: point, isInside: true)
    }
    return PointPattern(pattern.points, intensities: values, in: pattern.window)
  }

  private func sumsOfOthers(_ pattern: PointPattern) -> [Double] {
    let frame = RowFrame(box: pattern.window.box, reach: kernel.radius, points: pattern.count)
    let rows = PatternRows(pattern.points, frame: frame)
    let square = kernel.radius * kernel.radius
    let visitor = PairVisitor(rows, rows, isSame: true, limit: square)
    var sums = [Double](repeating: 0, count: pattern.count)
    for row in 0..<frame.count {
      visitor.visit(row: row) { first, second, distance in
        let share = 1 - distance / square
        sums[Int(rows.places[first])] += share * share
        sums[Int(rows.places[second])] += share * share
      }
    }
    return sums.map { $0 * kernel.peak }
  }

  /// As many points as a pattern has, each by the kernel about one of them, kept if in the window.
  func draw(
    _ pattern: PointPattern, using generator: inout some RandomNumberGenerator
  ) -> PointPattern {
    let points = pattern.points.indices.map { _ in
      while true {
        let centre = pattern.points[generator.index(below: pattern.count)]
        // The kernel's mass within ρ is 1 − (1 − ρ²)³.
        let cube = Double.root(1 - generator.uniform(), 3)
        let length = max(0, 1 - cube).squareRoot() * kernel.radius
        let angle = 2 * Double.pi * generator.uniform()
        let point = Point(
          x: centre.x + length * Double.cos(angle), y: centre.y + length * Double.sin(angle))
        if pattern.window.contains(point) { return point }
      }
    }
    return PointPattern(points, in: pattern.window)
  }
}
