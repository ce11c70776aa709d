import Geometry
import Hotspots
import Probability
import TestSupport
import Testing

/// The sample data of SaTScan with the choices of its parameter files, against the plain definition.
///
/// SaTScan itself is not at hand; what its authors publish of the results is that the fever data of New York
/// of November 2001 hold no cluster with p < 0.05 (README of the R package rsatscan).
@Suite(.enabled(if: OpenData.isPresent)) struct SampleScansTests {
  @Test func readsNewMexico() throws {
    let state = try SampleScans.NewMexico()
    #expect(state.names.count == 32)
    #expect(state.cases.reduce(0, +) == 1_175)
    #expect(state.population == [1973: 1_104_347, 1982: 1_363_854, 1991: 1_548_642])
  }

  @Test func newMexico() async throws {
    let state = try SampleScans.NewMexico()
    let cases = try state.scanCases()
    let result = try await ScanStatistic.run(cases, state.terms)
    let plain = PlainScan(
      positions: state.positions, steps: 19, cases: state.cases,
      model: .poisson(expected: state.expected), terms: state.terms)
    let first = try #require(result.clusters.first)
    let best = try #require(plain.windows().max { $0.statistic < $1.statistic })
    #expect(first.locations == best.locations && first.steps == best.steps)
    #expect(abs(first.logLikelihoodRatio - best.statistic) < 1e-8)
    // 1985 to 1989, nine counties around Albuquerque.
    #expect(first.steps == 12..<17)
    #expect(first.observed == 236)
    #expect(abs(first.expected - 176.2227) < 5e-5)
    #expect(abs(first.logLikelihoodRatio - 10.980006) < 5e-7)
    #expect(first.p.value == 0.012)
    #expect(first.p.floor == 0.001)
    #expect(first.tieCount == 0)
    #expect(result.clusters.dropFirst().allSatisfy { $0.p.value > 0.5 })
    let dispersion = try #require(result.dispersion)
    #expect(dispersion.index > 1 && dispersion.p.value > 0.05)
  }

  @Test func giniPicksTheSizeOfNewMexico() async throws {
    let state = try SampleScans.NewMexico()
    var terms = state.terms
    terms.periods = .all(steps: 19)
    let result = try await ScanStatistic.run(try state.scanCases(), terms)
    let gini = try #require(result.gini)
    #expect(gini.choices.map(\.share) == ScanGini.shares)
    let (first, all) = (try #require(result.clusters.first), 1_175.0)
    #expect(result.clusters.filter { $0.p.value <= 0.05 }.count == 1)
    // With one cluster the Lorenz curve has one corner.
    #expect(abs(gini.best.coefficient - (Double(first.observed) - first.expected) / all) < 1e-12)
    #expect(gini.best.share == 0.5 && gini.best.clusters == 1)
  }

  @Test func humberside() async throws {
    let town = try SampleScans.Humberside()
    let cases = try ScanCases(
      positions: town.positions, steps: 1, cases: town.cases,
      model: .bernoulli(controls: town.controls))
    #expect(cases.total == 62 && town.controls.reduce(0, +) == 141)
    let plain = PlainScan(
      positions: town.positions, steps: 1, cases: town.cases,
      model: .bernoulli(controls: town.controls), terms: town.terms)
    let result = try await ScanStatistic.run(cases, town.terms)
    let first = try #require(result.clusters.first)
    #expect(abs(first.logLikelihoodRatio - plain.highest) < 1e-8)
    #expect(first.observed == 4 && abs(first.expected - 4 * 62 / 203.0) < 1e-9)
    #expect(first.p.value > 0.5)
    // Another four cases without a control, elsewhere, are as likely.
    #expect(first.tieCount == 1)
    #expect(result.gini == nil)
  }

  @Test func newYork() async throws {
    let city = try SampleScans.NewYork()
    let cases = try ScanCases(
      positions: city.positions, steps: 24, cases: city.cases, model: .permutation)
    #expect(cases.positions.count == 192 && cases.total == 194)
    let plain = PlainScan(
      positions: city.positions, steps: 24, cases: city.cases, model: .permutation,
      terms: city.terms)
    let result = try await ScanStatistic.run(cases, city.terms)
    let first = try #require(result.clusters.first)
    let best = try #require(plain.windows().max { $0.statistic < $1.statistic })
    #expect(first.locations == best.locations && first.steps == best.steps)
    #expect(abs(first.logLikelihoodRatio - 3.845418) < 5e-7)
    #expect(first.observed == 4 && first.steps == 21..<24)
    #expect(result.clusters.allSatisfy { $0.p.value >= 0.05 })
    #expect(first.recurrence(every: 1) == 1 / first.p.value)
  }
}
