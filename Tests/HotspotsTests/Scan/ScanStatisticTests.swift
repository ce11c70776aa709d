import Foundation
import Geometry
import Hotspots
import Probability
import TestSupport
import Testing

@Suite struct ScanStatisticTests {
  /// A small town of cases at random places, some in the same one, on an even lattice where asked.
  struct Sample {
    var positions: [Point]
    var cases: [Int]
    var model: ScanCases.Model
    let steps: Int

    init(
      _ kind: ScanCases.Kind, seed: UInt64, places: Int = 9, steps: Int = 5, lattice: Bool = false
    ) {
      var random = SplitMix(state: seed)
      self.steps = steps
      positions = (0..<places).map { place in
        lattice
          ? Point(x: Double(place % 4) * 100, y: Double(place / 4) * 100)
          : Point(x: random.uniform(from: 0, to: 900), y: random.uniform(from: 0, to: 900))
      }
      cases = (0..<places * steps).map { _ in Int(random.poisson(mean: 0.8)) }
      switch kind {
      case .poisson:
        model = .poisson(
          expected: (0..<places * steps).map { _ in random.uniform(from: 0.2, to: 2) })
      case .bernoulli:
        model = .bernoulli(controls: (0..<places * steps).map { _ in random.poisson(mean: 1.2) })
      case .permutation: model = .permutation
      }
    }

    func scanCases() throws -> ScanCases {
      try ScanCases(positions: positions, steps: steps, cases: cases, model: model)
    }
    func plain(_ terms: ScanTerms) -> PlainScan {
      PlainScan(positions: positions, steps: steps, cases: cases, model: model, terms: terms)
    }
  }

  static let periods: [ScanPeriods] = [
    .all(steps: 5), .retrospective(steps: 5, longest: 3), .prospective(steps: 5, longest: 4),
    .retrospective(steps: 5, lengths: [1, 4]), .prospective(steps: 5, lengths: [2, 3]),
  ]

  func terms(_ periods: ScanPeriods, _ shape: ScanShape, _ rates: ScanRates) -> ScanTerms {
    var terms = ScanTerms(periods: periods)
    terms.shape = shape
    terms.rates = rates
    terms.limits = ScanLimits(share: 0.5, radius: nil)
    terms.replicates = 19
    return terms
  }

  @Test(arguments: ScanCases.Kind.allCases, periods)
  func findsWhatThePlainScanFinds(kind: ScanCases.Kind, periods: ScanPeriods) async throws {
    let families = [
      ScanEllipses.Family(ratio: 2, angles: 3), ScanEllipses.Family(ratio: 4, angles: 5),
    ]
    let shapes: [ScanShape] = [
      .circle, .ellipse(ScanEllipses(families: families)),
      .ellipse(ScanEllipses(families: families, penalty: 0)),
    ]
    // Without a time to compare with, the permutation has nothing to say.
    if kind == .permutation, periods.intervals.count == 1 { return }
    for seed in 1...4 as ClosedRange<UInt64> {
      for shape in shapes {
        for rates in ScanRates.allCases {
          let sample = Sample(kind, seed: seed, lattice: seed == 4)
          var terms = terms(periods, shape, rates)
          if seed == 2 { terms.limits.radius = 300 }
          if seed == 3 { terms.centres = [Point(x: 10, y: 20), Point(x: 500, y: 400)] }
          let plain = sample.plain(terms)
          let cases = try sample.scanCases()
          let result = try await ScanStatistic.run(cases, terms)
          let windows = plain.windows()
          let highest = windows.map(\.statistic).max() ?? 0
          #expect(abs(await ScanStatistic.highest(of: cases, terms) - highest) < 1e-9)
          guard highest > 1e-9 else {
            #expect(result.clusters.isEmpty || result.clusters[0].statistic < 1e-9)
            continue
          }
          let first = try #require(result.clusters.first)
          #expect(abs(first.statistic - highest) < 1e-9)
          let equal = Set(
            windows.filter { $0.statistic > highest - 1e-9 }
              .map { Content(locations: $0.locations, steps: $0.steps) })
          #expect(equal.count == first.tieCount + 1)
          #expect(equal.contains(Content(locations: first.locations, steps: first.steps)))
          for tie in first.ties {
            #expect(equal.contains(Content(locations: tie.locations, steps: tie.steps)))
          }
          let window = try #require(
            windows.first { $0.locations == first.locations && $0.steps == first.steps })
          #expect(first.observed == window.count)
          #expect(abs(first.expected - window.size * plain.all / plain.total) < 1e-9)
        }
      }
    }
  }

  struct Content: Hashable {
    let locations: [Int]
    let steps: Range<Int>
  }

  @Test func laterClustersAreTheBestOfWhatIsLeft() async throws {
    let sample = Sample(.poisson, seed: 8, places: 30, steps: 1)
    var terms = terms(.all(steps: 1), .circle, .high)
    terms.limits.share = 0.2
    let result = try await ScanStatistic.run(try sample.scanCases(), terms)
    #expect(result.clusters.count > 1)
    let windows = sample.plain(terms).windows()
    var taken: Set<Int> = []
    for cluster in result.clusters {
      let left = windows.filter { taken.isDisjoint(with: $0.locations) }
      #expect(abs((left.map(\.statistic).max() ?? 0) - cluster.statistic) < 1e-9)
      #expect(taken.isDisjoint(with: cluster.locations))
      taken.formUnion(cluster.locations)
    }
    terms.overlap = .all
    terms.most = 100
    let all = try await ScanStatistic.run(try sample.scanCases(), terms)
    #expect(all.clusters.count > result.clusters.count)
    #expect(all.clusters.map(\.statistic) == all.clusters.map(\.statistic).sorted(by: >))
    terms.overlap = .centresOutside
    let outside = try await ScanStatistic.run(try sample.scanCases(), terms)
    for (place, cluster) in outside.clusters.enumerated() {
      for earlier in outside.clusters.prefix(place) {
        #expect(earlier.centre.distance(to: cluster.centre) > earlier.radius)
      }
    }
  }

  /// The same bits on any number of threads; the same clusters in any order, moved and turned.
  @Test(arguments: ScanCases.Kind.allCases)
  func keepsTheLaws(kind: ScanCases.Kind) async throws {
    let sample = Sample(kind, seed: 5)
    var terms = terms(.retrospective(steps: 5, longest: 2), .ellipse(ScanEllipses()), .high)
    terms.replicates = 99
    let first = try await ScanStatistic.run(try sample.scanCases(), terms)
    terms.threads = 3
    let threaded = try await ScanStatistic.run(try sample.scanCases(), terms)
    #expect(first.clusters == threaded.clusters)
    #expect(first.replicates == threaded.replicates)
    let order = [Int](sample.positions.indices).shuffled()
    let shuffled = try ScanCases(
      positions: order.map { sample.positions[$0] }, steps: 5,
      cases: order.flatMap { place in sample.cases[place * 5..<place * 5 + 5] },
      model: reordered(sample.model, order))
    let other = try await ScanStatistic.run(shuffled, terms)
    #expect(other.replicates == first.replicates)
    #expect(other.clusters.map(\.p) == first.clusters.map(\.p))
    #expect(
      other.clusters.map { $0.locations.map { order[$0] }.sorted() }
        == first.clusters.map(\.locations))
  }

  private func reordered(_ model: ScanCases.Model, _ order: [Int]) -> ScanCases.Model {
    switch model {
    case .poisson(let expected): .poisson(expected: order.flatMap { expected[$0 * 5..<$0 * 5 + 5] })
    case .bernoulli(let controls):
      .bernoulli(controls: order.flatMap { controls[$0 * 5..<$0 * 5 + 5] })
    case .permutation: .permutation
    }
  }

  @Test(arguments: ScanCases.Kind.allCases)
  func movingAndTurningChangesNoCluster(kind: ScanCases.Kind) async throws {
    let sample = Sample(kind, seed: 6, lattice: true)
    let terms = terms(.retrospective(steps: 5, longest: 2), .circle, .high)
    let first = try await ScanStatistic.run(try sample.scanCases(), terms)
    var moved = sample
    let (cosine, sine) = (Foundation.cos(0.7), Foundation.sin(0.7))
    moved.positions = sample.positions.map {
      Point(
        x: 350_000 + $0.x * cosine - $0.y * sine, y: 420_000 + $0.x * sine + $0.y * cosine)
    }
    let second = try await ScanStatistic.run(try moved.scanCases(), terms)
    #expect(first.clusters.count == second.clusters.count)
    for (a, b) in zip(first.clusters, second.clusters) {
      #expect(abs(a.statistic - b.statistic) < 1e-9)
      #expect(a.tieCount == b.tieCount)
    }
  }

  /// Every replicate's highest value is one of those that all arrangements give, as often as they give it.
  @Test func drawsAllPermutationsAlike() async throws {
    let positions = [Point(x: 0, y: 0), Point(x: 10, y: 0), Point(x: 25, y: 0)]
    let places = [0, 0, 1, 1, 2, 2]
    let times = [0, 2, 1, 2, 0, 2]
    var shares: [Int: Int] = [:]
    var terms = terms(.retrospective(steps: 3, longest: 1), .circle, .high)
    terms.replicates = 9_999
    func cases(_ times: [Int]) -> [Int] {
      var cells = [Int](repeating: 0, count: 9)
      for (place, time) in zip(places, times) { cells[place * 3 + time] += 1 }
      return cells
    }
    for order in permutations(of: 6) {
      let plain = PlainScan(
        positions: positions, steps: 3, cases: cases(order.map { times[$0] }),
        model: .permutation, terms: terms)
      shares[Int((plain.highest * 1e6).rounded()), default: 0] += 1
    }
    let sample = try ScanCases(
      positions: positions, steps: 3, cases: cases(times), model: .permutation)
    let result = try await ScanStatistic.run(sample, terms)
    expectSame(result.replicates, shares, of: 720)
  }

  /// The same for all ways to choose the cases.
  @Test func drawsAllLabelsAlike() async throws {
    let positions = [Point(x: 0, y: 0), Point(x: 10, y: 0), Point(x: 25, y: 0), Point(x: 31, y: 9)]
    let individuals = [2, 1, 2, 2]
    var terms = terms(.all(steps: 1), .circle, .high)
    terms.replicates = 9_999
    terms.limits = ScanLimits(share: 0.75, radius: nil, cases: 1)
    let owners = individuals.enumerated().flatMap { [Int](repeating: $0, count: $1) }
    var shares: [Int: Int] = [:]
    var ways = 0
    var observed: [Int] = []
    for choice in 0..<128 where choice.nonzeroBitCount == 3 {
      var counts = [0, 0, 0, 0]
      for (place, owner) in owners.enumerated() where choice >> place & 1 == 1 {
        counts[owner] += 1
      }
      observed = counts
      let plain = PlainScan(
        positions: positions, steps: 1, cases: counts,
        model: .bernoulli(controls: zip(individuals, counts).map { $0 - $1 }), terms: terms)
      shares[Int((plain.highest * 1e6).rounded()), default: 0] += 1
      ways += 1
    }
    let sample = try ScanCases(
      positions: positions, steps: 1, cases: observed,
      model: .bernoulli(controls: zip(individuals, observed).map { $0 - $1 }))
    expectSame(try await ScanStatistic.run(sample, terms).replicates, shares, of: ways)
  }

  /// And for all ways in which Poisson cases can fall.
  @Test func drawsAllFallsAlike() async throws {
    let positions = [Point(x: 0, y: 0), Point(x: 10, y: 0), Point(x: 25, y: 0)]
    let expected = [1.0, 2.0, 1.0, 1.0, 1.0, 2.0]
    var terms = terms(.prospective(steps: 2, longest: 1), .circle, .high)
    terms.replicates = 9_999
    terms.limits = ScanLimits(share: 0.7, radius: nil, cases: 1)
    var shares: [Int: Int] = [:]
    for fall in 0..<8 * 8 * 8 {
      var cells = [Int](repeating: 0, count: 6)
      for cell in [fall % 8, fall / 8 % 8, fall / 64] {
        // Eighths: cells 1 and 5 are twice as likely.
        cells[[0, 1, 1, 2, 3, 4, 5, 5][cell]] += 1
      }
      let plain = PlainScan(
        positions: positions, steps: 2, cases: cells, model: .poisson(expected: expected),
        terms: terms)
      shares[Int((plain.highest * 1e6).rounded()), default: 0] += 1
    }
    let sample = try ScanCases(
      positions: positions, steps: 2, cases: [1, 1, 0, 0, 0, 1],
      model: .poisson(expected: expected))
    expectSame(try await ScanStatistic.run(sample, terms).replicates, shares, of: 512)
  }

  private func expectSame(_ values: [Double], _ shares: [Int: Int], of ways: Int) {
    var counts: [Int: Int] = [:]
    for value in values { counts[Int((value * 1e6).rounded()), default: 0] += 1 }
    #expect(Set(counts.keys).isSubset(of: shares.keys))
    for (value, share) in shares {
      let p = Double(share) / Double(ways)
      let error = (Double(values.count) * p * (1 - p)).squareRoot()
      #expect(abs(Double(counts[value] ?? 0) - p * Double(values.count)) < 4.5 * error + 1)
    }
  }

  private func permutations(of count: Int) -> [[Int]] {
    guard count > 0 else { return [[]] }
    return permutations(of: count - 1).flatMap { order in
      (0..<count).map { place in
        var longer = order
        longer.insert(count - 1, at: place)
        return longer
      }
    }
  }

  /// Worked numbers, and 0 ln 0.
  @Test func ratiosAreTheWorkedOnes() {
    let poisson = LikelihoodRatio.poisson(cases: 1_175)
    #expect(abs(poisson.value(10, size: 1) - 14.060437) < 5e-7)
    #expect(abs(poisson.value(2, size: 1) - 0.386720) < 5e-7)
    let bernoulli = LikelihoodRatio.bernoulli(cases: 6, individuals: 20)
    #expect(abs(bernoulli.value(4, size: 5) - 3.825157) < 5e-7)
    #expect(abs(bernoulli.value(3, size: 3) - 4.295299) < 5e-7)
    #expect(abs(LikelihoodRatio.poisson(cases: 40).value(6, size: 3) - 1.283932) < 5e-7)
    #expect(LikelihoodRatio.poisson(cases: 4).value(4, size: 4) == 0)
    #expect(LikelihoodRatio.poisson(cases: 4).relativeRisk(4, size: 1) == nil)
  }

  @Test func refusesWhatHasNoAnswer() async throws {
    let two = [Point(x: 0, y: 0), Point(x: 5, y: 0)]
    #expect(throws: ScanError.noCases) {
      try ScanCases(positions: two, steps: 1, cases: [0, 0], model: .permutation)
    }
    #expect(throws: ScanError.noControls) {
      try ScanCases(positions: two, steps: 1, cases: [1, 0], model: .bernoulli(controls: [0, 0]))
    }
    #expect(throws: ScanError.casesWithoutPopulation(location: 1, step: 0)) {
      try ScanCases(positions: two, steps: 1, cases: [0, 1], model: .poisson(expected: [1, 0]))
    }
    let one = try ScanCases(
      positions: [two[0], two[0]], steps: 1, cases: [3, 4], model: .poisson(expected: [1, 1]))
    #expect(one.positions.count == 1)
    await #expect(throws: ScanError.noWindows) {
      try await ScanStatistic.run(one, ScanTerms(periods: .all(steps: 1)))
    }
  }
}
