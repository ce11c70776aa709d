/// A summary of a point pattern by distance.
package struct DistanceFunction: Hashable, Sendable {
  /// In metres, ascending.
  package let distances: [Double]
  /// At each distance; `nil` where the pattern says nothing.
  package let values: [Double?]

  package init(distances: [Double], values: [Double?]) {
    precondition(distances.count == values.count, "each distance has one value")
    self.distances = distances
    self.values = values
  }
}

/// Which summary of pairs by distance is meant.
package enum PairFunction: String, CaseIterable, Hashable, Sendable {
  /// Ripley's K in square metres: the others within r of a point, over their density.
  case k
  /// Besag's L in metres, √(K/π): r itself where points ignore each other.
  case l
  /// The pair correlation g: how many times as many pairs are r apart as if points ignored each other.
  case pairCorrelation = "pcf"

  /// The value where points ignore each other.
  package func theoretical(at distance: Double) -> Double {
    switch self {
    case .k: Double.pi * distance * distance
    case .l: distance
    case .pairCorrelation: 1
    }
  }
}
