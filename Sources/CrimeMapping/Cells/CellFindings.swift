package import Hotspots
package import Probability
import SpatialIndex

/// What a statistic finds among the units of a study.
package struct CellFindings: Sendable {
  /// The numbers of the units that have a value, ascending; all others are absent from the statistic.
  let units: [Int]
  let weights: SpatialWeights
  let association: LocalAssociation
  let findings: LocalFindings
  /// What each of them and its neighbours are together.
  package let patterns: [LocalPattern]
  /// Moran's I and general G of all units together; a reason in the place of one that has no value.
  let moran: Result<GlobalFinding, NoStatistic>
  let generalG: Result<GlobalFinding, NoStatistic>
  let inference: InferenceTerms
  let test: CellQuestion.Test

  /// A statistic of the study area as a whole.
  package struct GlobalFinding: Sendable {
    package let value: Double
    package let expectation: Double
    package let z: Double?
    package let pValue: PValue?
  }

  /// - Parameter weights: binary, of all units, without themselves.
  /// - Throws: when the simulation would take too long.
  init(
    _ question: CellQuestion, statistic: LocalStatistic, values: [Double?], weights: SpatialWeights,
    threads: Int
  ) async throws(StudyError) {
    inference = question.inference
    let units = values.indices.filter { values[$0] != nil }
    let held = units.compactMap { values[$0] }
    let others = weights.among(units)
    let own = statistic.countsSelf ? others.withSelf() : others
    let isRow = question.lattice.standardisation == .row
    let used = isRow ? own.rowStandardised() : own
    let association = LocalAssociation(of: held, weights: used, statistic: statistic)
    self.units = units
    self.weights = used
    self.association = association
    (findings, test) = try await Self.findings(association, question, threads: threads)
    patterns = Self.patterns(findings, association, isSimulated: test != .normal)
    (moran, generalG) = await Self.global(
      held, isRow ? others.rowStandardised() : others, question, threads: threads)
  }

  /// The findings by the test asked for, and the test that was made: where arrangements cannot all be counted,
  /// random ones take their place.
  private static func findings(
    _ association: LocalAssociation, _ question: CellQuestion, threads: Int
  ) async throws(StudyError) -> (LocalFindings, CellQuestion.Test) {
    let terms = question.inference
    if question.test == .normal {
      return (
        association.findings(terms.alternative, by: terms.adjust, level: terms.level), .normal
      )
    }
    if question.test == .exact,
      let exact = await association.exactFindings(
        terms.alternative, by: terms.adjust, level: terms.level, threads: threads)
    {
      return (exact, .exact)
    }
    try check(association.weights, terms)
    let permutation = await ConditionalPermutation(
      of: association.values, weights: association.weights, replicates: terms.replicates,
      seed: terms.seed, threads: threads)
    return (
      association.findings(
        from: permutation, terms.alternative, by: terms.adjust, level: terms.level), .permutation
    )
  }

  /// The longest that a simulation may keep one core busy, in seconds, and about what it takes for each
  /// neighbour of each unit in each replicate.
  private static let mostSeconds = 30.0
  private static let secondsPerNeighbour = 0.6e-9

  private static func check(
    _ weights: SpatialWeights, _ terms: InferenceTerms
  ) throws(StudyError) {
    let each = Double(weights.neighbours.count + 8 * weights.count) * secondsPerNeighbour
    guard each * Double(terms.replicates) <= mostSeconds else {
      throw .refused(
        parameter: "replicates",
        reason: """
          \(grouped(terms.replicates)) replicates of \(grouped(weights.count)) units take too long; choose \
          fewer, larger cells or the normal test.
          """)
    }
  }
}

extension CellFindings {
  /// How many random arrangements were made: of each unit's neighbours, or of all units for the global
  /// statistics alone.
  var replicates: Int {
    test == .permutation
      ? inference.replicates : min(inference.replicates, Self.mostGlobalReplicates)
  }

  /// All units together get fewer replicates: there is one test of each kind, not thousands.
  private static let mostGlobalReplicates = 999

  private static func global(
    _ values: [Double], _ weights: SpatialWeights, _ question: CellQuestion, threads: Int
  ) async -> (Result<GlobalFinding, NoStatistic>, Result<GlobalFinding, NoStatistic>) {
    let terms = question.inference
    let moran = Result { () throws(NoStatistic) in try GlobalMoran(of: values, weights: weights) }
    // Differences from the overall rate may be below 0, of which G has no value.
    let isG = values.allSatisfy { $0 >= 0 }
    let g = Result { () throws(NoStatistic) in
      guard isG else { throw .constantValues }
      return try GeneralG(of: values, weights: weights)
    }
    let hasAny = (try? moran.get()) != nil
    var simulated: GlobalPermutation?
    if question.test != .normal, hasAny {
      simulated = await GlobalPermutation(
        of: values, weights: weights, replicates: min(terms.replicates, mostGlobalReplicates),
        seed: terms.seed, threads: threads)
    }
    return (
      moran.map {
        GlobalFinding(
          value: $0.value, expectation: $0.expectation, z: $0.z,
          pValue: pValue($0.z, simulated?.moran, terms))
      },
      g.map {
        GlobalFinding(
          value: $0.value, expectation: $0.expectation, z: $0.z,
          pValue: pValue($0.z, simulated?.generalG, terms))
      }
    )
  }

  private static func pValue(
    _ z: Double?, _ counts: ExtremeCounts?, _ terms: InferenceTerms
  ) -> PValue? {
    counts?.pValue(terms.alternative)
      ?? z.map { NormalDistribution.pValue($0, terms.alternative) }
  }
}

extension CellFindings {
  /// A permutation holds the unit's own value and tells of its neighbours alone. Where these are low and the
  /// unit itself so high that Gi* is high too, the finding is an outlier and no hot spot; and the reverse.
  private static func patterns(
    _ findings: LocalFindings, _ association: LocalAssociation, isSimulated: Bool
  ) -> [LocalPattern] {
    guard isSimulated, association.statistic == .giStar else { return findings.patterns }
    let count = Double(association.count)
    return findings.patterns.indices.map { place in
      let (pattern, feature) = (findings.patterns[place], association.features[place])
      guard let lag = feature.lag else { return pattern }
      let others = (count * association.mean - feature.value) / (count - 1)
      return switch pattern {
      case .hot where lag < others: .highLow
      case .cold where lag > others: .lowHigh
      default: pattern
      }
    }
  }

  /// For each pattern of the statistic how many units have it.
  var patternCounts: [(pattern: LocalPattern, count: Int)] {
    LocalPattern.allCases.map { ($0, count(of: $0)) }.filter { $0.1 > 0 }
  }

  package func count(of pattern: LocalPattern) -> Int { patterns.count { $0 == pattern } }

  /// The smallest p-value there can be; `nil` where nothing was simulated.
  var floor: Double? { findings.pValues.compactMap { $0?.floor }.first }

  /// How many units have a p-value at the floor that is no finding all the same: with more replicates it may
  /// be one.
  var heldUp: Int {
    guard let floor else { return 0 }
    return findings.pValues.indices.count {
      findings.pValues[$0].map { $0.value <= floor } ?? false
        && !findings.discoveries.isFinding($0)
    }
  }
}
