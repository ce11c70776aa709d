import Probability

/// Patterns of one kind and the tests that are asked of each.
protocol CalibrationCase: Sendable {
  var subject: Subject { get }
  /// What the patterns without anything planted are: "434 incidents, evenly".
  var null: String { get }
  var tests: [CalibratedTest] { get }
  /// How much is planted; the first is nothing.
  var strengths: [Double] { get }
  /// For each test whether it finds something; `nil` where it has no statistic.
  ///
  /// - Parameter seed: a number of the pattern's own, for tests that simulate.
  func findings(
    strength: Double, generator: inout Philox, seed: UInt64
  ) async -> [Bool?]
}

/// What is planted: the panel of the chart that a power belongs to.
enum Subject: String, CaseIterable, Sendable {
  case hotspot, surge, nearRepeats, trend

  var title: String {
    switch self {
    case .hotspot: "A hotspot in space"
    case .surge: "A surge in time"
    case .nearRepeats: "Near repeats"
    case .trend: "A trend"
    }
  }

  /// What the strength is.
  var axis: String {
    switch self {
    case .hotspot: "Risk in the hotspot over that elsewhere"
    case .surge: "Risk in the surge over that before"
    case .nearRepeats: "Share of incidents that are repeats"
    case .trend: "Growth of each step's expected count (%)"
    }
  }
}

struct CalibratedTest: Sendable {
  let name: String
  /// How its p-value is found: "permutation, R = 199".
  let basis: String
  /// Whether it looks everywhere, and not only where something is planted: such tests are drawn, and asked
  /// of uneven towns.
  var looksEverywhere = true

  /// Its name, with its basis where another differs from it in that alone.
  var label: String {
    let words = ["normal", "permutation"].first { basis.hasPrefix($0) }
    return Self.twins.contains(name)
      ? [name, words].compactMap { $0 }.joined(separator: ", ") : name
  }

  private static let twins = ["Gi*, any cell (BH)", "Moran's I"]
}

/// How many of some patterns a test found something in.
struct Rate: Hashable, Sendable {
  var found = 0
  var patterns = 0

  var share: Double { patterns > 0 ? Double(found) / Double(patterns) : 0 }

  /// The 99 % limits of the share (Wilson 1927): of a few dozen tests none should miss by chance.
  var limits: (low: Double, high: Double) {
    guard patterns > 0 else { return (0, 1) }
    let (n, z) = (Double(patterns), Self.deviations)
    let middle = (share + z * z / (2 * n)) / (1 + z * z / n)
    let half =
      z * (share * (1 - share) / n + z * z / (4 * n * n)).squareRoot() / (1 + z * z / n)
    return (max(0, middle - half), min(1, middle + half))
  }

  /// How many standard errors the limits reach to each side.
  static let deviations = NormalDistribution.quantile(0.995)

  mutating func add(_ isFound: Bool?) {
    patterns += 1
    if isFound == true { found += 1 }
  }

  static func + (a: Rate, b: Rate) -> Rate {
    Rate(found: a.found + b.found, patterns: a.patterns + b.patterns)
  }
}

/// What was measured of one test.
struct MeasuredTest: Sendable {
  let test: CalibratedTest
  let subject: Subject
  let null: String
  let strengths: [Double]
  let rates: [Rate]

  var size: Rate { rates.first ?? Rate() }
}

extension CalibrationCase {
  /// Asks the tests of so many patterns, on two threads; counts do not depend on who counts.
  func rates(strength: Double, step: Int, patterns: Int) async -> [Rate] {
    let threads = 2
    return await withTaskGroup(of: [Rate].self) { group in
      for thread in 0..<threads {
        group.addTask {
          var rates = Array(repeating: Rate(), count: tests.count)
          for pattern in stride(from: thread, to: patterns, by: threads) {
            let seed = UInt64(1_000_000 * step + pattern)
            var generator = SimulationKey(seed: 2_026, method: .calibration)
              .generator(replicate: pattern, part: step)
            let found = await findings(strength: strength, generator: &generator, seed: seed)
            for (test, isFound) in found.enumerated() { rates[test].add(isFound) }
          }
          return rates
        }
      }
      var sum = Array(repeating: Rate(), count: tests.count)
      for await part in group { sum = zip(sum, part).map(+) }
      return sum
    }
  }
}

/// All cases, in the order of the report.
enum CalibrationCases {
  static func all() async throws -> [any CalibrationCase] {
    let others: [any CalibrationCase] = [
      NearRepeatCase(), SpaceTimeScanCase(), MovingWindowCase(), TrendCase(), EmergingCase(),
    ]
    let even = await spatial(try PlantedTown(isUneven: false))
    return even + others + (await spatial(try PlantedTown(isUneven: true)))
  }

  private static func spatial(_ town: PlantedTown) async -> [any CalibrationCase] {
    var cases: [any CalibrationCase] = [LocalCase(town: town), NearestNeighbourCase(town: town)]
    if let pattern = await PatternCase(town: town) { cases.append(pattern) }
    return cases + [SpatialScanCase(town: town), await HotspotChanceCase(town: town)]
  }
}
