import Geometry
import Hotspots
import Probability

/// The scan statistic in space, of cases in cells whose people are known.
struct SpatialScanCase: CalibrationCase {
  let town: PlantedTown

  private static let replicates = 199

  var subject: Subject { .hotspot }
  var null: String { town.null }
  var strengths: [Double] { town.isUneven ? [1] : [1, 1.5, 2, 2.5, 3, 4] }

  var tests: [CalibratedTest] {
    [
      CalibratedTest(
        name: "Scan in space, people known", basis: "Monte Carlo, R = \(Self.replicates)")
    ]
  }

  func findings(strength: Double, generator: inout Philox, seed: UInt64) async -> [Bool?] {
    let counts = town.counts(of: town.incidents(risk: strength, &generator))
    let people = town.lattice.centres.map { town.people(at: $0) }
    var terms = ScanTerms(periods: .all(steps: 1))
    terms.replicates = Self.replicates
    terms.limits = ScanLimits(share: 0.25, radius: 1_000)
    terms.most = 1
    terms.seed = seed
    guard
      let cases = try? ScanCases(
        positions: town.lattice.centres, steps: 1, cases: counts, model: .poisson(expected: people)),
      let result = try? await ScanStatistic.run(cases, terms)
    else { return [nil] }
    return [result.clusters.first.map { $0.p.value <= 0.05 } ?? false]
  }
}

/// The space-time permutation scan: a surge of three weeks at one of 36 places and those beside it.
///
/// Places and weeks differ in their numbers, which the scan takes as they are.
struct SpaceTimeScanCase: CalibrationCase {
  private static let replicates = 99
  private static let steps = 26
  private static let positions = (0..<36).map {
    Point(x: 500 * Double($0 % 6), y: 500 * Double($0 / 6))
  }

  var subject: Subject { .surge }
  var null: String { "about 470 incidents, 36 places, 26 weeks, both uneven" }
  var strengths: [Double] { [1, 1.5, 2, 3, 4, 5] }

  var tests: [CalibratedTest] {
    [
      CalibratedTest(
        name: "Space-time permutation scan", basis: "permutation, R = \(Self.replicates)")
    ]
  }

  func findings(strength: Double, generator: inout Philox, seed: UInt64) async -> [Bool?] {
    var counts: [Int] = []
    for place in 0..<36 {
      for step in 0..<Self.steps {
        let mean = 0.25 * Double(1 + place % 3) * (1 + 0.5 * Double(step) / Double(Self.steps - 1))
        // A place and the four beside it, in weeks 16 to 18.
        let isIn = [14, 8, 13, 15, 20].contains(place) && 15..<18 ~= step
        counts.append(generator.poisson(mean: mean * 0.8 * (isIn ? strength : 1)))
      }
    }
    var terms = ScanTerms(periods: .retrospective(steps: Self.steps, longest: 6))
    terms.replicates = Self.replicates
    terms.limits = ScanLimits(share: 0.5, radius: 1_000)
    terms.most = 1
    terms.seed = seed
    guard
      let cases = try? ScanCases(
        positions: Self.positions, steps: Self.steps, cases: counts, model: .permutation),
      let result = try? await ScanStatistic.run(cases, terms)
    else { return [nil] }
    return [result.clusters.first.map { $0.p.value <= 0.05 } ?? false]
  }
}

/// Naus' moving window of four weeks over a year of weekly counts.
struct MovingWindowCase: CalibrationCase {
  var subject: Subject { .surge }
  var null: String { "52 weeks of 5 on average" }
  var strengths: [Double] { [1, 1.5, 2, 3, 4, 5] }

  var tests: [CalibratedTest] {
    [
      CalibratedTest(name: "Moving window of 4 weeks, mean known", basis: "Naus 1982"),
      CalibratedTest(name: "Moving window of 4 weeks, mean of the year", basis: "Naus 1982"),
    ]
  }

  func findings(strength: Double, generator: inout Philox, seed: UInt64) async -> [Bool?] {
    let series = (0..<52).map { week in
      generator.poisson(mean: 5 * (20..<24 ~= week ? strength : 1))
    }
    return [5.0, nil].map { baseline in
      SurgeScan(series, window: 4, baseline: baseline).map { !$0.surges.isEmpty }
    }
  }
}
