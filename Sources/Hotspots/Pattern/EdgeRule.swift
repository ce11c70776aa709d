/// How pairs that the edge of the window hides are made up for.
package enum EdgeRule: String, CaseIterable, Hashable, Sendable {
  /// They are not: too low, the more the longer the distance.
  case none
  /// Only points at least the distance away from the boundary look for others (Ripley 1988).
  case border
  /// A pair weighs as much as pairs so far and that way apart fit into the window fewer times than
  /// without an edge: |W| / |W ∩ (W shifted)| (Ohser and Stoyan 1981).
  case translation
  /// A pair weighs one over the share of the circle about its first point through its second that lies
  /// inside (Ripley 1977).
  case isotropic

  /// No pair weighs more, as in spatstat: one pair in a corner would else decide.
  static let greatestWeight = 100.0
}
