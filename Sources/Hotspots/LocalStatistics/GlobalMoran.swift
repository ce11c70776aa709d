package import Probability
package import SpatialIndex

/// Whether values that lie near each other are alike in the study window as a whole (Moran 1950).
///
/// Features without neighbours count in the mean and in *n*, and in no product.
package struct GlobalMoran: Hashable, Sendable {
  /// *n*/Σw · Σ w c c / Σ c²: above the expectation where neighbours are alike.
  package let value: Double
  /// −1/(*n* − 1).
  package let expectation: Double
  /// The variance over all arrangements of these values (Cliff and Ord 1981, equation 1.44); `nil` for fewer
  /// than four features.
  package let varianceOfArrangements: Double?
  /// The variance if the values were drawn from one normal distribution (Cliff and Ord 1981, equation 1.38).
  package let varianceOfNormalValues: Double

  /// - Parameter weights: without the features themselves.
  /// - Complexity: O(*n* + *m* log *k*).
  package init(of values: [Double], weights: SpatialWeights) throws(NoStatistic) {
    precondition(values.count == weights.count && !weights.includesSelf)
    guard values.count > 2 else { throw .tooFewFeatures }
    let moments = ValueMoments(values)
    guard moments.squares > 0 else { throw .constantValues }
    let sums = WeightSums(weights)
    guard sums.total > 0 else { throw .noNeighbours }
    let differences = values.map { $0 - moments.mean }
    let n = Double(values.count)
    value = n / sums.total * weights.products(of: differences) / moments.squares
    expectation = -1 / (n - 1)
    let total = sums.total * sums.total
    varianceOfNormalValues =
      (n * n * sums.squares - n * sums.margins + 3 * total) / ((n * n - 1) * total)
      - expectation * expectation
    varianceOfArrangements = sums.moranVariance(of: differences, moments)
  }

  /// The standard score over all arrangements of the values.
  package var z: Double? {
    varianceOfArrangements.flatMap { $0 > 0 ? (value - expectation) / $0.squareRoot() : nil }
  }
}

/// Whether high or low values lie together in the study window as a whole (Getis and Ord 1992, general G).
package struct GeneralG: Hashable, Sendable {
  /// Σ w y y / Σ y y over all pairs of different features: above the expectation where high values lie
  /// together.
  package let value: Double
  package let expectation: Double
  /// Over all arrangements of the values.
  package let variance: Double

  /// - Parameters:
  ///   - values: none below 0.
  ///   - weights: without the features themselves, usually binary.
  package init(of values: [Double], weights: SpatialWeights) throws(NoStatistic) {
    precondition(values.count == weights.count && !weights.includesSelf)
    precondition(values.allSatisfy { $0 >= 0 }, "G is of values that are not below 0")
    guard values.count > 3 else { throw .tooFewFeatures }
    guard ValueMoments(values).squares > 0 else { throw .constantValues }
    let sums = WeightSums(weights)
    guard sums.total > 0 else { throw .noNeighbours }
    let n = Double(values.count)
    let powers = (1...4).map { power in
      values.reduce(0.0) { sum, value in
        sum + (1..<power).reduce(value) { product, _ in product * value }
      }
    }
    let pairs = powers[0] * powers[0] - powers[1]
    // A single value above 0 has no pair.
    guard pairs > 0 else { throw .constantValues }
    value = weights.products(of: values) / pairs
    expectation = sums.total / (n * (n - 1))
    variance = sums.generalGSquare(n, powers) / (pairs * pairs) - expectation * expectation
  }

  package var z: Double? {
    variance > 0 ? (value - expectation) / variance.squareRoot() : nil
  }
}

/// Σ w, Σ (w_ij + w_ji)²/2 and Σ (w_i. + w_.i)²: S0, S1 and S2 of Cliff and Ord.
private struct WeightSums {
  var total = 0.0
  var squares = 0.0
  var margins = 0.0

  init(_ weights: SpatialWeights) {
    var columns = [Double](repeating: 0, count: weights.count)
    var rows = columns
    for feature in 0..<weights.count {
      for place in weights.row(of: feature) {
        let (neighbour, weight) = (Int(weights.neighbours[place]), weights.weights[place])
        rows[feature] += weight
        columns[neighbour] += weight
        // Each pair is met from both sides, and Σ (a + b)²/2 over both is Σ (a² + a b) over each.
        squares += weight * (weight + weights.weight(of: feature, from: neighbour))
      }
    }
    total = rows.reduce(0, +)
    margins = zip(rows, columns).reduce(0) { $0 + ($1.0 + $1.1) * ($1.0 + $1.1) }
  }

  func moranVariance(of differences: [Double], _ moments: ValueMoments) -> Double? {
    guard moments.count > 3 else { return nil }
    let n = Double(moments.count)
    let fourth = differences.reduce(0) { $0 + $1 * $1 * $1 * $1 } / n
    let kurtosis = fourth / (moments.meanSquare * moments.meanSquare)
    let (s0, s1, s2) = (total * total, squares, margins)
    let first = n * ((n * n - 3 * n + 3) * s1 - n * s2 + 3 * s0)
    let second = kurtosis * ((n * n - n) * s1 - 2 * n * s2 + 6 * s0)
    return (first - second) / ((n - 1) * (n - 2) * (n - 3) * s0) - 1 / ((n - 1) * (n - 1))
  }

  /// The expected square of Σ w y y (Getis and Ord 1992, equation 8).
  func generalGSquare(_ n: Double, _ m: [Double]) -> Double {
    let (s0, s1, s2) = (total * total, squares, margins)
    let b0 = (n * n - 3 * n + 3) * s1 - n * s2 + 3 * s0
    let b1 = -((n * n - n) * s1 - 2 * n * s2 + 6 * s0)
    let b2 = -(2 * n * s1 - (n + 3) * s2 + 6 * s0)
    let b3 = 4 * (n - 1) * s1 - 2 * (n + 1) * s2 + 8 * s0
    let b4 = s1 - s2 + s0
    let sum =
      b0 * m[1] * m[1] + b1 * m[3] + b2 * m[0] * m[0] * m[1] + b3 * m[0] * m[2]
      + b4 * m[0] * m[0] * m[0] * m[0]
    return sum / (n * (n - 1) * (n - 2) * (n - 3))
  }
}

extension SpatialWeights {
  /// Σ w y y over all pairs of neighbours.
  func products(of values: [Double]) -> Double {
    (0..<count).reduce(0) { sum, feature in
      sum + values[feature]
        * row(of: feature).reduce(0) { $0 + weights[$1] * values[Int(neighbours[$1])] }
    }
  }
}
