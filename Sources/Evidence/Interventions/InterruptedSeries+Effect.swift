import RealModule

extension InterruptedSeries {
  /// By what factor the level changed in the month it began.
  package func levelRatio(confidence: Double = 0.95) -> Estimate {
    exponential(regression.estimate(of: "level", confidence: confidence, errors))
  }

  /// By what factor a month each month after differs more than the trend before; `nil` where it was not asked.
  package func slopeRatio(confidence: Double = 0.95) -> Estimate? {
    guard shape == .levelAndSlope else { return nil }
    return exponential(regression.estimate(of: "slope", confidence: confidence, errors))
  }

  private func exponential(_ log: Estimate) -> Estimate {
    Estimate(
      Double.exp(log.value),
      Interval(
        Double.exp(log.interval.low), Double.exp(log.interval.high),
        confidence: log.interval.confidence, method: log.interval.method))
  }

  /// What the months after were expected to count had the course before gone on, with the interval of that
  /// expectation; one for each of them.
  package func counterfactual(confidence: Double = 0.95) -> [Estimate] {
    afterPlaces.map {
      regression.mean(
        at: row($0, changed: false), exposure: months[$0].days, confidence: confidence, errors)
    }
  }

  /// What the model expects of every month, with the change.
  package var fitted: [Double] { regression.means }

  /// The months after.
  package var after: [Month] { afterPlaces.map { months[$0] } }

  private var afterPlaces: [Int] { months.indices.filter { months[$0].index >= start } }

  private func row(_ place: Int, changed: Bool) -> [Double] {
    regression.model.terms.map {
      !changed && ($0.name == "level" || $0.name == "slope") ? 0 : $0.values[place]
    }
  }

  /// What the months after counted, over what they were expected to: the change of level and slope together.
  ///
  /// Its interval is that of the logarithm, by the delta method.
  package func averageRatio(confidence: Double = 0.95) -> Estimate {
    let (with, without) = (total(changed: true), total(changed: false))
    let gradient = zip(with.gradient, without.gradient).map {
      $0 / with.sum - $1 / without.sum
    }
    let error = max(0, regression.covariance(errors).quadraticForm(gradient)).squareRoot()
    let (quantile, method) = regression.reference(confidence, errors)
    let (ratio, spread) = (with.sum / without.sum, Double.exp(quantile * error))
    return Estimate(
      ratio,
      Interval(ratio / spread, ratio * spread, confidence: confidence, method: method))
  }

  /// Incidents after, less those expected had the course before gone on; negative where fewer were counted.
  package func excess(confidence: Double = 0.95) -> Estimate {
    let (with, without) = (total(changed: true), total(changed: false))
    let gradient = zip(with.gradient, without.gradient).map { $0 - $1 }
    let error = max(0, regression.covariance(errors).quadraticForm(gradient)).squareRoot()
    let (quantile, method) = regression.reference(confidence, errors)
    let value = with.sum - without.sum
    return Estimate(
      value,
      Interval(
        value - quantile * error, value + quantile * error, confidence: confidence,
        method: method))
  }

  /// What is expected of the months after together, and how it moves with each coefficient.
  private func total(changed: Bool) -> (sum: Double, gradient: [Double]) {
    var gradient = [Double](repeating: 0, count: regression.coefficients.count)
    var sum = 0.0
    for place in afterPlaces {
      let row = row(place, changed: changed)
      let log = zip(row, regression.coefficients).reduce(0) { $0 + $1.0 * $1.1 }
      let mean = months[place].days * Double.exp(log)
      sum += mean
      for term in row.indices { gradient[term] += mean * row[term] }
    }
    return (sum, gradient)
  }
}
