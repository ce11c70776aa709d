/// What is asked of each feature and its neighbours.
package enum LocalStatistic: Hashable, Sendable {
  /// Whether a feature's neighbours are high or low together, itself left out (Getis and Ord 1992).
  case gi
  /// The same of the feature and its neighbours (Ord and Getis 1995).
  case giStar
  /// Whether a feature and its neighbours differ from the mean the same way (Anselin 1995).
  case moran(MoranScale)

  /// What the products of local Moran are divided by.
  package enum MoranScale: String, Hashable, Sendable {
    /// The mean square, Σ c²/*n*, as R's spdep does by default.
    case population = "n"
    /// The sample variance, Σ c²/(*n* − 1), as GeoDa and PySAL do.
    case sample = "n-1"
  }

  package var countsSelf: Bool { self == .giStar }
}

/// Why a feature has no statistic.
package enum NoStatistic: String, Error, Hashable, Sendable {
  /// No other feature is near: nothing can be said of its surroundings.
  case noNeighbours = "no-neighbours"
  /// All values are the same: nothing differs from anything.
  case constantValues = "constant-values"
  /// Every feature is a neighbour: no arrangement differs from another.
  case allNeighbours = "all-neighbours"
  /// There are fewer than three features.
  case tooFewFeatures = "too-few-features"
  /// The feature's own value is the mean: its product with anything is 0.
  case valueIsMean = "value-is-mean"
}

/// A local statistic with what chance would give: an arrangement of the other values drawn evenly from all.
package struct LocalScore: Hashable, Sendable {
  /// Gi and Gi*: the weighted sum; local Moran: the product.
  package let value: Double
  package let expectation: Double
  package let variance: Double
  /// How many standard deviations the value lies above the expectation.
  package var z: Double { (value - expectation) / variance.squareRoot() }

  package init(value: Double, expectation: Double, variance: Double) {
    self.value = value
    self.expectation = expectation
    self.variance = variance
  }
}

/// How a feature's value and its neighbours' lie to the mean.
package enum Quadrant: String, CaseIterable, Hashable, Sendable {
  case highHigh = "HH"
  case lowLow = "LL"
  case highLow = "HL"
  case lowHigh = "LH"
}
