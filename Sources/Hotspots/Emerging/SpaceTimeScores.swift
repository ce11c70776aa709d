package import SpatialIndex

/// How high each area's neighbourhood is in each step of time: Gi* of the bins of a space-time cube.
///
/// The neighbours of a bin are its area's neighbours and the area itself in its step and in some steps before,
/// never in one after, so a score can be told as soon as its step is over. The first steps have fewer before
/// them, and so smaller neighbourhoods, as have those after a time that is not known.
package struct SpaceTimeScores: Sendable {
  package let cube: SpaceTimeCube
  package let previousSteps: Int
  package let baseline: Baseline
  /// In the order of the cube's values; without areas for neighbours, or where all values are equal, the reason.
  package let scores: [Result<LocalScore, NoStatistic>]
  /// What each area counts for itself.
  let selfWeights: [Double]

  /// What a neighbourhood is high or low against.
  package enum Baseline: String, CaseIterable, Hashable, Sendable {
    /// All bins of the cube.
    case entireCube = "cube"
    /// The bins of the neighbourhood's own steps.
    case movingWindow = "window"
    /// The bins of the step alone; neighbours are then of that step alone, too.
    case singleStep = "step"
  }

  /// - Parameters:
  ///   - weights: of the areas, with or without the areas themselves, which count as 1 where they are left out.
  ///   - previousSteps: how many steps before its own count to a bin's neighbourhood.
  /// - Complexity: O(*steps* (*n* + *m*) (1 + *previousSteps*)) for *n* areas with *m* neighbours.
  package init(
    of cube: SpaceTimeCube, weights: SpatialWeights, previousSteps: Int = 1,
    baseline: Baseline = .entireCube
  ) {
    precondition(weights.count == cube.areas && previousSteps >= 0, "weights of the cube's areas")
    self.cube = cube
    self.baseline = baseline
    self.previousSteps = baseline == .singleStep ? 0 : previousSteps
    let weights = weights.includesSelf ? weights : weights.withSelf()
    selfWeights = (0..<weights.count).map { weights.weight(of: $0, from: $0) }
    let rows = StepRows(weights)
    let sums = (0..<cube.steps).map { rows.sums(cube.values(of: $0..<$0 + 1)) }
    let whole = ValueMoments(cube.values)
    var scores: [Result<LocalScore, NoStatistic>] = []
    scores.reserveCapacity(cube.values.count)
    for step in 0..<cube.steps {
      let window = cube.window(endingAt: step, previous: self.previousSteps)
      let moments =
        baseline == .entireCube ? whole : ValueMoments(Array(cube.values(of: window)))
      for area in 0..<cube.areas {
        let sum = window.reduce(0) { $0 + sums[$1][area] }
        scores.append(rows.score(area, sum: sum, steps: window.count, moments))
      }
    }
    self.scores = scores
  }

  package func z(_ area: Int, _ step: Int) -> Double? {
    try? scores[step * cube.areas + area].get().z
  }

  /// The steps whose neighbourhoods reach back as far as asked. Those of the others are smaller and their scores
  /// nearer to 0, which would look like a trend.
  package var wholeSteps: [Int] {
    (0..<cube.steps).filter {
      cube.window(endingAt: $0, previous: previousSteps).count == previousSteps + 1
    }
  }

  /// The standard scores of an area in some steps, those that it has.
  package func series(of area: Int, in steps: [Int]? = nil) -> [Double] {
    (steps ?? Array(0..<cube.steps)).compactMap { z(area, $0) }
  }
}

/// What the scores of a cube's bins sum over rows of the weights.
private struct StepRows {
  let weights: SpatialWeights
  /// Σ w and Σ w² of each row.
  let totals: [Double]
  let squares: [Double]

  init(_ weights: SpatialWeights) {
    self.weights = weights
    totals = (0..<weights.count).map { row in
      weights.row(of: row).reduce(0) { $0 + weights.weights[$1] }
    }
    squares = (0..<weights.count).map { row in
      weights.row(of: row).reduce(0) { $0 + weights.weights[$1] * weights.weights[$1] }
    }
  }

  func sums(_ values: ArraySlice<Double>) -> [Double] {
    (0..<weights.count).map { area in
      weights.row(of: area).reduce(0) {
        $0 + weights.weights[$1] * values[values.startIndex + Int(weights.neighbours[$1])]
      }
    }
  }

  func score(_ area: Int, sum: Double, steps: Int, _ moments: ValueMoments) -> Result<
    LocalScore, NoStatistic
  > {
    Result { () throws(NoStatistic) in
      guard !weights.isIsland(area) else { throw .noNeighbours }
      let count = Double(steps)
      return try RowSum(
        sum: sum, weight: count * totals[area], squares: count * squares[area]
      ).drawn(from: moments.count, mean: moments.mean, meanSquare: moments.meanSquare)
    }
  }
}
