package import SpatialIndex

/// For each feature, whether it and its neighbours are higher or lower than chance would arrange them.
///
/// Start reading local statistics here. Values are counts or rates of features that lie in the study window:
/// an absent feature is no feature, one without incidents has the value 0. Nothing is corrected for the edge:
/// features there have fewer neighbours, as the results say.
package struct LocalAssociation: Sendable {
  package let statistic: LocalStatistic
  /// As used; with the features themselves for Gi* alone.
  package let weights: SpatialWeights
  package let values: [Double]
  package let mean: Double
  package let features: [LocalFeature]

  /// - Parameters:
  ///   - values: finite; one for each feature of the weights.
  ///   - weights: include the features themselves for Gi*, and leave them out otherwise.
  /// - Complexity: O(*n* + *m*) for *m* neighbours in all.
  package init(
    of values: [Double], weights: SpatialWeights, statistic: LocalStatistic = .giStar
  ) {
    precondition(values.count == weights.count, "a value for each feature")
    precondition(values.allSatisfy(\.isFinite), "values are numbers")
    precondition(
      weights.count == 0 || weights.includesSelf == statistic.countsSelf,
      "Gi* counts the feature itself, the others do not")
    self.statistic = statistic
    self.weights = weights
    self.values = values
    let moments = ValueMoments(values)
    mean = moments.mean
    features = values.indices.map { feature in
      LocalFeature(feature, of: values, weights: weights, statistic: statistic, moments: moments)
    }
  }

  package var count: Int { features.count }
}

/// A feature among its neighbours: what answers why a high value is not a hot spot, or a low one is.
package struct LocalFeature: Sendable {
  package let value: Double
  /// How many others are its neighbours.
  package let neighbourCount: Int
  /// The weighted mean of the others' values; `nil` without neighbours.
  package let lag: Double?
  package let score: Result<LocalScore, NoStatistic>
  /// Where the feature and its lag lie to the mean; `nil` where one of them is the mean itself.
  package let quadrant: Quadrant?

  package var z: Double? { try? score.get().z }
}

/// The mean of some values and their differences from it.
struct ValueMoments {
  let count: Int
  let mean: Double
  /// Σ (y − mean)², summed about the mean so that it keeps its digits.
  let squares: Double

  init(_ values: [Double]) {
    count = values.count
    let first = values.first ?? 0
    // Equal values have exactly no variance, whatever their mean rounds to.
    let isConstant = values.allSatisfy { $0 == first }
    let mean = isConstant ? first : values.reduce(0, +) / Double(values.count)
    self.mean = mean
    squares = isConstant ? 0 : values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
  }

  var meanSquare: Double { squares / Double(count) }
}
