import Evidence
import Probability
import RealModule

/// Monthly counts made up to a known truth.
struct PretendedSeries {
  var months = 48
  /// Per month of mean length.
  var mean = 40.0
  /// Variance of a count over its mean.
  var scatter = 1.0
  /// How many times the level a year later.
  var growth = 1.0
  /// How far the season rises above the mean month, as a share.
  var wave = 0.3
  /// The likeness of neighbouring months' logarithms, whose standard deviation is `drift`.
  var likeness = 0.0
  var drift = 0.0
  /// (from which month, how many times the level).
  var step: (month: Int, ratio: Double)? = nil
  var gaps: Set<Int> = []

  static let start = 2_020 * 12

  static func days(_ ordinal: Int) -> Double {
    [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][ordinal % 12]
  }

  func level(_ month: Int) -> Double {
    let angle = 2 * Double.pi * Double((Self.start + month) % 12) / 12
    let season = Double.exp(wave * Double.sin(angle))
    let jump = step.map { month >= $0.month ? $0.ratio : 1 } ?? 1
    let days = Self.days(Self.start + month) / MonthlyCounts.meanDays
    return mean * jump * season * days * Double.exp(Double.log(growth) * Double(month) / 12)
  }

  func series(_ replicate: Int) -> MonthlyCounts {
    var random = SimulationKey(seed: 11, method: .calibration).generator(replicate: replicate)
    var state = drift * random.standardNormal()
    var result: [MonthlyCounts.Month] = []
    for month in 0..<months {
      let count = random.scattered(
        mean: level(month) * Double.exp(state - drift * drift / 2), scatter: scatter)
      state =
        likeness * state + drift * (1 - likeness * likeness).squareRoot()
        * random.standardNormal()
      if gaps.contains(month) { continue }
      let ordinal = Self.start + month
      result.append(.init(ordinal, days: Self.days(ordinal), count: Double(count)))
    }
    return MonthlyCounts(result)
  }
}

extension RandomNumberGenerator {
  /// A negative binomial count with variance scatter · mean; Poisson where scatter is 1.
  mutating func scattered(mean: Double, scatter: Double) -> Int {
    guard scatter > 1 else { return poisson(mean: mean) }
    return poisson(mean: gamma(shape: mean / (scatter - 1)) * (scatter - 1))
  }

  /// Marsaglia and Tsang (2000).
  private mutating func gamma(shape: Double) -> Double {
    guard shape >= 1 else {
      let power = Double.pow(1 - uniform(), 1 / shape)
      return gamma(shape: shape + 1) * power
    }
    let d = shape - 1.0 / 3
    let c = 1 / (9 * d).squareRoot()
    while true {
      let x = standardNormal()
      let v = 1 + c * x
      guard v > 0 else { continue }
      let cube = v * v * v
      if Double.log(1 - uniform()) < 0.5 * x * x + d - d * cube + d * Double.log(cube) {
        return d * cube
      }
    }
  }
}
