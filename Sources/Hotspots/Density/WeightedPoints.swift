package import Geometry

/// Incidents, or places of population, with what each counts for; kept in an order that depends on
/// them alone, so that what is computed from them does not depend on the order they came in.
package struct WeightedPoints: Hashable, Sendable {
  /// From west to east, then from south to north, then by weight.
  package private(set) var points: [Point]
  package private(set) var weights: [Double]
  /// What each adds to the variance of a sum of weights, if incidents come independently: the square of its
  /// weight where it is an incident by itself.
  package private(set) var variances: [Double]

  /// - Parameters:
  ///   - weights: none negative; one each when `nil`.
  ///   - variances: where points are parts of incidents (`SpreadLocations.variances`); the squares of the
  ///     weights when `nil`.
  /// - Complexity: O(*n* log *n*).
  package init(_ points: [Point], weights: [Double]? = nil, variances: [Double]? = nil) {
    precondition(weights.map { $0.count == points.count } ?? true, "each point has one weight")
    precondition(variances.map { $0.count == points.count } ?? true, "and one variance")
    precondition(weights?.allSatisfy { $0 >= 0 } ?? true, "no weight is negative")
    let sorted = points.indices.map { place in
      let weight = weights?[place] ?? 1
      return (
        point: points[place], weight: weight, variance: variances?[place] ?? weight * weight
      )
    }.sorted {
      ($0.point.x, $0.point.y, $0.weight, $0.variance)
        < ($1.point.x, $1.point.y, $1.weight, $1.variance)
    }
    self.points = sorted.map(\.point)
    self.weights = sorted.map(\.weight)
    self.variances = sorted.map(\.variance)
  }

  /// Those whose place among the points is marked, or those whose is not, in the same order.
  func subset(_ isMarked: [Bool], _ mark: Bool) -> WeightedPoints {
    var subset = WeightedPoints([])
    for (place, isMarked) in isMarked.enumerated() where isMarked == mark {
      subset.points.append(points[place])
      subset.weights.append(weights[place])
      subset.variances.append(variances[place])
    }
    return subset
  }

  /// How many equally weighted incidents say as much: (Σw)²/Σw² (Kish 1965, "Survey Sampling"), the
  /// number of incidents where weights are equal, 0 where nothing weighs anything.
  package var effectiveCount: Double {
    let squares = variances.reduce(0, +)
    let total = weights.reduce(0, +)
    return squares > 0 ? total * total / squares : 0
  }
}
