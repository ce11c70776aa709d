import Evidence
import Testing

@Suite struct EstimateTests {
  @Test func scalingKeepsTheIntervalAroundTheValue() {
    let rate = Estimate(0.02, Interval(0.01, 0.04, confidence: 0.95, method: "exact Poisson"))
    let perThousand = rate.scaled(by: 1_000)
    #expect(perThousand.value == 20)
    #expect(perThousand.interval.low == 10 && perThousand.interval.high == 40)
    #expect(perThousand.interval.contains(20) && !perThousand.interval.contains(40.1))
  }
}
