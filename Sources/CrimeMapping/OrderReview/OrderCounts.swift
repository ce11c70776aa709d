import Evidence
import Records

/// The incidents of one behaviour that an order names, where and when a review compares them.
struct OrderCounts: Sendable {
  /// The restriction's own words, or those of all together.
  let name: String
  /// `nil` for all restrictions together.
  let restriction: PublicSpacesOrder.Restriction?
  /// All incidents of the behaviour in the layer, at any time.
  let everywhere: Tally
  private let before: [OrderPlaces.Part: Tally]
  private let during: [OrderPlaces.Part: Tally]
  let beforeEverywhere: Tally
  let duringEverywhere: Tally
  /// Those in the order's area in any month.
  let inside: Tally

  init(
    _ name: String, _ restriction: PublicSpacesOrder.Restriction?, _ tally: Tally,
    places: OrderPlaces, periods: InterventionPeriods, in data: StudyData
  ) {
    self.name = name
    self.restriction = restriction
    everywhere = tally
    func during(_ list: [Month]) -> Tally {
      let months = Set(list)
      return tally.filter { months.contains(data.incidents.months[Int($0)]) }
    }
    beforeEverywhere = during(periods.before)
    duringEverywhere = during(periods.after)
    before = places.parts(of: beforeEverywhere, in: data)
    self.during = places.parts(of: duringEverywhere, in: data)
    inside = places.parts(of: tally, in: data)[.order]
  }

  func before(_ place: OrderPlace) -> Tally { before[place] }
  func during(_ place: OrderPlace) -> Tally { during[place] }
}

/// How a count changed between two periods, told with what it was made from.
struct OrderChange: Sendable {
  let before: Tally
  let during: Tally
  let ratio: RateRatio
  let confidence: Double

  init(_ before: Tally, _ during: Tally, _ periods: InterventionPeriods, confidence: Double) {
    self.before = before
    self.during = during
    self.confidence = confidence
    ratio = RateRatio(
      before: .init(before.count, in: periods.daysBefore),
      after: .init(during.count, in: periods.daysAfter))
  }

  var tallies: [Tally] { [before, during] }

  var ratioCell: Cell {
    .attempt(from: tallies) { () throws(Undefined) in
      .number(try ratio.value(), decimals: 2, from: tallies)
    }
  }

  var intervalCell: Cell {
    .attempt(from: tallies) { () throws(Undefined) in
      .interval(try ratio.interval(confidence: confidence), .decimals(2), from: tallies)
    }
  }

  /// "fell from 40 to 20 (ratio 0.50, 0.28 to 0.87): unlikely to be noise"
  func words(_ finding: ChangeFinding) -> Sentence {
    let verb =
      switch finding.direction {
      case .rose: "rose"
      case .fell: "fell"
      case .unchanged: "stayed the same"
      }
    return """
      \(.text(verb, from: tallies)) from \(.count(before)) to \(.count(during)) (ratio of the rates \
      \(ratioCell), \(intervalCell)): \(.text(finding.verdict.rawValue, from: tallies))
      """
  }
}
