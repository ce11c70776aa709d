import Areas
import Records

extension RatesStudy {
  /// What a reader of rates must know.
  func caveats() -> [Caveat] {
    let denominators = ground.denominators
    var caveats: [Caveat] = []
    if denominators.measure == "residents" { caveats.append(.residentsAsDenominator) }
    let years = scope.months.lowerBound.year...scope.months.upperBound.year
    if !years.contains(denominators.year) {
      caveats.append(
        .denominatorOfAnotherYear(denominators.year, measure: ground.measure, years: years))
    }
    if denominators.way == .spread {
      caveats.append(.evenlySpread(measure: ground.measure, layer: denominators.source))
    }
    let unknown = scope.areas.filter { ground.exposure(of: $0) == nil }
    if !unknown.isEmpty {
      caveats.append(
        .withoutDenominator(
          unknown.map { scope.layer.areas[$0].name }, measure: ground.measure))
    }
    if scope.areas.contains(where: { ground.tallies[$0].count < 10 }) {
      caveats.append(.smallRates)
    }
    if isAnnual, scope.observedDays(in: data) < 330 { caveats.append(.partOfAYear) }
    return caveats
  }
}

extension Caveat {
  static let residentsAsDenominator = Caveat(
    "residents-as-denominator",
    """
    Residents are not all who are at risk: town centres, retail parks, stations and campuses have high rates \
    because few live where many go. There, compare premises, street length or the counts themselves.
    """)

  static func denominatorOfAnotherYear(
    _ year: Int, measure: String, years: ClosedRange<Int>
  ) -> Caveat {
    let span =
      years.count == 1 ? "\(years.lowerBound)" : "\(years.lowerBound) to \(years.upperBound)"
    return Caveat(
      "denominator-year",
      "The \(measure) are those of \(year), the nearest year in the store; the incidents are of \(span)."
    )
  }

  static func withoutDenominator(_ names: [String], measure: String) -> Caveat {
    let more = names.count > 5 ? " and \(names.count - 5) more" : ""
    return Caveat(
      "no-denominator",
      "The \(measure) of \(names.prefix(5).joined(separator: ", "))\(more) are not known: no rate is told."
    )
  }

  static let smallRates = Caveat(
    "small-numbers",
    "Rates from fewer than 10 incidents are marked: they change much by chance from one year to the next."
  )

  static let partOfAYear = Caveat(
    "part-of-a-year",
    "Rates for a year are worked out from less than one: what is usual in other seasons is not in them."
  )
}
