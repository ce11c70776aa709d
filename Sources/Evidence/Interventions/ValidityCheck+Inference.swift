import RealModule

/// Checks of the statistics themselves.
extension ValidityCheck {
  /// V7: months vary no more than chance, or the errors say so.
  /// - Parameter difference: with errors as they are told.
  package static func dispersion(
    _ dispersion: MonthlyDispersion, of difference: WeightedDisplacementDifference
  ) -> ValidityCheck {
    let title = "Months vary no more than the errors say"
    let measure = Measure(dispersion.value, "variance of the months over that of chance (phi)")
    guard dispersion.value > 1 else {
      return ValidityCheck(
        .dispersion, title, .pass, measure,
        "The months vary no more than chance; nothing was widened.")
    }
    let plain = WeightedDisplacementDifference(terms: difference.terms)
    let lost = !plain.interval().contains(0) && difference.interval().contains(0)
    return lost
      ? ValidityCheck(
        .dispersion, title, .warn, measure,
        "The months vary more than chance: with errors widened for it, the change could be noise.")
      : ValidityCheck(
        .dispersion, title, .pass, measure,
        "The months vary more than chance; the errors are widened for it.")
  }

  /// V8: everything else that is recorded did not jump at the same date.
  /// - Parameter rest: the incidents of the force outside target, ring and control, month by month.
  package static func recordingStep(_ rest: InterruptedSeries) -> ValidityCheck {
    let title = "Recording elsewhere did not jump at the start"
    let level = rest.levelRatio()
    let measure = Measure(level.value, "jump of all other incidents at the start, as a factor")
    guard !level.interval.contains(1) else {
      return ValidityCheck(
        .recording, title, .pass, measure, "All other incidents show no jump at the start.")
    }
    return abs(Double.log(level.value)) > Double.log(1.1)
      ? ValidityCheck(
        .recording, title, .fail, measure,
        "All other incidents jumped at the start: recording or public life changed everywhere.")
      : ValidityCheck(
        .recording, title, .warn, measure,
        "All other incidents show a small jump at the start.")
  }

  /// V10: counts are large enough for the normal distribution, or exact limits are used.
  package static func smallestCount(_ difference: WeightedDisplacementDifference) -> ValidityCheck {
    let title = "The counts are large enough"
    let measure = Measure(Double(difference.smallest), "smallest count")
    switch difference.smallest {
    case 10...:
      return ValidityCheck(
        .countsAndPower, title, .pass, measure, "Every count is large enough for the normal method."
      )
    case 5...:
      return ValidityCheck(
        .countsAndPower, title, .pass, measure,
        "A count is small; the interval comes from exact limits instead of the normal method.")
    default:
      return ValidityCheck(
        .countsAndPower, title, .warn, measure,
        "A count is very small: the interval, from exact limits, says little.")
    }
  }

  /// V10: a change worth having would have been seen.
  /// - Parameter base: the target's count before, of its weight.
  package static func power(
    _ difference: WeightedDisplacementDifference, base: Double
  ) -> ValidityCheck {
    let title = "A change worth having would have been seen"
    guard base > 0 else {
      return ValidityCheck(.countsAndPower, title, .fail, "The target counts nothing before.")
    }
    let measure = Measure(
      difference.detectableChange() / base,
      "smallest change seen four times in five, as a share of the target's count before")
    guard difference.interval().contains(0) else {
      return ValidityCheck(
        .countsAndPower, title, .pass, measure, "The change was large enough to be seen.")
    }
    return measure.value > 0.3
      ? ValidityCheck(
        .countsAndPower, title, .fail, measure,
        "Too little power: even a large change could have passed unseen, so none seen is no proof of none."
      )
      : ValidityCheck(
        .countsAndPower, title, .pass, measure,
        "A change of moderate size would have been seen.")
  }

  /// V12: neighbouring months of the interrupted series are independent once it is fitted.
  package static func autocorrelation(_ series: InterruptedSeries) -> ValidityCheck {
    let title = "Neighbouring months are independent of each other"
    guard let value = series.autocorrelation else {
      return ValidityCheck(
        .autocorrelation, title, .notChecked, "Too few months follow one another to tell.")
    }
    let measure = Measure(value, "correlation of neighbouring residuals")
    return abs(value) <= 2 / Double(series.months.count).squareRoot()
      ? ValidityCheck(
        .autocorrelation, title, .pass, measure, "Neighbouring residuals are not clearly alike.")
      : ValidityCheck(
        .autocorrelation, title, .warn, measure,
        "Neighbouring residuals are alike; the larger of the model's and Newey and West's errors is told."
      )
  }
}
