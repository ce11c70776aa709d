import Probability
import RealModule

/// Checks that rest on what was counted.
extension ValidityCheck {
  /// V3: target and control went the same way before.
  /// - Parameters:
  ///   - monthsApart: from the middle of the period before to that of the period after.
  ///   - effect: the target's ratio over the control's, where it has one: a drift that could have passed unseen
  ///     must be smaller than it.
  package static func parallelTrends(
    _ trends: ParallelTrends, monthsApart: Double, effect: Double?
  ) -> ValidityCheck {
    let title = "Target and control went the same way before"
    let measure = Measure(
      trends.missedDrift(overMonths: monthsApart),
      "drift between the periods' middles that the test could have missed, as a factor")
    if trends.pValue.value < 0.05 {
      return ValidityCheck(
        .parallelTrends, title, .fail, measure,
        "Target and control were already drifting apart or together before the start.")
    }
    // Where nothing changed there is no effect that a drift could feign.
    let size = effect.flatMap { $0 > 0 ? abs(Double.log($0)) : nil } ?? 0
    return Double.log(measure.value) >= max(size, Double.log(1.1))
      ? ValidityCheck(
        .parallelTrends, title, .warn, measure,
        "No difference of trends was found, but one as large as the change could have passed unseen."
      )
      : ValidityCheck(
        .parallelTrends, title, .pass, measure,
        "No difference of trends was found, and one as large as the change would have been seen.")
  }

  /// V4: the control counts about as much as the target, within a factor of 2 (METHODS §12).
  package static func similarLevel(target: Int, control: Int) -> ValidityCheck {
    let title = "The control is of similar level"
    guard target > 0, control > 0 else {
      return ValidityCheck(
        .regressionToTheMean, title, .fail, "Target or control counts nothing before.")
    }
    let ratio = Double(control) / Double(target)
    let measure = Measure(ratio, "control's level before, over the target's")
    return (0.5...2).contains(ratio)
      ? ValidityCheck(
        .regressionToTheMean, title, .pass, measure,
        "The control counted within a factor of two of the target before.")
      : ValidityCheck(
        .regressionToTheMean, title, .fail, measure,
        "The control's level is beyond a factor of two of the target's: its change in incidents is no guide."
      )
  }

  /// V4: the target was not unusually high, for itself and against the control, when it was chosen.
  /// - Parameters:
  ///   - history: the target's counts, and the control's, in an earlier period and in the one before.
  package static func ownHistory(
    target history: BeforeAfter, control: BeforeAfter, dispersion: Double = 1
  ) -> ValidityCheck {
    let title = "The target was not unusually high before"
    do {
      let effect = try RelativeEffect(target: history, control: control, dispersion: dispersion)
      // A 90 % interval above 1 is a one-sided test at 5 %.
      let estimate = try effect.estimate(confidence: 0.9)
      let measure = Measure(
        estimate.value, "target's level before over its earlier level, against the control's")
      return estimate.interval.low > 1
        ? ValidityCheck(
          .regressionToTheMean, title, .fail, measure,
          "The target stood above its own earlier level: some of a fall is what follows any peak.")
        : ValidityCheck(
          .regressionToTheMean, title, .pass, measure,
          "The target did not stand clearly above its own earlier level.")
    } catch {
      return ValidityCheck(
        .regressionToTheMean, title, .notChecked, "Not known: \(error.reason).")
    }
  }

  /// V4: what selection alone would have changed is small beside what changed.
  package static func selection(
    _ regression: RegressionToTheMean, observedChange: Double
  ) -> ValidityCheck {
    let title = "Choosing a high place does not explain the change"
    let measure = Measure(
      regression.expectedChange, "incidents that the choice of a high place alone would change")
    let isSameWay = regression.expectedChange * observedChange > 0
    let share = isSameWay ? abs(regression.expectedChange) / abs(observedChange) : 0
    switch share {
    case 0.5...:
      return ValidityCheck(
        .regressionToTheMean, title, .fail, measure,
        "Half of the change or more is what a place chosen for its level does by itself.")
    case 0.2...:
      return ValidityCheck(
        .regressionToTheMean, title, .warn, measure,
        "A good part of the change is what a place chosen for its level does by itself.")
    default:
      return ValidityCheck(
        .regressionToTheMean, title, .pass, measure,
        "Little of the change is what a place chosen for its level does by itself.")
    }
  }

  /// V6: the ring's control counts about as much as the ring, within a factor of 2.
  package static func similarRing(ring: Int, control: Double) -> ValidityCheck {
    let title = "The ring's control is of similar level"
    guard ring > 0, control > 0 else {
      return ValidityCheck(
        .noOverlap, title, .warn, "The ring or its control counts nothing before.")
    }
    let ratio = control / Double(ring)
    let measure = Measure(ratio, "level of the ring's control before, over the ring's")
    return (0.5...2).contains(ratio)
      ? ValidityCheck(
        .noOverlap, title, .pass, measure,
        "The ring's control counted within a factor of two of the ring before.")
      : ValidityCheck(
        .noOverlap, title, .warn, measure,
        "The ring's control counts far more or less than the ring: its change in incidents is no guide to it."
      )
  }

  /// V6: nothing moved into the ring, or out of it, as the target changed.
  package static func spillOver(_ displacement: WeightedDisplacementDifference) -> ValidityCheck {
    let title = "The ring kept pace with its control"
    let measure = Measure(
      displacement.value, "incidents by which the ring changed beyond its control")
    // A 90 % interval beyond 0 is a one-sided test at 5 %.
    let interval = displacement.interval(confidence: 0.9)
    if interval.low > 0 {
      return ValidityCheck(
        .noOverlap, title, .warn, measure,
        "The ring rose beyond its control: incidents may have moved, and the total tells more than the target."
      )
    }
    return interval.high < 0
      ? ValidityCheck(
        .noOverlap, title, .pass, measure,
        "The ring fell too: nothing speaks for displacement into it.")
      : ValidityCheck(
        .noOverlap, title, .pass, measure, "The ring did not clearly change beyond its control.")
  }
}
