/// How many incidents make a dense place, both ways: as a number and as a rate.
package struct ClusterSize: Hashable, Sendable {
  package let least: Int
  /// The same for a year.
  package let perYear: Double
  /// The years that incidents near each other are counted over.
  package let years: Double
  package let rule: Rule

  package enum Rule: String, Hashable, Sendable {
    case given
    case perYear = "per year"
    /// The rate asked for makes fewer than three in the period.
    case leastOfThree = "at least three"
    case standard = "default of the method"
  }

  /// - Parameter observedDays: the days of the period for which there is data.
  init(_ question: ClusterQuestion, observedDays: Double) {
    // Incidents near in time lie up to so many days before and after.
    let days =
      question.method == .spaceTime ? min(observedDays, 2 * question.days) : observedDays
    years = days / 365.25
    switch (question.least, question.perYear) {
    case (let given?, _):
      (least, rule) = (given, .given)
    case (nil, nil) where question.method == .nnh:
      (least, rule) = (10, .standard)
    case (nil, let perYear):
      // A billionth less, so that twelve a year in a year are twelve.
      let asked = ((perYear ?? 12) * years - 1e-9).rounded(.up)
      (least, rule) = asked < 3 ? (3, .leastOfThree) : (Int(min(asked, 1e9)), .perYear)
    }
    perYear = years > 0 ? Double(least) / years : 0
  }
}
