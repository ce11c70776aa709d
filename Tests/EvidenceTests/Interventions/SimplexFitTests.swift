import Probability
import RealModule
import Testing

@testable import Evidence

struct SimplexFitTests {
  /// The made-up series of `Tests/ReferenceData/interventions.py`.
  private func series(seed: Int, months: Int, donors: Int) -> (
    columns: [[Double]], target: [Double]
  ) {
    var state = seed
    let values = (0..<(months * (donors + 1))).map { _ -> Double in
      state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
      return Double(state) / 2_147_483_648
    }
    return (
      (0..<donors).map { Array(values[($0 * months)..<(($0 + 1) * months)]) },
      Array(values[(months * donors)...])
    )
  }

  /// scipy 1.17, `minimize(method="SLSQP", ftol=1e-16)`, the best of as many starts as donors.
  @Test(arguments: [
    (
      1, 12, 6, 0.8410676428501671, [0: 0.497032279, 2: 0.137506975, 4: 0.17568462, 5: 0.189776125]
    ),
    (
      2, 24, 8, 1.7742940713124027,
      [2: 0.312592103, 4: 0.298443644, 6: 0.288940852, 7: 0.100023401]
    ),
    (
      3, 24, 20, 1.346233806603897,
      [2: 0.130010326, 6: 0.600743558, 8: 0.036730069, 13: 0.214296945, 18: 0.018219102]
    ),
    (
      4, 12, 30, 0.42878634895232726,
      [
        2: 0.113575948, 4: 0.056666137, 12: 0.027874202, 19: 0.438747832, 20: 0.200904849,
        27: 0.015139985, 29: 0.147091047,
      ]
    ),
  ])
  func findsWhatSLSQPFinds(
    _ seed: Int, _ months: Int, _ donors: Int, _ error: Double, _ weights: [Int: Double]
  ) {
    let (columns, target) = series(seed: seed, months: months, donors: donors)
    let fit = SimplexFit(columns: columns, target: target)
    #expect(abs(fit.squaredError - error) < 1e-12)
    for (place, weight) in fit.weights.enumerated() {
      // SLSQP stops at some eight digits of a weight.
      #expect(abs(weight - (weights[place] ?? 0)) < 1e-6)
    }
  }

  /// At the optimum no weight can be moved to another donor with gain (Karush, Kuhn and Tucker).
  @Test(arguments: 0..<40)
  func isAnOptimum(seed: Int) {
    var random = Philox(seed: UInt64(seed), stream: 1)
    let (months, donors) = (6 + Int(random.next() % 30), 1 + Int(random.next() % 60))
    let columns = (0..<donors).map { _ in
      (0..<months).map { _ in Double(random.poisson(mean: 20)) / 20 }
    }
    let target = (0..<months).map { _ in Double(random.poisson(mean: 30)) / 30 }
    let fit = SimplexFit(columns: columns, target: target)
    #expect(abs(fit.weights.reduce(0, +) - 1) < 1e-12)
    #expect(fit.weights.allSatisfy { $0 >= 0 })
    let residuals = target.indices.map { month in
      zip(fit.weights, columns).reduce(target[month]) { $0 - $1.0 * $1.1[month] }
    }
    let gains = columns.map { zip($0, residuals).reduce(0) { $0 + $1.0 * $1.1 } }
    let level = zip(fit.weights, gains).reduce(0) { $0 + $1.0 * $1.1 }
    for gain in gains { #expect(gain - level < 1e-9) }
  }

  @Test func copiesATargetThatIsADonor() {
    let columns = [[1.0, 2, 3, 4], [4, 3, 2, 1], [1, 1, 1, 1]]
    #expect(SimplexFit(columns: columns, target: columns[1]).weights == [0, 1, 0])
  }

  /// Two donors alike share nothing new: the first bears the weight.
  @Test func twinsAreOneDonor() {
    let columns = [[1.0, 2, 4], [3, 1, 1], [1, 2, 4]]
    let fit = SimplexFit(columns: columns, target: [2, 1.5, 2.5])
    #expect(abs(fit.weights[0] + fit.weights[2] - 0.5) < 1e-12 && abs(fit.weights[1] - 0.5) < 1e-12)
    #expect(fit.squaredError < 1e-24)
  }
}

struct SyntheticControlTests {
  @Test func findsWhatWasTakenAway() throws {
    var random = Philox(seed: 11, stream: 0)
    let season = (0..<36).map { 1 + 0.3 * Double.sin(2 * Double.pi * Double($0) / 12) }
    let donors = (0..<15).map { donor in
      season.map { Double(random.poisson(mean: $0 * Double(20 + 10 * donor))) }
    }
    let target = season.enumerated().map { month, level in
      Double(random.poisson(mean: 200 * level * (month < 24 ? 1 : 0.6)))
    }
    let result = try SyntheticControl(target: target, donors: donors, monthsBefore: 24)
    #expect(abs(result.weights.reduce(0, +) - 1) < 1e-12)
    // 80 fewer a month over 12 months.
    #expect(abs(result.gapAfter(of: target) + 960) < 150)
    #expect(result.placebos.count == 15)
    #expect(result.pValue().value == 1.0 / 16)
    let after = zip(target, result.synthetic).suffix(12).reduce(0) { $0 + $1.0 - $1.1 }
    #expect(abs(after - result.gapAfter(of: target)) < 1e-9)
  }

  @Test func everyRankIsEquallyLikelyWhereNothingWasDone() throws {
    var atLowest = 0
    for run in 0..<200 {
      var random = Philox(seed: 5, stream: UInt64(run))
      let all = (0..<10).map { _ in (0..<36).map { _ in Double(random.poisson(mean: 30)) } }
      let result = try SyntheticControl(
        target: all[0], donors: Array(all[1...]), monthsBefore: 24)
      if result.pValue().value <= 0.2 { atLowest += 1 }
    }
    // 40 of 200 expected, standard deviation 5.7.
    #expect((23...57).contains(atLowest))
  }

  @Test func saysWhyThereIsNone() {
    let flat = [Double](repeating: 1, count: 14)
    let donors = (0..<6).map { place in flat.indices.map { Double(($0 * place) % 5 + 1) } }
    #expect(throws: Undefined("the target counts nothing before")) {
      try SyntheticControl(target: flat.map { _ in 0 }, donors: donors, monthsBefore: 12)
    }
    #expect(throws: Undefined("fewer than 5 other areas count anything before")) {
      try SyntheticControl(target: flat, donors: Array(donors[..<4]), monthsBefore: 12)
    }
    #expect(throws: Undefined("no month after")) {
      try SyntheticControl(target: flat, donors: donors, monthsBefore: 14)
    }
    #expect(throws: Undefined("fewer than 6 months before")) {
      try SyntheticControl(target: flat, donors: donors, monthsBefore: 5)
    }
    #expect(throws: Undefined("so many other areas copy the few months before exactly")) {
      try SyntheticControl(target: flat, donors: donors + [flat], monthsBefore: 12)
    }
  }
}
