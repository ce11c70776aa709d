/// The mean and the variance of draws, and the error to expect of them.
struct Moments {
  let mean: Double
  let variance: Double
  private let count: Double

  init(count: Int, draw: () -> Double) {
    var (sum, squares) = (0.0, 0.0)
    for _ in 0..<count {
      let value = draw()
      sum += value
      squares += value * value
    }
    self.count = Double(count)
    mean = sum / self.count
    variance = squares / self.count - mean * mean
  }

  /// Whether both lie within four standard errors of what they should be; at a fixed seed this says
  /// once and for all whether they do, and would fail one right generator in 8,000.
  func agree(mean expectedMean: Double, variance expectedVariance: Double, kurtosis: Double) -> Bool
  {
    let meanError = (expectedVariance / count).squareRoot()
    let varianceError = expectedVariance * ((kurtosis - 1) / count).squareRoot()
    return abs(mean - expectedMean) <= 4 * meanError
      && abs(variance - expectedVariance) <= 4 * varianceError
  }
}
