/// How far a kernel reaches: the radius of its support, in metres.
///
/// For the quartic kernel the standard deviation on each axis is the radius divided by √8.
package struct Bandwidth: Hashable, Sendable {
  package let radius: Double

  /// `nil` unless the radius is a positive number.
  package init?(radius: Double) {
    guard radius.isFinite, radius > 0 else { return nil }
    self.radius = radius
  }

  /// The standard deviation of the quartic kernel on each axis, in metres.
  package var standardDeviation: Double { radius / 8.0.squareRoot() }
}
