import Areas
import Evidence
import Records

/// What rates are made of: incidents and people of each area of a layer.
struct RateGround: Sendable {
  let layer: AreaLayer
  /// For each area of the layer its incidents.
  let tallies: [Tally]
  let denominators: AreaDenominators
  /// By how many years the people are multiplied; 1 where a rate is for the period.
  let years: Double
  let confidence: Double

  /// For how many of the measure a rate is told.
  static let per = 1_000.0

  /// The people, times years, of an area.
  func exposure(of area: Int) -> Double? {
    denominators.values[area].flatMap { $0 > 0 ? $0 * years : nil }
  }

  /// The areas that have a denominator.
  var known: [Int] { layer.areas.indices.filter { exposure(of: $0) != nil } }

  func tally(of areas: [Int], _ offences: OffenceSelection?, in data: StudyData) -> Tally {
    let all = Tally(areas.flatMap { tallies[$0].incidents })
    return offences.map { all.of($0, in: data) } ?? all
  }

  /// The rate of some areas together.
  /// - Throws: where one has no denominator.
  func rate(of areas: [Int], _ tally: Tally) throws(Undefined) -> Rate {
    try Rate(tally.count, of: try exposure(of: areas), per: Self.per, confidence: confidence)
  }

  func exposure(of areas: [Int]) throws(Undefined) -> Double {
    var sum = 0.0
    for area in areas {
      guard let exposure = exposure(of: area) else {
        throw Undefined("the \(denominators.measure) of \(layer.areas[area].name) are not known")
      }
      sum += exposure
    }
    return sum
  }

  /// The measure in words, such as "residents" or "street km".
  var measure: String { denominators.measure.replacing("-", with: " ") }
}
