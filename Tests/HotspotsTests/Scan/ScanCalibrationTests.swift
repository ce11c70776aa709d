import Geometry
import Hotspots
import Probability
import Testing

/// On patterns that chance alone made, one scan in twenty is significant at 5 %.
@Suite struct ScanCalibrationTests {
  static let places = 12
  static let steps = 4

  func nullPattern(_ kind: ScanCases.Kind, _ number: Int) throws -> ScanCases {
    var random = SimulationKey(seed: 77, method: .calibration).generator(replicate: number)
    let (places, steps) = (Self.places, Self.steps)
    let positions = (0..<places).map { _ in
      Point(x: random.uniform(from: 0, to: 1_000), y: random.uniform(from: 0, to: 1_000))
    }
    let weights = (0..<places * steps).map { cell in
      kind == .permutation
        ? (1 + Double(cell / steps)) * (1 + Double(cell % steps)) : random.uniform(from: 1, to: 3)
    }
    var cases = [Int](repeating: 0, count: places * steps)
    if kind == .bernoulli {
      let individuals = weights.map { random.poisson(mean: $0) + 1 }
      let owners = individuals.enumerated().flatMap { [Int](repeating: $0, count: $1) }
      let order = random.permutation(of: owners.count)
      for chosen in order.prefix(40) { cases[owners[Int(chosen)]] += 1 }
      return try ScanCases(
        positions: positions, steps: steps, cases: cases,
        model: .bernoulli(controls: zip(individuals, cases).map { $0 - $1 }))
    }
    let table = AliasTable(weights: weights)
    for _ in 0..<50 { cases[table.draw(using: &random)] += 1 }
    return try ScanCases(
      positions: positions, steps: steps, cases: cases,
      model: kind == .poisson ? .poisson(expected: weights) : .permutation)
  }

  @Test(arguments: ScanCases.Kind.allCases)
  func rejectsFiveInAHundred(kind: ScanCases.Kind) async throws {
    var terms = ScanTerms(periods: .retrospective(steps: Self.steps, longest: 2))
    terms.limits = ScanLimits(share: 0.5, radius: nil)
    terms.replicates = 99
    terms.most = 1
    var rejected = 0
    for number in 0..<1_000 {
      terms.seed = UInt64(number)
      let result = try await ScanStatistic.run(try nullPattern(kind, number), terms)
      if let p = result.clusters.first?.p, p.value <= 0.05 { rejected += 1 }
    }
    // Three and a half standard errors of 50 in 1,000.
    #expect(rejected >= 26 && rejected <= 74, "\(kind): \(rejected)")
  }

  @Test func stopsEarlyWithoutBias() async throws {
    var terms = ScanTerms(periods: .retrospective(steps: Self.steps, longest: 2))
    terms.limits = ScanLimits(share: 0.5, radius: nil)
    terms.replicates = 199
    terms.enough = 10
    var (rejected, made) = (0, 0)
    for number in 0..<500 {
      terms.seed = UInt64(number)
      let result = try await ScanStatistic.run(try nullPattern(.poisson, number), terms)
      if let p = result.clusters.first?.p, p.value <= 0.05 { rejected += 1 }
      made += result.replicates.count
    }
    #expect(rejected >= 10 && rejected <= 42, "\(rejected)")
    #expect(made < 500 * 150)
  }
}
