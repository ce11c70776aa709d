import Geometry
import Hotspots
import Probability
import SampleShapes
import Testing

struct PatternEnvelopeTests {
  /// 1,000 uniform patterns, each against 39 others: both tests reject at 5 % as often as they say.
  @Test func rejectsUniformPatternsAtItsLevel() async throws {
    let window = try #require(PatternWindow(MultiPolygon(try rectangle(0, 0, 100, 100))))
    let estimate = await PairFunctionEstimate(
      .l, at: [2, 5, 10, 15, 20, 25], in: window, edge: .isotropic)
    var rejected = (mad: 0, dclf: 0)
    for seed in 0..<1_000 as Range<UInt64> {
      var generator = Philox(seed: seed, stream: 1_234)
      let pattern = window.uniformPattern(15, using: &generator)
      let envelope = try #require(
        await estimate.envelope(of: pattern, against: .uniform, replicates: 39, seed: 5_000 + seed))
      let tests = try #require(envelope.tests)
      if tests.mad.value <= 0.05 { rejected.mad += 1 }
      if tests.dclf.value <= 0.05 { rejected.dclf += 1 }
    }
    // Four standard errors of a share of 5 %.
    #expect(abs(rejected.mad - 50) < 28)
    #expect(abs(rejected.dclf - 50) < 28)
  }

  /// Labels dealt at random over clustered ground: the ground's own clusters are no finding.
  @Test func rejectsRandomLabelsAtItsLevel() async throws {
    let trees = try Patterns.redwood()
    let estimate = await PairFunctionEstimate(
      .l, at: [0.02, 0.05, 0.1, 0.2], in: trees.window, edge: .none)
    var (rejected, uniform) = (0, 0)
    for seed in 0..<1_000 as Range<UInt64> {
      var generator = Philox(seed: seed, stream: 99)
      let order = generator.permutation(of: trees.count).map { trees.points[Int($0)] }
      let cases = PointPattern(Array(order.prefix(20)), in: trees.window)
      let controls = PointPattern(Array(order.dropFirst(20)), in: trees.window)
      let envelope = try #require(
        await estimate.envelope(
          of: cases, against: .labels(controls: controls), replicates: 39, seed: seed))
      if try #require(envelope.tests).dclf.value <= 0.05 { rejected += 1 }
      guard seed < 100 else { continue }
      let even = try #require(
        await estimate.envelope(of: cases, against: .uniform, replicates: 39, seed: seed))
      if try #require(even.tests).dclf.value <= 0.05 { uniform += 1 }
    }
    #expect(abs(rejected - 50) < 28)
    // Against even ground most are "clustered", which says only that trees are.
    #expect(uniform > 50)
  }

  /// From one kind to another: of pairs, one of each kind, more are about each other than by chance; of labels
  /// dealt at random 5 % are found.
  @Test func findsKindsThatSeekEachOther() async throws {
    let even = try Patterns.uniform(40, seed: 11)
    let near = PointPattern(
      even.points.map { Point(x: $0.x + 7, y: $0.y - 5) }, in: even.window)
    let estimate = await PairFunctionEstimate(
      .l, at: [20, 40, 80, 150], in: even.window, edge: .isotropic)
    let found = try #require(
      await estimate.crossEnvelope(of: even, to: near, replicates: 99, seed: 1))
    let tests = try #require(found.tests)
    #expect(tests.dclf.value == 0.01 && tests.farthest > 0 && tests.farthestAt == 20)
    var rejected = 0
    for seed in 0..<400 as Range<UInt64> {
      let (a, b) = (
        try Patterns.uniform(20, seed: seed), try Patterns.uniform(30, seed: 9_000 + seed)
      )
      let envelope = await estimate.crossEnvelope(of: a, to: b, replicates: 39, seed: seed)
      if try #require(envelope?.tests).dclf.value <= 0.05 { rejected += 1 }
    }
    // Four standard errors of 5 % of 400.
    #expect(abs(rejected - 20) < 18)
  }

  /// Twenty pairs planted in uniform ground are found, at the distance they were planted at.
  @Test func findsPlantedPairs() async throws {
    let even = try Patterns.uniform(60, seed: 3)
    let twins = even.points.prefix(20).map { Point(x: $0.x + 6, y: $0.y + 8) }
    let pattern = PointPattern(even.points + twins, in: even.window)
    let estimate = await PairFunctionEstimate(
      .l, at: (1...25).map { 10 * Double($0) }, in: even.window, edge: .isotropic)
    let envelope = try #require(
      await estimate.envelope(of: pattern, against: .uniform, replicates: 99, seed: 8))
    let tests = try #require(envelope.tests)
    #expect(tests.mad.value == 0.01 && tests.farthest > 0 && tests.farthestAt <= 20)
    #expect(envelope.pointwiseLevel == 0.02)
    // Tested only from beyond where they are, the pairs weigh less.
    let beyond = try #require(
      await estimate.envelope(
        of: pattern, against: .uniform, replicates: 99, seed: 8, testedFrom: 200))
    #expect(try #require(beyond.tests).mad.value > 0.01)
  }

  /// Points at a smooth density are no finding against it; clusters smaller than its radius are.
  @Test func tellsClustersFromGround() async throws {
    let window = try #require(PatternWindow(MultiPolygon(try rectangle(0, 0, 1_000, 1_000))))
    let smooth = try #require(SmoothIntensity(radius: 400, in: window))
    let estimate = await PairFunctionEstimate(
      .l, at: [10, 20, 40, 60, 80, 100], in: window, edge: .translation)
    var (ground, clusters) = (0, 0)
    for seed in 0..<60 as Range<UInt64> {
      var generator = Philox(seed: seed, stream: 7)
      // Denser in the west, four to one.
      let even = (0..<120).map { _ in
        Point(
          x: 1_000 * min(generator.uniform(), generator.uniform(from: 0, to: 1.5)),
          y: 1_000 * generator.uniform())
      }
      let clustered = even.prefix(60) + even.prefix(60).map { Point(x: $0.x + 5, y: $0.y + 9) }
      for (points, isClustered) in [(even, false), (Array(clustered), true)] {
        let envelope = try #require(
          await estimate.envelope(
            of: PointPattern(points, in: window), against: .inhomogeneous(smooth), replicates: 39,
            seed: seed))
        guard try #require(envelope.tests).dclf.value <= 0.05 else { continue }
        if isClustered { clusters += 1 } else { ground += 1 }
      }
    }
    // At most 5 % of 60 and three standard errors.
    #expect(ground <= 8)
    #expect(clusters >= 55)
  }

  /// The same bits on any threads and in any order.
  @Test(arguments: [0, 1, 2])
  func isTheSameOnAnyThreadsAndInAnyOrder(null: Int) async throws {
    let all = try Patterns.inPolygon()
    let (cases, controls) = (Array(all.points.prefix(80)), Array(all.points.dropFirst(80)))
    let smooth = try #require(SmoothIntensity(radius: 150, in: all.window))
    let estimate = await PairFunctionEstimate(
      .k, at: [10, 30, 60, 100], in: all.window, edge: .isotropic)
    var envelopes: [PatternEnvelope?] = []
    for (threads, reversed) in [(1, false), (3, true)] {
      let (a, b) = reversed ? (cases.reversed(), controls.reversed()) : (cases, controls)
      let against: PatternNull =
        switch null {
        case 0: .uniform
        case 1: .labels(controls: PointPattern(b, in: all.window))
        default: .inhomogeneous(smooth)
        }
      envelopes.append(
        await estimate.envelope(
          of: PointPattern(a, in: all.window), against: against, replicates: 19, seed: 4,
          threads: threads))
    }
    #expect(envelopes[0] == envelopes[1] && envelopes[0]?.tests != nil)
  }

  /// Leave-one-out: as the density at the points has it, over the kernel's mass.
  @Test func leavesEachPointOutOfItsIntensity() async throws {
    let pattern = try Patterns.inPolygon()
    let smooth = try #require(SmoothIntensity(radius: 200, in: pattern.window))
    let intensities = try #require(smooth.withIntensities(pattern).intensities)
    let densities = await densityAtPoints(
      of: pattern.points, kernel: smooth.kernel, own: .leftOut)
    let mass = KernelMass(window: pattern.window.shape, kernel: smooth.kernel)
    for (place, point) in pattern.points.enumerated() {
      let expected = max(densities[place], smooth.kernel.peak) / mass(at: point)
      #expect(abs(intensities[place] / expected - 1) < 1e-12)
    }
  }
}
