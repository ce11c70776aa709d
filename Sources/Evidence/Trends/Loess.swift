/// Locally weighted straight lines through values at whole positions, some of which may be missing (Cleveland
/// 1979; as used by STL, Cleveland and others 1990, §2.1).
struct Loess {
  enum Degree { case constant, linear }

  /// Ascending, without those that are missing.
  let positions: [Int]
  let values: [Double]
  /// How far each value is trusted, from 0 to 1.
  let trust: [Double]

  /// The smooth value at a position.
  ///
  /// Weights are tricube over the `window` nearest values, each times its trust; where there are fewer values
  /// than that, the reach grows by half the lack. `nil` where no value in reach is trusted.
  /// - Complexity: O(*window* + log *n*).
  func value(at x: Int, window: Int, degree: Degree) -> Double? {
    let near = nearest(x, window)
    guard let first = near.first, let last = near.last else { return nil }
    let lack = Double(max(0, (window - positions.count) / 2))
    let reach = Double(max(x - positions[first], positions[last] - x)) + lack
    var weights = near.map { weight(Double(abs(positions[$0] - x)), reach) * trust[$0] }
    let sum = weights.reduce(0, +)
    guard sum > 0 else { return nil }
    for i in weights.indices { weights[i] /= sum }
    if degree == .linear, reach > 0 { tilt(&weights, near, x) }
    return zip(weights, near).reduce(0) { $0 + $1.0 * values[$1.1] }
  }

  /// The value nearest to a position, unsmoothed; of two as far, the earlier.
  func nearestValue(to x: Int) -> Double { values[nearest(x, 1).lowerBound] }

  /// 1 up to a thousandth of the reach, 0 beyond 999 of them, as in the authors' program.
  private func weight(_ distance: Double, _ reach: Double) -> Double {
    if distance > 0.999 * reach { return 0 }
    if distance <= 0.001 * reach { return 1 }
    let r = distance / reach
    let part = 1 - r * r * r
    return part * part * part
  }

  /// Makes the weights of a mean those of a line, unless the positions hardly differ.
  private func tilt(_ weights: inout [Double], _ near: Range<Int>, _ x: Int) {
    let centre = zip(weights, near).reduce(0) { $0 + $1.0 * Double(positions[$1.1]) }
    let spread = zip(weights, near).reduce(0) { sum, pair in
      let offset = Double(positions[pair.1]) - centre
      return sum + pair.0 * offset * offset
    }
    let range = Double((positions.last ?? 0) - (positions.first ?? 0))
    guard spread.squareRoot() > 0.001 * range else { return }
    let slope = (Double(x) - centre) / spread
    for (i, point) in near.enumerated() {
      weights[i] *= slope * (Double(positions[point]) - centre) + 1
    }
  }

  /// The numbers of the nearest values; of two as far, the earlier.
  private func nearest(_ x: Int, _ window: Int) -> Range<Int> {
    let size = min(window, positions.count)
    var start = 0
    while start + size < positions.count,
      positions[start + size] - x < x - positions[start]
    {
      start += 1
    }
    return start..<start + size
  }
}
