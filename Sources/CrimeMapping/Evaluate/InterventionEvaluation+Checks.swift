import Areas
import Evidence
import Records

extension InterventionEvaluation {
  /// All checks, in their order.
  var checks: [ValidityCheck] {
    periodChecks + comparisonChecks + groundChecks + statisticsChecks + recordingChecks
      + powerChecks + seriesChecks
  }

  var verdict: Verdict { Verdict(interval: local.interval(confidence: 0.95), checks: checks) }

  private var periodChecks: [ValidityCheck] {
    [
      .equalPeriods(
        daysBefore: periods.daysBefore, daysAfter: periods.daysAfter,
        isWeighted: weights.before != 1),
      .sameSeason(
        monthsBefore: periods.before.map(\.month), monthsAfter: periods.after.map(\.month)),
    ]
  }

  private var comparisonChecks: [ValidityCheck] {
    let title = "Target and control went the same way before"
    let parallel: ValidityCheck
    switch trends {
    case .success(let trends):
      parallel = .parallelTrends(
        trends, monthsApart: periods.monthsApart, effect: (try? effect.get())?.ratio)
    case .failure(let why):
      parallel = ValidityCheck(
        .parallelTrends, title, .notChecked, "Not known: \(why.reason).")
    }
    return [parallel, level, history, selection, .areaFixedBefore(declared.areaWasFixed)]
  }

  private var level: ValidityCheck {
    .similarLevel(
      target: counts.target.before,
      control: Int((Double(counts.control.before) / places.controlWeight).rounded()))
  }

  /// The months before against earlier ones of the same names.
  private var history: ValidityCheck {
    let pairs = earlierPairs
    guard pairs.count >= 6 else {
      return ValidityCheck(
        .regressionToTheMean, "The target was not unusually high before", .notChecked,
        "Not known: there are fewer than 6 earlier months of the same names to compare with.")
    }
    func compared(_ place: PlaceTallies) -> BeforeAfter {
      BeforeAfter(
        place.tally(of: pairs.map(\.earlier)).count, place.tally(of: pairs.map(\.before)).count)
    }
    return .ownHistory(
      target: compared(places.target), control: compared(places.control),
      dispersion: dispersion?.value ?? 1)
  }

  private var earlierPairs: [(earlier: Month, before: Month)] {
    var open = Set(periods.earlier)
    var pairs: [(earlier: Month, before: Month)] = []
    for month in periods.before {
      guard let match = open.filter({ $0.month == month.month }).max() else { continue }
      open.remove(match)
      pairs.append((match, month))
    }
    return pairs
  }

  /// The target among the areas it could have been chosen from.
  private var selection: ValidityCheck {
    let title = "Choosing a high place does not explain the change"
    let others = places.donors.ranked.map {
      places.donors.tallies[$0].tally(of: periods.before).count
    }
    do throws(Undefined) {
      let regression = try RegressionToTheMean(
        count: counts.target.before, among: others + [counts.target.before])
      return .selection(regression, observedChange: local.value)
    } catch {
      return ValidityCheck(
        .regressionToTheMean, title, .notChecked, "Not known: \(error.reason).")
    }
  }

  private var groundChecks: [ValidityCheck] {
    let ground = places.ground
    let overlap = ValidityCheck.noOverlap(
      shared: ground.largestOverlap, controlTouchesRing: ground.controlTouchesRing)
    guard let displacement else { return [overlap] }
    guard let ring = counts.ring, let control = counts.ringControl else {
      return [overlap, .spillOver(displacement)]
    }
    return [
      overlap,
      .similarRing(
        ring: ring.before, control: Double(control.before) / places.controlWeight),
      .spillOver(displacement),
    ]
  }

  private var statisticsChecks: [ValidityCheck] {
    guard let dispersion else {
      return [
        ValidityCheck(
          .dispersion, "Months vary no more than the errors say", .notChecked,
          "There are too few months to see how they vary.")
      ]
    }
    return [.dispersion(dispersion, of: local)]
  }

  private var recordingChecks: [ValidityCheck] {
    let restricted = ClosedRange(uncheckedBounds: (Month.firstRestricted, .lastRestricted))
    let known = ValidityCheck.recordingEvents(
      declared.recording, restrictedBefore: periods.before.contains { restricted.contains($0) },
      restrictedAfter: periods.after.contains { restricted.contains($0) })
    switch restSeries {
    case .success(let series):
      return [known, .recordingStep(series), .concurrent(declared.concurrent)]
    case .failure(let why):
      return [
        known,
        ValidityCheck(
          .recording, "Recording elsewhere did not jump at the start", .notChecked,
          "Not known: \(why.reason)."), .concurrent(declared.concurrent),
      ]
    }
  }

  private var powerChecks: [ValidityCheck] {
    [
      .smallestCount(local),
      .power(local, base: Double(counts.target.before) / weights.before),
      .multiplicity(tests: declared.comparisons, isAdjusted: true),
    ]
  }

  private var seriesChecks: [ValidityCheck] {
    switch series {
    case .success(let series): [.autocorrelation(series)]
    case .failure(let why):
      [
        ValidityCheck(
          .autocorrelation, "Neighbouring months are independent of each other", .notChecked,
          "Not known: \(why.reason).")
      ]
    }
  }
}

extension Month {
  /// Between these months public life was restricted in England (March 2020 to July 2021).
  static let firstRestricted = Month(ordinal: 2020 * 12 + 2)
  static let lastRestricted = Month(ordinal: 2021 * 12 + 6)
}
