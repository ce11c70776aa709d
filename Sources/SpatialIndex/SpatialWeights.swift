/// Which features are neighbours of which, and how much each counts: a sparse matrix in compressed rows.
///
/// Start reading the statistics of association here: every one of them takes its neighbours from this table.
/// Features are known by their numbers, 0 ..< `count`. A row holds its neighbours in ascending order, each
/// once; whether the feature itself is one of them is told by `includesSelf` and is the same for all rows.
/// The matrix need not be symmetric: the nearest neighbours are not.
package struct SpatialWeights: Hashable, Sendable {
  /// How the neighbours were chosen.
  package let rule: NeighbourRule
  package let style: Style
  /// Whether every feature is a neighbour of itself.
  package let includesSelf: Bool
  /// Where the row of each feature starts in `neighbours` and `weights`, and where the last one ends.
  package let starts: [Int]
  package let neighbours: [Int32]
  package let weights: [Double]

  /// What the weights of a row are.
  package enum Style: String, Hashable, Sendable {
    /// 1 for each neighbour.
    case binary
    /// The same for each neighbour, or as given, with the sum 1.
    case rowStandardised = "row-standardised"
    /// Numbers of the caller's own.
    case given
  }

  /// The rows of a matrix, each one's neighbours in any order.
  ///
  /// A neighbour's weight is finite and above 0. The feature itself is among the neighbours of every row, or
  /// of none. With no features there are no rows.
  /// - Complexity: O(*m* log *k*) for *m* neighbours in all and *k* in the longest row.
  package init(
    rows: [[(neighbour: Int32, weight: Double)]], rule: NeighbourRule, style: Style = .given
  ) {
    var (starts, neighbours, weights) = ([0], [Int32](), [Double]())
    starts.reserveCapacity(rows.count + 1)
    for row in rows {
      for (neighbour, weight) in row.sorted(by: { $0.neighbour < $1.neighbour }) {
        neighbours.append(neighbour)
        weights.append(weight)
      }
      starts.append(neighbours.count)
    }
    self.init(starts: starts, neighbours: neighbours, weights: weights, rule: rule, style: style)
  }

  /// Binary weights for the neighbours of each feature, in any order, each once.
  package init(neighbours rows: [[Int32]], rule: NeighbourRule) {
    self.init(rows: rows.map { $0.map { ($0, 1) } }, rule: rule, style: .binary)
  }

  /// A matrix whose rows are compressed already, each ascending.
  ///
  /// - Parameter weights: `nil` for a weight of 1 each.
  package init(
    starts: [Int], neighbours: [Int32], weights: [Double]? = nil, rule: NeighbourRule,
    style: Style? = nil
  ) {
    self.rule = rule
    self.style = style ?? (weights == nil ? .binary : .given)
    self.starts = starts
    self.neighbours = neighbours
    self.weights = weights ?? [Double](repeating: 1, count: neighbours.count)
    includesSelf = Self.checkedForSelf(starts: starts, neighbours: neighbours)
    precondition(self.weights.count == neighbours.count, "a weight for each neighbour")
    precondition(self.weights.allSatisfy { $0 > 0 && $0.isFinite }, "a weight is above 0")
  }

  private static func checkedForSelf(starts: [Int], neighbours: [Int32]) -> Bool {
    precondition(starts.first == 0 && starts.last == neighbours.count, "rows cover the neighbours")
    let count = starts.count - 1
    var selves = 0
    for feature in 0..<count {
      var last: Int32 = -1
      precondition(starts[feature] <= starts[feature + 1], "rows follow each other")
      for place in starts[feature]..<starts[feature + 1] {
        let neighbour = neighbours[place]
        precondition(neighbour > last && Int(neighbour) < count, "ascending numbers of features")
        if Int(neighbour) == feature { selves += 1 }
        last = neighbour
      }
    }
    precondition(selves == 0 || selves == count, "every feature is its own neighbour, or none")
    return selves > 0
  }

  /// How many features there are.
  package var count: Int { starts.count - 1 }

  /// The places of a feature's row in `neighbours` and `weights`.
  package func row(of feature: Int) -> Range<Int> { starts[feature]..<starts[feature + 1] }

  /// How many neighbours a feature has, itself left out.
  package func neighbourCount(of feature: Int) -> Int {
    row(of: feature).count - (includesSelf ? 1 : 0)
  }

  /// Whether a feature has no neighbour but perhaps itself.
  package func isIsland(_ feature: Int) -> Bool { neighbourCount(of: feature) == 0 }

  /// The numbers of the features without neighbours, ascending.
  package var islands: [Int] { (0..<count).filter(isIsland) }

  /// Whether whoever is a neighbour has the other for one too, with the same weight.
  /// - Complexity: O(*m* log *k*).
  package var isSymmetric: Bool {
    (0..<count).allSatisfy { feature in
      row(of: feature).allSatisfy { place in
        weight(of: feature, from: Int(neighbours[place])) == weights[place]
      }
    }
  }

  /// How much one feature counts for another; 0 where it is no neighbour.
  /// - Complexity: O(log *k*).
  package func weight(of neighbour: Int, from feature: Int) -> Double {
    var (low, high) = (starts[feature], starts[feature + 1])
    while low < high {
      let middle = (low + high) / 2
      if Int(neighbours[middle]) < neighbour { low = middle + 1 } else { high = middle }
    }
    return low < starts[feature + 1] && Int(neighbours[low]) == neighbour ? weights[low] : 0
  }
}
