extension SpatialWeights {
  /// The same among some of the features, which are numbered anew in their order: the others are absent and
  /// nobody's neighbours.
  ///
  /// Weights that added up to 1 no longer do.
  /// - Complexity: O(*n* + *m*).
  package func among(_ features: [Int]) -> SpatialWeights {
    var numbers = [Int32](repeating: -1, count: count)
    for (number, feature) in features.enumerated() {
      precondition(number == 0 || features[number - 1] < feature, "features ascend")
      numbers[feature] = Int32(number)
    }
    var (starts, kept, weights) = ([0], [Int32](), [Double]())
    starts.reserveCapacity(features.count + 1)
    for feature in features {
      for place in row(of: feature) where numbers[Int(neighbours[place])] >= 0 {
        kept.append(numbers[Int(neighbours[place])])
        weights.append(self.weights[place])
      }
      starts.append(kept.count)
    }
    return SpatialWeights(
      starts: starts, neighbours: kept, weights: weights, rule: rule,
      style: style == .rowStandardised ? .given : style)
  }
}
