package import Records

/// What a fictional force is made from.
package struct ForceParameters: Hashable, Sendable {
  /// How finely the incidents say when and where they happened.
  package enum Times: String, Hashable, Sendable, CaseIterable {
    /// Times to the second, positions to a tenth of a metre.
    case exact
    /// Only the month, and positions moved to anonymisation points, as police.uk publishes.
    case monthOnly = "month-only"
  }

  package let seed: UInt64
  package let firstMonth: Month
  package let months: Int
  package let times: Times
  /// The expected number of incidents of all offences in a month of average length and season.
  package let incidentsPerMonth: Double

  /// Two years from January 2023 of a force like Cheshire's, unless told otherwise.
  ///
  /// Fewer incidents a month leave fewer in each planted hotspot: by default each expects at least
  /// 50 of anti-social behaviour in two years.
  package init(
    seed: UInt64, firstMonth: Month = Month(ordinal: 2023 * 12), months: Int = 24,
    times: Times = .exact, incidentsPerMonth: Double = 7_500
  ) {
    precondition(months > 0, "a force is watched for at least one month")
    precondition(
      incidentsPerMonth > 0 && incidentsPerMonth <= 1e6, "a month has up to a million incidents")
    self.seed = seed
    self.firstMonth = firstMonth
    self.months = months
    self.times = times
    self.incidentsPerMonth = incidentsPerMonth
  }
}

/// What a stream of random numbers is for; each purpose has its own, so that none disturbs another.
enum RandomPurpose: UInt64 {
  case sites, names, anonymisation, planting, incidents
}
