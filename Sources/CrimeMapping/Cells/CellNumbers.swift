import Areas
import Geometry
import Hotspots
import Records

/// What each unit of a study counts: incidents, what they weigh, people, and rates of both.
struct CellNumbers: Sendable {
  let counts: [Int]
  /// The harm of each unit's incidents; `nil` where each counts for one.
  let harm: [Double]?
  let denominator: CellDenominator?
  let bayes: EmpiricalBayes?

  init(_ units: StudyUnits, _ incidents: StudyIncidents, _ denominator: CellDenominator?) {
    let lattice = units.lattice
    let counts = lattice.counts(ofUnits: units.units)
    self.counts = counts
    harm = incidents.weights.map { lattice.sums(ofUnits: units.units, weights: $0) }
    self.denominator = denominator
    bayes = denominator.flatMap {
      EmpiricalBayes(counts: counts.map { Double($0) }, population: $0.values)
    }
  }

  /// What is weighed: incidents, or their harm.
  func amount(of unit: Int) -> Double { harm?[unit] ?? Double(counts[unit]) }

  /// Incidents for each of the population; `nil` without one.
  func rate(of unit: Int) -> Double? {
    guard let population = denominator?.values[unit], population > 0 else { return nil }
    return amount(of: unit) / population
  }

  func bayesRate(of unit: Int) -> Double? {
    denominator.flatMap { bayes?.rate(count: Double(counts[unit]), population: $0.values[unit]) }
  }

  /// What the statistic is of; `nil` for a unit without such a number.
  func value(
    of unit: Int, _ value: CellQuestion.Value, for statistic: LocalStatistic?, ground: Double
  ) -> Double? {
    switch value {
    case .count: return amount(of: unit)
    case .density: return ground > 0 ? amount(of: unit) / ground * 1e6 : nil
    case .rate:
      guard case .moran = statistic else { return bayesRate(of: unit).map { $0 * 1_000 } }
      return denominator.flatMap {
        bayes?.standardised(count: Double(counts[unit]), population: $0.values[unit])
      }
    }
  }
}

/// How many of a measure, such as residents, each unit has.
struct CellDenominator: Sendable {
  let values: [Double]
  let layer: String
  let measure: String
  let year: Int
  /// Whether the measure of each area was spread evenly over it, to be counted in other units.
  let isSpread: Bool
  let sources: [ImportBatch]

  /// - Throws: when the store has no such denominator.
  init(
    layer: String, measure: String, of units: StudyUnits, by maker: SurfaceMaker
  ) throws(StudyError) {
    let population = try Self.population(layer, measure, maker)
    self.layer = layer
    self.measure = measure
    (year, sources) = (population.year, population.sources)
    guard let areas = units.areas, units.layer?.name == layer else {
      isSpread = true
      values = units.lattice.sums(
        of: population.points.points, weights: population.points.weights)
      return
    }
    isSpread = false
    let known = maker.data.denominators.filter {
      $0.layer == layer && $0.measure == measure && $0.year == population.year
    }
    let byCode = Dictionary(known.map { ($0.code, $0.value) }, uniquingKeysWith: { a, _ in a })
    // Only incidents in the study area are counted, so only the people there count too.
    values = areas.indices.map { (byCode[areas[$0].code] ?? 0) * units.lattice.share(of: $0) }
  }

  /// As for surfaces, with the parameters of this question to blame.
  private static func population(
    _ layer: String, _ measure: String, _ maker: SurfaceMaker
  ) throws(StudyError) -> Population {
    do {
      return try maker.population(layer: layer, measure: measure)
    } catch {
      switch error {
      case .unknownLayer(_, let name, let present):
        throw .unknownLayer(parameter: "denominator-layer", name: name, present: present)
      case .noDenominator: throw .refused(parameter: "measure", reason: error.sentence())
      default: throw error
      }
    }
  }
}
