import Evidence
import Probability
import Testing

/// What METHODS prints, to half a unit of its last digit.
private func isClose(_ a: Double, _ b: Double, _ tolerance: Double = 5e-7) -> Bool {
  abs(a - b) <= tolerance
}

private typealias WDD = WeightedDisplacementDifference

struct WeightedDisplacementDifferenceTests {
  @Test func worksAsWheelerAndRatcliffe() throws {
    let wdd = WDD.local(
      InterventionCounts(target: BeforeAfter(20, 10), control: BeforeAfter(20, 20)))
    #expect(wdd.value == -10)
    #expect(isClose(wdd.standardError, 8.366600))
    #expect(isClose(try wdd.standardScore(), -1.195229))
    let interval = wdd.interval(confidence: 0.9)
    #expect(isClose(interval.low, -23.761833) && isClose(interval.high, 3.761833))
    #expect(interval.method == "normal")
    // 2 (1 − Φ(1.195229)), scipy.
    #expect(isClose(try wdd.pValue().value, 0.23199772362873405, 1e-12))
  }

  @Test func addsDisplacementAsThePaper() throws {
    let counts = InterventionCounts(
      target: BeforeAfter(207, 110), control: BeforeAfter(308, 318),
      ring: BeforeAfter(178, 157), ringControl: BeforeAfter(150, 140))
    let local = WDD.local(counts)
    let moved = try WDD.displacement(counts)
    let total = WDD.total(counts)
    #expect(local.value == -107 && isClose(local.standardError, 30.708305))
    #expect(moved.value == -11 && moved.standardError == 25)
    #expect(total.value == -118 && isClose(total.standardError, 39.597980))
    #expect(isClose(try total.standardScore(), -2.979950))
    let interval = total.interval()
    #expect(isClose(interval.low, -195.610614) && isClose(interval.high, -40.389386))
  }

  @Test func weighsTime() {
    let weights = InterventionWeights(before: 2, after: 1)
    let one = WDD.local(
      InterventionCounts(target: BeforeAfter(80, 20), control: BeforeAfter(100, 50)),
      weights: weights)
    #expect(one.value == -20 && isClose(one.standardError, 10.723805))
    let other = WDD.local(
      InterventionCounts(target: BeforeAfter(100, 20), control: BeforeAfter(200, 100)),
      weights: weights)
    #expect(other.value == -30 && isClose(other.standardError, 13.964240))
    let interval = other.interval(confidence: 0.9)
    #expect(isClose(interval.low, -52.969, 5e-4) && isClose(interval.high, -7.031, 5e-4))
  }

  @Test func tellsLocalAndTotal() {
    let counts = InterventionCounts(
      target: BeforeAfter(120, 100), control: BeforeAfter(130, 150),
      ring: BeforeAfter(40, 25), ringControl: BeforeAfter(30, 25))
    let local = WDD.local(counts)
    #expect(local.value == -40 && isClose(local.standardError, 22.360680))
    let near = local.interval(confidence: 0.9)
    #expect(isClose(near.low, -76.780, 5e-4) && isClose(near.high, -3.220, 5e-4))
    let total = WDD.total(counts)
    #expect(total.value == -50 && isClose(total.standardError, 24.899799))
    let far = total.interval(confidence: 0.9)
    #expect(isClose(far.low, -90.957, 5e-4) && isClose(far.high, -9.043, 5e-4))
  }

  @Test func weighsGround() throws {
    let counts = InterventionCounts(
      target: BeforeAfter(20, 10), control: BeforeAfter(20, 20),
      ring: BeforeAfter(30, 20), ringControl: BeforeAfter(30, 30))
    let total = WDD.total(
      counts, weights: InterventionWeights(target: 1.5, control: 2, ring: 3.2, ringControl: 3))
    #expect(isClose(total.value, -9.791667) && isClose(total.standardError, 5.906167))
    #expect(isClose(try total.standardScore(), -1.657872))
    let interval = total.interval(confidence: 0.9)
    #expect(isClose(interval.low, -19.506447) && isClose(interval.high, -0.076886))
  }

  @Test func weighsHarm() throws {
    func difference(_ control: BeforeAfter, _ target: BeforeAfter) -> WDD {
      WDD.local(InterventionCounts(target: target, control: control))
    }
    let harm = WDD.harm([
      (10, difference(BeforeAfter(20, 20), BeforeAfter(20, 10))),
      (5, difference(BeforeAfter(30, 30), BeforeAfter(25, 20))),
      (1, difference(BeforeAfter(80, 60), BeforeAfter(70, 20))),
    ])
    #expect(harm.value == -155 && isClose(harm.standardError, 99.272353))
    #expect(isClose(try harm.standardScore(), -1.561361))
    let interval = harm.interval(confidence: 0.9)
    // scipy; METHODS prints -318.288487 and 8.288487, whose quantile was rounded to eight digits.
    #expect(isClose(interval.low, -318.2884893068409, 1e-9))
    #expect(isClose(interval.high, 8.288489306840887, 1e-9))
  }

  @Test func tellsWhatCouldBeDetected() throws {
    #expect(isClose(WDD.detectableChange(meanCount: 20), 17.53, 5e-3))
    #expect(isClose(WDD.detectableChange(meanCount: 100), 39.20, 5e-3))
    #expect(isClose(WDD.detectableChange(meanCount: 20, withRings: true), 24.79, 5e-3))
    let wdd = WDD.local(
      InterventionCounts(target: BeforeAfter(20, 20), control: BeforeAfter(20, 20)))
    #expect(isClose(wdd.detectableChange(power: 0.5), 17.53, 5e-3))
    // The power of what is detected four times in five, plus the other tail.
    let change = wdd.detectableChange()
    #expect(isClose(try wdd.power(toDetect: change), 0.8, 1e-5))
    #expect(isClose(try wdd.power(toDetect: 0), 0.05, 1e-9))
  }

  @Test func isWidenedNeverNarrowed() {
    let wdd = WDD.local(
      InterventionCounts(target: BeforeAfter(40, 30), control: BeforeAfter(40, 40)))
    #expect(wdd.widened(by: 0.4).standardError == wdd.standardError)
    #expect(isClose(wdd.widened(by: 4).standardError, 2 * wdd.standardError, 1e-12))
  }

  /// Counts of one weight and sign are one count: the limits are those of that count, exact.
  @Test func smallCountsHaveExactLimits() throws {
    let counts = InterventionCounts(target: BeforeAfter(0, 5), control: BeforeAfter(0, 0))
    let interval = WDD.local(counts).interval()
    // 5 against 0: from the limits of 5 (1.623486, 11.668332) and of 0 (0, 3.688879).
    #expect(
      isClose(interval.low, 5 - (3.376514 * 3.376514 + 3.688879 * 3.688879).squareRoot(), 1e-5))
    #expect(isClose(interval.high, 11.668332, 1e-5))
    #expect(interval.method == "exact Poisson limits, combined")
  }

  @Test(arguments: [(12, 3, 10, 9), (30, 6, 22, 25), (9, 9, 9, 9), (4, 0, 3, 5)])
  func valueOfPAgreesWithTheInterval(_ t0: Int, _ t1: Int, _ c0: Int, _ c1: Int) throws {
    let wdd = WDD.local(
      InterventionCounts(target: BeforeAfter(t0, t1), control: BeforeAfter(c0, c1)))
    let p = try wdd.pValue().value
    guard p < 1 else {
      #expect(wdd.value == 0)
      return
    }
    let edge = wdd.interval(confidence: 1 - p)
    #expect(min(abs(edge.low), abs(edge.high)) < 1e-6)
  }

  @Test func nothingAnywhereHasAnIntervalAndNoScore() {
    let wdd = WDD.local(InterventionCounts(target: BeforeAfter(0, 0), control: BeforeAfter(0, 0)))
    #expect(throws: Undefined.self) { try wdd.standardScore() }
    #expect(throws: Undefined.self) { try wdd.pValue() }
    let interval = wdd.interval()
    #expect(interval.low < -3.6 && interval.high > 3.6)
  }

  @Test func withoutARingThereIsNoDisplacement() {
    let counts = InterventionCounts(target: BeforeAfter(20, 10), control: BeforeAfter(20, 20))
    #expect(throws: Undefined.self) { try WDD.displacement(counts) }
    #expect(WDD.total(counts) == WDD.local(counts))
  }

  /// Without weights only sums matter: which area a count came from changes nothing.
  @Test func swappingSidesTurnsTheSign() throws {
    var random = Philox(seed: 3, stream: 0)
    for _ in 0..<200 {
      let counts = (0..<4).map { _ in Int(random.next() % 40) }
      let target = BeforeAfter(counts[0], counts[1])
      let control = BeforeAfter(counts[2], counts[3])
      let one = WDD.local(InterventionCounts(target: target, control: control))
      let other = WDD.local(InterventionCounts(target: control, control: target))
      #expect(one.value == -other.value)
      #expect(isClose(one.interval().low, -other.interval().high, 1e-9))
    }
  }
}

struct WeightedDisplacementQuotientTests {
  @Test func readsAsBowersAndJohnson() throws {
    let complete = try WeightedDisplacementQuotient(
      target: BeforeAfter(100, 50), ring: BeforeAfter(100, 150), control: BeforeAfter(100, 100))
    #expect(complete.value == -1 && complete.reading == .completeDisplacement)
    let diffusion = try WeightedDisplacementQuotient(
      target: BeforeAfter(100, 60), ring: BeforeAfter(80, 70), control: BeforeAfter(200, 190))
    #expect(abs(diffusion.value - 0.171429) < 5e-7 && diffusion.reading == .diffusion)
  }

  @Test(arguments: [
    (170, WeightedDisplacementQuotient.Reading.moreDisplacedThanGained),
    (120, .partialDisplacement),
    (100, .none), (90, .diffusion), (50, .diffusion), (30, .diffusionBeyondTarget),
  ])
  func namesEachRange(after: Int, reading: WeightedDisplacementQuotient.Reading) throws {
    let quotient = try WeightedDisplacementQuotient(
      target: BeforeAfter(100, 50), ring: BeforeAfter(100, after), control: BeforeAfter(100, 100))
    #expect(quotient.reading == reading)
  }

  @Test func isOnlyDefinedAfterAFall() {
    let same = BeforeAfter(100, 100)
    for target in [BeforeAfter(100, 100), BeforeAfter(100, 120)] {
      #expect(throws: Undefined("the target did not fall against its control")) {
        try WeightedDisplacementQuotient(target: target, ring: same, control: same)
      }
    }
    // It fell by 5, and its control by more.
    #expect(throws: Undefined.self) {
      try WeightedDisplacementQuotient(
        target: BeforeAfter(100, 95), ring: same, control: BeforeAfter(100, 80))
    }
    #expect(throws: Undefined.self) {
      try WeightedDisplacementQuotient(
        target: BeforeAfter(100, 95), ring: same, control: BeforeAfter(0, 80))
    }
  }
}
