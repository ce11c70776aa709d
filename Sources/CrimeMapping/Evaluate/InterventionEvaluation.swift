import Evidence
import Records

/// What counts in the places of an intervention say: differences, ratios, series, mixtures and checks.
///
/// Everything that is told of one kind of incident. It is made from tallies, months and what the user declared,
/// so that any study with a target, a control and months can use it.
struct InterventionEvaluation: Sendable {
  let places: InterventionPlaces
  let periods: InterventionPeriods
  let confidence: Double
  let declared: Declared

  let counts: InterventionCounts
  let weights: InterventionWeights
  let dispersion: MonthlyDispersion?
  let local: WeightedDisplacementDifference
  let displacement: WeightedDisplacementDifference?
  let total: WeightedDisplacementDifference
  let effect: Result<RelativeEffect, Undefined>
  let trends: Result<ParallelTrends, Undefined>
  let series: Result<InterruptedSeries, Undefined>
  let restSeries: Result<InterruptedSeries, Undefined>
  let mixture: Result<SyntheticControl, Undefined>

  /// What the data cannot show and the user may know.
  struct Declared: Sendable {
    var areaWasFixed: Bool?
    var concurrent: [String]?
    var recording: [String] = []
    /// How many comparisons stand beside this one.
    var comparisons = 1
  }

  init(
    _ places: InterventionPlaces, _ periods: InterventionPeriods, confidence: Double,
    declared: Declared
  ) {
    self.places = places
    self.periods = periods
    self.confidence = confidence
    self.declared = declared
    counts = InterventionCounts(
      target: Self.counts(places.target, periods), control: Self.counts(places.control, periods),
      ring: places.ring.map { Self.counts($0, periods) },
      ringControl: places.ring == nil ? nil : places.ringControl.map { Self.counts($0, periods) })
    weights = Self.weights(places, periods)
    let dispersion = Self.dispersion(places, periods)
    self.dispersion = dispersion
    let factor = dispersion?.value ?? 1
    local = .local(counts, weights: weights).widened(by: factor)
    displacement = (try? WeightedDisplacementDifference.displacement(counts, weights: weights))?
      .widened(by: factor)
    total = .total(counts, weights: weights).widened(by: factor)
    let (target, control) = (counts.target, counts.control)
    effect = Result { () throws(Undefined) in
      try RelativeEffect(target: target, control: control, dispersion: factor)
    }
    trends = Result { () throws(Undefined) in
      try ParallelTrends(
        target: places.target.counts(of: periods.history),
        control: places.control.counts(of: periods.history),
        months: periods.history.map { Int($0.ordinal) })
    }
    series = Self.series(places.target, periods)
    restSeries = Self.series(places.rest, periods)
    mixture = Self.mixture(places, periods)
  }

  private static func counts(
    _ place: PlaceTallies, _ periods: InterventionPeriods
  ) -> BeforeAfter {
    BeforeAfter(place.tally(of: periods.before).count, place.tally(of: periods.after).count)
  }

  /// Periods of unequal length are brought to that after; a leap day is no inequality.
  private static func weights(
    _ places: InterventionPlaces, _ periods: InterventionPeriods
  ) -> InterventionWeights {
    let ratio = periods.daysBefore / periods.daysAfter
    return InterventionWeights(
      before: abs(ratio - 1) <= 0.01 ? 1 : ratio, control: places.controlWeight,
      ringControl: places.controlWeight)
  }

  private static func dispersion(
    _ places: InterventionPlaces, _ periods: InterventionPeriods
  ) -> MonthlyDispersion? {
    try? MonthlyDispersion(
      periods: [periods.before, periods.after].map { months in
        [places.target, places.control].map { $0.counts(of: months) }
      })
  }

  private static func series(
    _ place: PlaceTallies, _ periods: InterventionPeriods
  ) -> Result<InterruptedSeries, Undefined> {
    let months = periods.series.map {
      InterruptedSeries.Month(
        index: Int($0.ordinal), count: place.tally(of: $0).count,
        days: InterventionPeriods.days($0))
    }
    let start = Int(periods.later[0].ordinal)
    return Result { () throws(Undefined) in
      try InterruptedSeries(
        months: months, start: start,
        shape: .fitting(
          monthsBefore: periods.history.count, monthsAfter: periods.later.count),
        hasSeason: months.count >= 24)
    }
  }

  /// The donors most like the target before, so that few months are not copied by many areas.
  static let mostDonors = 20

  private static func mixture(
    _ places: InterventionPlaces, _ periods: InterventionPeriods
  ) -> Result<SyntheticControl, Undefined> {
    func perDay(_ place: PlaceTallies) -> [Double] {
      periods.series.map {
        Double(place.tally(of: $0).count) / InterventionPeriods.days($0)
      }
    }
    let donors = places.donors.ranked.prefix(mostDonors).map { places.donors.tallies[$0] }
    return Result { () throws(Undefined) in
      try SyntheticControl(
        target: perDay(places.target), donors: donors.map(perDay),
        monthsBefore: periods.history.count)
    }
  }

  /// How much of the change moved to the ring or spread to it; only where the target fell.
  var quotient: Result<WeightedDisplacementQuotient, Undefined> {
    guard let ring = counts.ring else {
      return .failure(Undefined("no displacement ring was drawn"))
    }
    let (target, control) = (counts.target, counts.control)
    return Result { () throws(Undefined) in
      try WeightedDisplacementQuotient(target: target, ring: ring, control: control)
    }
  }
}
