import Hotspots
import Testing

struct TemporalKernelTests {
  static let kernels = TemporalKernel.Shape.allCases.flatMap { shape in
    TemporalKernel.Sides.allCases.compactMap { TemporalKernel(shape, sides: $0, reach: 28) }
  }

  /// By midpoints of 56,000 steps: mass 1, and the mass between any lags. The error of the rule is
  /// below 1e-6, where the kernel jumps at most 1/28 within a step of 1/1000.
  @Test(arguments: kernels)
  func integratesToOne(kernel: TemporalKernel) {
    func sum(_ first: Int, _ last: Int) -> Double {
      (first..<last).reduce(0) { $0 + kernel.density(atLag: (Double($1) + 0.5) / 1_000) / 1_000 }
    }
    #expect(abs(sum(-30_000, 30_000) - 1) < 1e-6)
    for (first, last) in [(-30, 30), (-28, 3), (-5, 9), (0, 28), (4, 4), (20, 40), (-50, -28)] {
      let mass = kernel.mass(fromLag: Double(first), toLag: Double(last))
      #expect(abs(mass - sum(first * 1_000, last * 1_000)) < 1e-6)
    }
    #expect(kernel.mass(fromLag: -.infinity, toLag: .infinity) == 1)
    #expect(kernel.mass(fromLag: 9, toLag: 5) == 0)
  }

  @Test(arguments: kernels)
  func endsAtItsReach(kernel: TemporalKernel) {
    #expect(kernel.density(atLag: 28) == 0 && kernel.density(atLag: -28) == 0)
    #expect(kernel.density(atLag: 14) > 0)
    let isPast = kernel.sides == .past
    #expect((kernel.density(atLag: -14) == 0) == isPast)
    #expect((kernel.density(atLag: 0) == 0) == isPast)
    if !isPast { #expect(kernel.density(atLag: -14) == kernel.density(atLag: 14)) }
  }

  /// The mass of a short span keeps its digits: it is the density times its length.
  @Test(arguments: kernels)
  func keepsTheDigitsOfShortSpans(kernel: TemporalKernel) {
    let mass = kernel.mass(fromLag: 13, toLag: 13 + 0x1p-30)
    #expect(abs(mass / (kernel.density(atLag: 13) * 0x1p-30) - 1) < 1e-9)
  }

  /// A month weighs the mean over its moments, here of 31,000.
  @Test(arguments: kernels)
  func spreadsAMonthOverItsMoments(kernel: TemporalKernel) {
    for moment in [-40.0, -3, 0, 12.25, 31, 45, 59, 80] {
      let weight = kernel.weight(of: .within(0..<31), at: moment)
      let mean =
        (0..<31_000).reduce(0.0) {
          $0 + kernel.weight(of: .moment((Double($1) + 0.5) / 1_000), at: moment)
        } / 31_000
      #expect(abs(weight - mean) < 1e-6)
    }
    // An empty span is its moment.
    #expect(
      kernel.weight(of: .within(3..<3), at: 5) == kernel.weight(of: .moment(3), at: 5))
  }

  /// Of a month half observed, half counts; an incident outside counts for nothing.
  @Test(arguments: kernels)
  func leavesOutWhatWasNotObserved(kernel: TemporalKernel) {
    let half = kernel.weight(of: .within(0..<30), at: 20, observed: 0..<15)
    #expect(half == kernel.weight(of: .within(0..<15), at: 20) / 2)
    #expect(kernel.weight(of: .within(0..<30), at: 20, observed: 30..<40) == 0)
    for (moment, isCounted) in [(9.0, false), (10, true), (14, true), (15, false)] {
      let weight = kernel.weight(of: .moment(moment), at: 20, observed: 10..<15)
      #expect(weight == (isCounted ? kernel.density(atLag: 20 - moment) : 0))
      #expect(
        weight == kernel.weight(of: .within(moment..<moment), at: 20, observed: 10..<15))
    }
  }

  @Test(arguments: [0, -1, Double.nan, .infinity])
  func hasAPositiveReach(reach: Double) {
    #expect(TemporalKernel(.uniform, sides: .past, reach: reach) == nil)
  }
}
