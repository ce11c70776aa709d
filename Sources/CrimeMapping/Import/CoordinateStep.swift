import Geodesy
import Geometry

/// How coarsely places are written, where they all lie on one lattice: rounded to decimals of a degree, or to
/// some metres.
///
/// A source that rounds puts incidents of different places on one point, and none between the points.
struct CoordinateStep: Hashable, Sendable {
  /// As it is said: "0.001°".
  let words: String
  /// About how many metres it is, northwards.
  let metres: Double

  /// The coarsest lattice that holds 99 % of the places, at least 5 m wide; `nil` when there is none, or fewer
  /// than 20 different places to judge by.
  static func of(_ places: [Point], through projection: Projection) -> CoordinateStep? {
    let distinct = Array(Set(places)).sorted { ($0.x, $0.y) < ($1.x, $1.y) }.prefix(2_000)
    guard distinct.count >= 20 else { return nil }
    for step in [1_000.0, 500, 250, 100, 50, 25, 10, 5] {
      if holds(distinct.map { [$0.x, $0.y] }, step: step, tolerance: 0.01) {
        return CoordinateStep(words: "\(plain(step)) m", metres: step)
      }
    }
    let degrees = projection.positions(of: Array(distinct)).compactMap { $0 }
    for step in [0.1, 0.01, 0.005, 0.001, 0.0005, 0.0001] {
      // To 1 cm: less than what changes of the reference system leave of a rounded number.
      if holds(degrees.map { [$0.x, $0.y] }, step: step, tolerance: 1e-7) {
        return CoordinateStep(words: "\(plain(step))°", metres: step * 111_000)
      }
    }
    return nil
  }

  private static func holds(_ places: [[Double]], step: Double, tolerance: Double) -> Bool {
    let held = places.count { place in
      place.allSatisfy { abs($0 - ($0 / step).rounded() * step) <= tolerance }
    }
    return Double(held) >= 0.99 * Double(places.count)
  }
}
