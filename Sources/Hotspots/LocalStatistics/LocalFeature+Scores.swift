import SpatialIndex

extension LocalFeature {
  init(
    _ feature: Int, of values: [Double], weights: SpatialWeights, statistic: LocalStatistic,
    moments: ValueMoments
  ) {
    let row = Row(feature, of: values, weights: weights)
    value = values[feature]
    let neighbours = weights.neighbourCount(of: feature)
    let lag = neighbours > 0 ? row.others / row.otherWeights : nil
    neighbourCount = neighbours
    self.lag = lag
    quadrant = lag.flatMap { Quadrant(values[feature], lag: $0, mean: moments.mean) }
    score = Result { () throws(NoStatistic) in
      guard neighbours > 0 else { throw .noNeighbours }
      guard moments.count > 2 else { throw .tooFewFeatures }
      guard moments.squares > 0 else { throw .constantValues }
      return switch statistic {
      case .giStar: try row.giStar(moments)
      case .gi: try row.gi(values[feature], moments)
      case .moran(let scale): try row.moran(values[feature], moments, scale)
      }
    }
  }
}

extension Quadrant {
  init?(_ value: Double, lag: Double, mean: Double) {
    switch (value - mean, lag - mean) {
    case (0.nextUp..., 0.nextUp...): self = .highHigh
    case (..<0, ..<0): self = .lowLow
    case (0.nextUp..., ..<0): self = .highLow
    case (..<0, 0.nextUp...): self = .lowHigh
    default: return nil
    }
  }
}

/// What a row of the weights sums up: Σ w y, Σ w and Σ w².
struct RowSum {
  var sum = 0.0
  var weight = 0.0
  var squares = 0.0

  /// A sum of values that a row draws without replacement (Ord and Getis 1995, equation 14).
  ///
  /// Among `count` values with a mean and a mean square about it.
  func drawn(from count: Int, mean: Double, meanSquare: Double) throws(NoStatistic) -> LocalScore {
    guard count > 1 else { throw .tooFewFeatures }
    let n = Double(count)
    let spread = (n * squares - weight * weight) / (n - 1)
    // Rounding leaves about so much where every feature counts the same.
    guard spread > 1e-12 * weight * weight else { throw .allNeighbours }
    guard meanSquare > 0 else { throw .constantValues }
    return LocalScore(value: sum, expectation: weight * mean, variance: meanSquare * spread)
  }
}

/// What the statistics of a feature sum over its row of the weights, the feature itself included where the row
/// includes it.
private struct Row {
  var all = RowSum()
  /// Σ w y and Σ w of the others.
  var others = 0.0
  var otherWeights = 0.0

  init(_ feature: Int, of values: [Double], weights: SpatialWeights) {
    for place in weights.row(of: feature) {
      let (neighbour, weight) = (Int(weights.neighbours[place]), weights.weights[place])
      all.sum += weight * values[neighbour]
      all.weight += weight
      all.squares += weight * weight
      if neighbour != feature {
        others += weight * values[neighbour]
        otherWeights += weight
      }
    }
  }

  func giStar(_ moments: ValueMoments) throws(NoStatistic) -> LocalScore {
    try all.drawn(from: moments.count, mean: moments.mean, meanSquare: moments.meanSquare)
  }

  func gi(_ own: Double, _ moments: ValueMoments) throws(NoStatistic) -> LocalScore {
    let others = moments.others(than: own)
    return try all.drawn(from: moments.count - 1, mean: others.mean, meanSquare: others.meanSquare)
  }

  /// The moments given the feature's own value (Sokal, Oden and Thomson 1998).
  func moran(
    _ own: Double, _ moments: ValueMoments, _ scale: LocalStatistic.MoranScale
  ) throws(NoStatistic) -> LocalScore {
    let difference = own - moments.mean
    guard difference != 0 else { throw .valueIsMean }
    let count = Double(moments.count)
    let divisor = moments.squares / (scale == .population ? count : count - 1)
    let factor = difference / divisor
    let neighbours = try gi(own, moments)
    return LocalScore(
      value: factor * (all.sum - all.weight * moments.mean),
      expectation: factor * (neighbours.expectation - all.weight * moments.mean),
      variance: factor * factor * neighbours.variance)
  }
}

extension ValueMoments {
  /// The mean of the other values and their mean square about it.
  fileprivate func others(than own: Double) -> (mean: Double, meanSquare: Double) {
    let (n, difference) = (Double(count), own - mean)
    let shift = -difference / (n - 1)
    let square = (squares - difference * difference) / (n - 1) - shift * shift
    // What is left of the others when they are all the same is rounding.
    return (mean + shift, square > 1e-14 * squares ? square : 0)
  }
}
