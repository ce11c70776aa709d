import Hotspots
import Testing

struct BandwidthTests {
  @Test func isAPositiveNumber() {
    for radius in [0, -1, Double.nan, .infinity] { #expect(Bandwidth(radius: radius) == nil) }
    #expect(Bandwidth(radius: .leastNonzeroMagnitude) != nil)
  }

  /// METHODS section 3: a quartic of radius 300 m has a standard deviation of 106.066 m.
  @Test func knowsItsStandardDeviation() throws {
    let deviation = try #require(Bandwidth(radius: 300)).standardDeviation
    #expect(abs(deviation - 106.066) < 0.0005)
  }
}
