import Geometry
import Hotspots
import Probability

/// A prospective space-time permutation scan, as a force would run it each week: sixty days, circles up to 1 km,
/// windows of 7, 14 and 28 days, 999 replicates, on two cores.
struct ScanCase {
  let places: Int

  func run() async throws -> Measurement {
    var random = Philox(seed: 3, stream: 5)
    // A hundred places to the square kilometre, two cases at each.
    let side = 100 * Double(places).squareRoot()
    let positions = (0..<places).map { _ in
      Point(x: random.uniform(from: 0, to: side), y: random.uniform(from: 0, to: side))
    }
    var counts = [Int](repeating: 0, count: places * 60)
    for _ in 0..<2 * places { counts[random.index(below: counts.count)] += 1 }
    let cases = try ScanCases(
      positions: positions, steps: 60, cases: counts, model: .permutation)
    var terms = ScanTerms(periods: .prospective(steps: 60, lengths: [7, 14, 28]))
    terms.threads = 2
    let before = processorSeconds()
    let start = ContinuousClock.now
    let result = try await ScanStatistic.run(cases, terms)
    let time = start.duration(to: .now) / .seconds(1)
    let processor = processorSeconds() - before
    let plain = plain(positions, counts)
    return Measurement(
      bench: "scan-permutation", n: places, parameters: "\(result.windows) windows, 999 replicates",
      median: time, runs: 1, threads: 2, baseline: "every window's logarithm, one core, scaled",
      ratio: plain * 1_000 / processor,
      rate: "\(Int(Double(result.windows) * 1_000 / processor / 1e6)) million windows/s",
      processor: processor)
  }

  /// How long one data set takes by the definition, its neighbours sorted beforehand.
  private func plain(_ positions: [Point], _ counts: [Int]) -> Double {
    let some = positions.prefix(100)
    let near = some.map { centre in
      positions.indices.map { (centre.distance(to: positions[$0]), $0) }
        .filter { $0.0 <= 1_000 }.sorted { $0 < $1 }.map(\.1).prefix(places / 10)
    }
    let all = 2 * places
    let ratio = LikelihoodRatio.poisson(cases: all)
    let lengths = [7, 14, 28]
    let totals = lengths.map { length in
      counts.indices.reduce(0) { $0 + ($1 % 60 >= 60 - length ? counts[$1] : 0) }
    }
    var highest = 0.0
    let time = seconds {
      for order in near {
        var (inside, weight) = ([0, 0, 0], 0)
        for place in order {
          let days = counts[place * 60..<place * 60 + 60]
          weight += days.reduce(0, +)
          for (number, length) in lengths.enumerated() {
            inside[number] += days.suffix(length).reduce(0, +)
            let expected = Double(weight * totals[number]) / Double(all)
            guard Double(inside[number]) > expected else { continue }
            highest = max(highest, ratio.value(inside[number], size: expected))
          }
        }
      }
    }
    precondition(highest > 0)
    return time * Double(places) / Double(some.count)
  }
}
