import Evidence
import Probability
import RealModule
import TestSupport
import Testing

@Suite struct SeasonalDecompositionTests {
  /// Of `Tests/ReferenceData/statsmodels_stl.py`; both add in their own order.
  @Test(arguments: [
    ("plain", SeasonalDecomposition.Options(seasonalWindow: 7, robust: false)),
    ("robust", .init(seasonalWindow: 7, robust: true)),
    ("smooth", .init(seasonalWindow: 13, trendWindow: 25, robust: false)),
    ("constant", .init(seasonalWindow: nil, robust: true)),
  ])
  func isThatOfStatsmodels(name: String, options: SeasonalDecomposition.Options) throws {
    let reference = try ReferenceValues("statsmodels_stl.csv")
    let values = reference(name, "count").enumerated().map { (ordinal: 24_000 + $0, value: $1) }
    let parts = try SeasonalDecomposition(values, options)
    #expect(agree(parts.trend, reference(name, "trend"), within: 1e-9))
    #expect(agree(parts.seasonal, reference(name, "seasonal"), within: 1e-9))
    #expect(agree(parts.weights.compactMap { $0 }, reference(name, "weight"), within: 1e-9))
    for (i, value) in values.enumerated() {
      let sum = parts.trend[i] + parts.seasonal[i] + (parts.remainder[i] ?? .nan)
      #expect(abs(sum - value.value) < 1e-9)
    }
  }

  /// A line and a wave are found again, and gaps bridged.
  @Test func bridgesGaps() throws {
    func truth(_ i: Int) -> Double {
      200 + 2 * Double(i) + 30 * Double.sin(2 * Double.pi * Double(i) / 12)
    }
    let whole = (0..<72).map { (ordinal: $0, value: truth($0)) }
    let parted = whole.filter { !(20..<34).contains($0.ordinal) && $0.ordinal != 50 }
    let parts = try SeasonalDecomposition(parted)
    #expect(parts.trend.count == 72 && parts.remainder[25] == nil && parts.weights[50] == nil)
    for i in 0..<72 { #expect(abs(parts.trend[i] + parts.seasonal[i] - truth(i)) < 3) }
  }

  /// One wild month moves the robust trend little.
  @Test func resistsOneWildMonth() throws {
    var noise = Deviates(state: 5)
    let calm = (0..<60).map { (ordinal: $0, value: 100 + noise.next()) }
    var wild = calm
    wild[30].value += 500
    let (a, b) = (try SeasonalDecomposition(calm), try SeasonalDecomposition(wild))
    #expect(zip(a.trend, b.trend).allSatisfy { abs($0 - $1) < 2 })
    #expect(b.weights[30] == 0)
  }

  @Test func saysWhyThereIsNone() {
    let short = (0..<23).map { (ordinal: $0, value: 1.0) }
    #expect(throws: Undefined("a decomposition needs two years of months")) {
      try SeasonalDecomposition(short)
    }
    let summers = (0..<36).filter { $0 % 12 != 11 }.map { (ordinal: $0, value: 1.0) }
    #expect(throws: Undefined("a decomposition needs every calendar month twice")) {
      try SeasonalDecomposition(summers)
    }
    let flat = (0..<24).map { (ordinal: $0, value: 7.0) }
    #expect((try? SeasonalDecomposition(flat))?.trend.allSatisfy { abs($0 - 7) < 1e-12 } == true)
  }
}

/// Standard normal numbers, the same on every run.
struct Deviates {
  private var generator: SplitMix

  init(state: UInt64) { generator = SplitMix(state: state) }

  mutating func next() -> Double { generator.standardNormal() }
}
