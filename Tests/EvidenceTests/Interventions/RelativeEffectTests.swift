import Evidence
import Probability
import RealModule
import Testing

struct RelativeEffectTests {
  /// scipy 1.17, roots of `nchypergeom_fisher`'s tails; p twice the smaller one-sided one of R's `fisher.test`.
  @Test(arguments: [
    ([20, 10, 20, 20], 0.16571449786857448, 1.4744212204338814, 0.2496169),
    ([5, 11, 30, 28], 0.6455016028096433, 9.680268732733419, 0.2414274),
    ([9, 2, 7, 8], 0.016413986399626677, 1.5249125407447017, 0.1551218),
    ([3, 0, 12, 14], 0, 2.490135706902196, 0.2490421),
    ([0, 4, 9, 10], 0.45198582886448324, Double.infinity, 0.226087),
    ([120, 80, 8, 9], 0.19063858424100788, 1.8161382575291016, 0.430425),
  ])
  func exactLimitsAreThoseOfScipy(_ counts: [Int], _ low: Double, _ high: Double, _ p: Double)
    throws
  {
    let ratio = try ConditionalOddsRatio(
      target: BeforeAfter(counts[0], counts[1]), control: BeforeAfter(counts[2], counts[3]))
    let interval = ratio.interval()
    #expect(abs(interval.low - low) <= 1e-9 * low)
    #expect(interval.high == high || abs(interval.high - high) <= 1e-9 * high)
    #expect(abs(ratio.pValue().value - p) < 1e-6)
  }

  @Test func largeCountsTakeTheLogarithm() throws {
    let effect = try RelativeEffect(target: BeforeAfter(207, 110), control: BeforeAfter(308, 318))
    let estimate = try effect.estimate()
    #expect(abs(estimate.value - 110.0 / 207 * 308 / 318) < 1e-12)
    #expect(estimate.interval.method == "log-normal")
    let width = Double.log(estimate.interval.high / estimate.value)
    let variance = 1.0 / 207 + 1.0 / 110 + 1.0 / 308 + 1.0 / 318
    #expect(abs(width - 1.959963984540054 * variance.squareRoot()) < 1e-9)
    #expect(abs(try effect.percent() - 100 * (estimate.value - 1)) < 1e-12)
  }

  @Test func smallCountsTakeTheExactLimits() throws {
    let effect = try RelativeEffect(target: BeforeAfter(5, 11), control: BeforeAfter(30, 28))
    #expect(try effect.estimate().interval.method == "exact conditional")
    #expect(throws: Undefined("a percent on a base under 20 misleads")) { try effect.percent() }
  }

  @Test func dispersionWidens() throws {
    for (target, control) in [
      (BeforeAfter(5, 11), BeforeAfter(30, 28)), (BeforeAfter(50, 30), BeforeAfter(60, 65)),
    ] {
      let plain = try RelativeEffect(target: target, control: control).estimate().interval
      let wide = try RelativeEffect(target: target, control: control, dispersion: 2).estimate()
        .interval
      #expect(wide.low < plain.low && wide.high > plain.high)
      let narrow = try RelativeEffect(target: target, control: control, dispersion: 0.5).estimate()
        .interval
      #expect(narrow == plain)
    }
  }

  @Test func saysWhyThereIsNone() {
    #expect(throws: Undefined("the target counts nothing before")) {
      try RelativeEffect(target: BeforeAfter(0, 4), control: BeforeAfter(5, 5))
    }
    #expect(throws: Undefined("the control counts nothing in one of the periods")) {
      try RelativeEffect(target: BeforeAfter(4, 4), control: BeforeAfter(5, 0))
    }
  }
}
