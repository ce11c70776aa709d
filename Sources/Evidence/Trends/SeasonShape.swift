import RealModule

/// How a year goes, as terms of a regression.
package enum SeasonShape: Hashable, Sendable {
  case none
  /// Sines and cosines of one, two, … turns a year.
  case waves(Int)
  /// A level for every calendar month.
  case months

  /// What a series can tell: nothing of seasons below 18 months observed or two years spanned, one wave below 36
  /// months, two from then on. The rule looks at the length alone, not at the counts, so it biases no interval.
  package static func automatic(for series: MonthlyCounts) -> SeasonShape {
    if series.months.count < 18 || series.span < 24 { return .none }
    return .waves(series.months.count < 36 ? 1 : 2)
  }

  /// In words.
  package var description: String {
    switch self {
    case .none: "no season"
    case .waves(1): "one wave a year"
    case .waves(let count): "\(count) waves a year"
    case .months: "a level for every calendar month"
    }
  }

  /// How alike the values of a term are from month to month.
  static func likeness(of term: String) -> Double {
    for wave in 1...6 where term.hasPrefix("season: ") && term.hasSuffix("ine \(wave)") {
      return Double.cos(2 * Double.pi * Double(wave) / 12)
    }
    return term.hasPrefix("season: ") ? -1.0 / 11 : 1
  }

  func terms(_ ordinals: [Int]) -> [ModelTerm] {
    switch self {
    case .none: return []
    case .waves(let count):
      return (1...count).flatMap { wave in
        let angles = ordinals.map { 2 * Double.pi * Double(wave * ($0 % 12)) / 12 }
        return [
          ModelTerm("season: sine \(wave)", angles.map { Double.sin($0) }),
          ModelTerm("season: cosine \(wave)", angles.map { Double.cos($0) }),
        ].prefix(wave == 6 ? 1 : 2)
      }
    case .months:
      // Contrasts that sum to 0 over the year, so that the level is that of a mean month.
      return (0..<11).map { calendar in
        ModelTerm(
          "season: month \(calendar + 1)",
          ordinals.map { $0 % 12 == calendar ? 1 : $0 % 12 == 11 ? -1 : 0 })
      }
    }
  }
}

/// A date from which a series has another level for a reason known beforehand.
package struct KnownBreak: Hashable, Sendable {
  /// The first month of the new level, in months since January of the year 0.
  package let ordinal: Int
  /// Such as "recording inspection".
  package let name: String

  package init(_ ordinal: Int, _ name: String) {
    self.ordinal = ordinal
    self.name = name
  }
}
