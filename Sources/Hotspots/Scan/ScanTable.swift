import CKernels
import RealModule

/// What the windows of a scan are compared with: sizes summed up over time, and the sizes at which a count
/// begins to matter.
///
/// Unchanging while replicates are scanned, so that threads share it.
final class ScanTable: Sendable {
  /// The steps at which some window begins or ends.
  let boundaries: [Int]
  let intervals: [Range<Int>]
  let ratio: LikelihoodRatio
  let rates: ScanRates
  let least: Int
  /// For each interval the numbers of its boundaries.
  let from: SharedMemory<Int32>
  let to: SharedMemory<Int32>
  /// [location][boundary]: the size before the boundary, from the first one.
  let sizes: SharedMemory<Double>
  /// Of every step the part between boundaries it lies in; −1 outside all windows.
  let segments: [Int]
  private let powers: SharedMemory<Double>
  private let largest: SharedMemory<Double>
  private let smallest: SharedMemory<Double>
  private let cap: Int

  private static let levels = 40
  private static let step = 0.5

  init(_ cases: ScanCases, _ terms: ScanTerms) async {
    boundaries = terms.periods.boundaries
    intervals = terms.periods.intervals
    (ratio, rates, least) = (cases.ratio, terms.rates, terms.limits.cases)
    let boundaries = boundaries
    let number = Dictionary(uniqueKeysWithValues: boundaries.enumerated().map { ($1, Int32($0)) })
    from = SharedMemory(intervals.map { number[$0.lowerBound] ?? 0 })
    to = SharedMemory(intervals.map { number[$0.upperBound] ?? 0 })
    segments = (0..<cases.steps).map { step in
      boundaries.dropLast().lastIndex { $0 <= step }.flatMap {
        step < boundaries[boundaries.count - 1] ? $0 : nil
      } ?? -1
    }
    sizes = Self.summed(cases, segments, width: boundaries.count)
    powers = Self.powers(upTo: Int(ratio.total))
    // A count beyond the cap is always looked at: it is rare in a window that small.
    let expected = terms.limits.share * Double(ratio.cases)
    let likely = Int(expected + 10 * expected.squareRoot()) + 60
    cap = terms.rates.includesLow ? ratio.cases : min(ratio.cases, likely)
    (largest, smallest) = await Self.limits(ratio, terms.rates, cap: cap, threads: terms.threads)
  }

  var width: Int { boundaries.count }

  /// What C reads.
  var plan: ScanPlan {
    let (bernoulli, common): (Int32, Double)
    switch ratio {
    case .poisson: (bernoulli, common) = (0, 0)
    case .bernoulli(let cases, let individuals):
      bernoulli = 1
      common =
        powers.start[cases] + powers.start[individuals - cases] - powers.start[individuals]
    }
    return ScanPlan(
      bernoulli: bernoulli, cases: Double(ratio.cases), total: ratio.total, common: common,
      n_log_n: UnsafePointer(powers.start), boundaries: Int32(width),
      intervals: Int32(intervals.count),
      from: UnsafePointer(from.start), to: UnsafePointer(to.start),
      sizes: UnsafePointer(sizes.start), low: rates.includesLow ? 1 : 0,
      high: rates.includesHigh ? 1 : 0, least: Int32(least), cap: Int32(cap),
      levels: Int32(Self.levels), step: Self.step, largest: UnsafePointer(largest.start),
      smallest: UnsafePointer(smallest.start))
  }

  /// Whether a window can have a statistic of at least `level`: quickly, and never falsely no.
  func mayReach(_ level: Double, _ count: Int, size: Double) -> Bool {
    guard count <= cap else { return true }
    let row = min(Self.levels - 1, Int(max(0, level) / Self.step)) * (cap + 1)
    return (rates.includesHigh && count >= least && size <= largest.start[row + count])
      || (rates.includesLow && size >= smallest.start[row + count])
  }

  private static func summed(
    _ cases: ScanCases, _ segments: [Int], width: Int
  ) -> SharedMemory<Double> {
    let sums = SharedMemory(repeating: 0.0, count: cases.positions.count * width)
    for location in cases.positions.indices {
      let row = sums.start + location * width
      for step in 0..<cases.steps where segments[step] >= 0 {
        row[segments[step] + 1] += cases.sizes[location * cases.steps + step]
      }
      for boundary in 1..<width { row[boundary] += row[boundary - 1] }
    }
    return sums
  }

  /// n ln n.
  private static func powers(upTo most: Int) -> SharedMemory<Double> {
    SharedMemory((0...most).map { $0 == 0 ? 0 : Double($0) * Double.log(Double($0)) })
  }

  private static func limits(
    _ ratio: LikelihoodRatio, _ rates: ScanRates, cap: Int, threads: Int
  ) async -> (SharedMemory<Double>, SharedMemory<Double>) {
    let largest = SharedMemory(repeating: -1.0, count: levels * (cap + 1))
    let smallest = SharedMemory(
      repeating: Double.infinity, count: rates.includesLow ? levels * (cap + 1) : 1)
    await inBands(levels, of: 1, threads: threads) { band in
      for level in band {
        let (high, low) = (largest.start + level * (cap + 1), smallest.start + level * (cap + 1))
        for count in 0...cap {
          let value = Double(level) * step
          if rates.includesHigh { high[count] = ratio.largestSize(count, level: value) ?? -1 }
          if rates.includesLow { low[count] = ratio.smallestSize(count, level: value) ?? .infinity }
        }
      }
    }
    return (largest, smallest)
  }
}
