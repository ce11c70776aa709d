import RealModule

extension CountModel {
  /// Twice the log-likelihood lost against fitting every count exactly (McCullagh and Nelder 1989, §2.3).
  func deviance(_ means: [Double], theta: Double?) -> Double {
    counts.indices.reduce(0) { $0 + weights[$1] * deviance(of: $1, means, theta: theta) }
  }

  /// What one observation of weight 1 adds to the deviance; not negative.
  func deviance(of i: Int, _ means: [Double], theta: Double?) -> Double {
    let (y, mean) = (counts[i], means[i])
    let gain = y > 0 ? y * Double.log(y / mean) : 0
    guard let theta else { return max(0, 2 * (gain - (y - mean))) }
    return max(0, 2 * (gain - (y + theta) * Double.log(onePlus: (y - mean) / (mean + theta))))
  }

  /// The log-likelihood at the means.
  func logLikelihood(_ means: [Double], theta: Double?) -> Double {
    counts.indices.reduce(0) { sum, i in
      let (y, mean) = (counts[i], means[i])
      let poisson = y * Double.log(mean) - mean - Double.logGamma(y + 1)
      guard let theta else { return sum + weights[i] * poisson }
      let value =
        Double.logGamma(y + theta) - Double.logGamma(theta) - Double.logGamma(y + 1)
        - theta * Double.log(onePlus: mean / theta) + y * Double.log(mean / (mean + theta))
      return sum + weights[i] * value
    }
  }
}
