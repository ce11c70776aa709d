import Hotspots
import Probability
import Testing

@Suite struct MovingWindowTests {
  /// ptools `scanw(208, 2, .6, 6)`, and the same with the last term summed to n − 1.
  @Test func agreesWithNaus() {
    let ptools = MovingWindow(
      mean: 0.6, windows: 208, rule: .init(exponent: .counts(208, window: 2), lastTerm: .short))
    #expect(abs(ptools.probability(atLeast: 6) - 0.03902238) < 5e-9)
    let short = MovingWindow(mean: 0.6, windows: 208, rule: .init(lastTerm: .short))
    #expect(short.probability(atLeast: 6) == ptools.probability(atLeast: 6))
    let complete = MovingWindow(mean: 0.6, windows: 208)
    #expect(abs(complete.probability(atLeast: 6) - 0.03902311) < 5e-9)
  }

  /// With windows moving continuously over Poisson events, the share of series with a full window.
  @Test(arguments: [(0.6, 20.0, 4), (2.0, 10, 8), (5.0, 4, 11)])
  func agreesWithSimulation(mean: Double, windows: Double, count: Int) {
    var hits = 0
    for replicate in 0..<20_000 {
      var generator = SimulationKey(seed: 5, method: .calibration).generator(replicate: replicate)
      let events = (0..<generator.poisson(mean: mean * windows))
        .map { _ in generator.uniform(from: 0, to: windows) }.sorted()
      if events.count >= count,
        (0...(events.count - count)).contains(where: { events[$0 + count - 1] - events[$0] <= 1 })
      {
        hits += 1
      }
    }
    let p = MovingWindow(mean: mean, windows: windows).probability(atLeast: count)
    let error = (p * (1 - p) / 20_000).squareRoot()
    // The approximation itself is good to about one in a hundred.
    #expect(abs(Double(hits) / 20_000 - p) < 4 * error + 0.01 * p)
  }

  @Test func isAProbability() {
    for mean in [0.0, 0.01, 0.6, 5, 40] {
      for windows in [2.0, 3.5, 52, 1_000] {
        let moving = MovingWindow(mean: mean, windows: windows)
        var last = 1.0
        for count in 0...120 {
          let p = moving.probability(atLeast: count)
          #expect(p >= 0 && p <= 1 && p <= last + 1e-9, "\(mean) \(windows) \(count)")
          last = p
        }
      }
    }
  }

  @Test func findsASurge() {
    var series = [Int](repeating: 0, count: 208)
    for week in stride(from: 0, to: 208, by: 3) { series[week] = 1 }
    series[100] += 4
    series[101] += 4
    let scan = SurgeScan(series, window: 2)
    #expect(scan?.surges.map(\.steps) == [100..<102])
    #expect(scan?.surges.first?.count == series[100] + series[101])
    #expect(SurgeScan([1, 2, 3], window: 2) == nil)
    #expect(SurgeScan([Int](repeating: 0, count: 9), window: 2)?.surges == [])
  }
}
