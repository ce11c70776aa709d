import Probability
import RealModule
import Records

/// How often, when and where the incidents of one offence happen.
///
/// The shares are close to those police.uk published for Cheshire in late 2018; the rest is
/// plausible rather than measured.
struct OffencePattern {
  let code: String
  /// The offence's part of all incidents, before the shares are divided by their sum.
  let share: Double
  /// When the year's peak is: 0 at the start of January, 12 at the end of December.
  var peakSeason = 6.0
  /// How much more than on average happens at the peak, as a share of the average.
  var seasonality = 0.0
  /// The hour of the local clock around which incidents gather, and their spread in hours.
  var peakHour = 16.0
  var hourSpread = 5.0
  /// How many times as many happen on a Friday, Saturday or Sunday as on another day.
  var weekend = 1.0
  /// The part that falls in the middle of towns, and the part spread evenly over the force.
  var coreShare = 0.15
  var ruralShare = 0.12
  /// The part of incidents that is followed by another close by.
  var repeatShare = 0.0

  static let antiSocialBehaviour = 0

  static let all = [
    OffencePattern(
      code: "asb", share: 39, peakSeason: 7, seasonality: 0.25, peakHour: 20, hourSpread: 3.5,
      weekend: 1.35, coreShare: 0.25),
    OffencePattern(
      code: "violence-and-sexual-offences", share: 20, seasonality: 0.06, peakHour: 21,
      weekend: 1.4, coreShare: 0.25),
    OffencePattern(
      code: "public-order", share: 11, peakSeason: 6.5, seasonality: 0.1, peakHour: 20,
      weekend: 1.3, coreShare: 0.3),
    OffencePattern(
      code: "criminal-damage-and-arson", share: 7, peakHour: 21, repeatShare: 0.15),
    OffencePattern(code: "other-theft", share: 5, peakHour: 14, coreShare: 0.25),
    OffencePattern(
      code: "shoplifting", share: 5, peakHour: 14, hourSpread: 2.5, weekend: 0.9,
      coreShare: 0.6, ruralShare: 0.02),
    OffencePattern(
      code: "burglary", share: 3.5, peakSeason: 0, seasonality: 0.2, peakHour: 18,
      coreShare: 0.05, ruralShare: 0.2, repeatShare: 0.15),
    OffencePattern(
      code: "vehicle-offences", share: 3.5, peakSeason: 11, seasonality: 0.1, peakHour: 1,
      ruralShare: 0.2),
    OffencePattern(
      code: "bicycle-theft", share: 1, peakSeason: 7, seasonality: 0.3, peakHour: 15,
      coreShare: 0.4, ruralShare: 0.03),
    OffencePattern(code: "drugs", share: 1.5, peakHour: 19, coreShare: 0.25),
    OffencePattern(code: "other-crime", share: 1.2),
    OffencePattern(code: "weapons", share: 0.5, peakHour: 20, coreShare: 0.25),
    OffencePattern(code: "robbery", share: 0.4, peakHour: 22, weekend: 1.3, coreShare: 0.35),
    OffencePattern(
      code: "theft-from-the-person", share: 0.4, peakHour: 23, weekend: 1.6, coreShare: 0.6,
      ruralShare: 0.02),
  ]
}

extension OffencePattern {
  /// How many times the year's average the month expects.
  func season(of month: Month) -> Double {
    let phase = (Double(month.month) - 0.5 - peakSeason) / 12
    return 1 + seasonality * Double.cos(2 * .pi * phase)
  }

  /// Draws the days of a month.
  func days(of month: Month) -> AliasTable {
    AliasTable(
      weights: (0..<month.dayCount).map { offset in
        [0, 5, 6].contains(WallTime.weekday(of: month.firstDay + offset)) ? weekend : 1
      })
  }

  /// Draws the hours of a day: a bump around the peak, on a floor of a tenth of its height.
  var hours: AliasTable {
    AliasTable(
      weights: (0..<24).map { hour in
        let apart = abs(Double(hour) + 0.5 - peakHour)
        let distance = min(apart, 24 - apart) / hourSpread
        return 0.1 + Double.exp(-distance * distance / 2)
      })
  }
}
