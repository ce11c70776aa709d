import Geometry

/// An axis laid on the page: which value lies where, and its round ticks.
struct ChartScale: Sendable {
  struct Tick: Hashable, Sendable {
    let value: Double
    let label: String
  }

  let ticks: [Tick]
  /// Between ticks, on a logarithmic axis of few decades.
  private let isLogarithmic: Bool
  /// The values at the ends of the axis, or their common logarithms.
  private let from: Double
  private let to: Double
  private let start: Double
  private let end: Double

  /// - Parameters:
  ///   - values: what must be seen.
  ///   - start: where the least value lies on the page, and `end` the greatest.
  ///   - room: how far ticks must be apart on the page.
  init(_ axis: LineChart.Axis, values: [Double], start: Double, end: Double, room: Double) {
    (self.start, self.end) = (start, end)
    let wished = axis.including.map { [$0.lowerBound, $0.upperBound] } ?? []
    let seen = (values + wished).filter(\.isFinite)
    let most = min(10, max(2, Int(abs(end - start) / room)))
    isLogarithmic = axis.scale == .logarithmic
    if isLogarithmic {
      let logs = seen.filter { $0 > 0 }.map { decimalLogarithm(of: $0) }
      let low = logs.min() ?? 0
      let high = max(logs.max() ?? 1, low + 0.1)
      (from, to) = (low - 0.02 * (high - low), high + 0.02 * (high - low))
      ticks = Self.logarithmicTicks(from: from, to: to, most: most)
    } else if !axis.labels.isEmpty {
      (from, to) = (-0.5, Double(axis.labels.count) - 0.5)
      ticks = axis.labels.enumerated().map { Tick(value: Double($0), label: $1) }
    } else {
      let low = seen.min() ?? 0
      let high = seen.max() ?? 1
      let (bottom, top) = low < high ? (low, high) : (low - 0.5, high + 0.5)
      let step = Self.roundStep(atLeast: (top - bottom) / Double(most))
      let first = ((bottom / step) - 1e-9).rounded(.up)
      let last = ((top / step) + 1e-9).rounded(.down)
      // The axis ends at the values unless the next tick is close.
      let margin = 0.04 * (top - bottom)
      (from, to) = (
        wished.first == bottom ? bottom : bottom - (bottom == 0 ? 0 : margin),
        wished.last == top ? top : top + margin
      )
      let lowest = (first - 1) * step >= from ? first - 1 : first
      let highest = (last + 1) * step <= to ? last + 1 : last
      ticks = stride(from: lowest, through: max(lowest, highest), by: 1).map {
        Tick(value: $0 * step, label: axisLabel($0 * step, step: step))
      }
    }
  }

  /// Where a value lies on the page; `nil` for what the axis cannot show.
  func place(of value: Double) -> Double? {
    guard value.isFinite, !isLogarithmic || value > 0 else { return nil }
    let along = (isLogarithmic ? decimalLogarithm(of: value) : value) - from
    return start + along / (to - from) * (end - start)
  }

  /// 1, 2 or 5 times a power of ten.
  static func roundStep(atLeast least: Double) -> Double {
    guard least > 0, least.isFinite else { return 1 }
    let unit = decade(of: least * 1.000000001)
    return unit * ([1, 2, 5, 10].first { $0 * unit >= least * 0.999999999 } ?? 10)
  }

  /// Powers of ten; with few of them also 2 and 5 times each.
  private static func logarithmicTicks(from: Double, to: Double, most: Int) -> [Tick] {
    let decades = Int(from.rounded(.down))...Int(to.rounded(.up))
    let every = max(1, (decades.count + most - 1) / most)
    let parts: [Double] = (to - from) * 3 <= Double(most) ? [1, 2, 5] : [1]
    return decades.filter { $0 % every == 0 }.flatMap { exponent in
      let unit = power(ofTen: exponent)
      return parts.map { $0 * unit }
        .filter { from...to ~= decimalLogarithm(of: $0) }
        .map { Tick(value: $0, label: axisLabel($0, step: unit)) }
    }
  }
}

/// A number on an axis with as many decimals as its step needs.
func axisLabel(_ value: Double, step: Double) -> String {
  if abs(value) < step * 1e-6 { return "0" }
  let size = abs(value)
  let digits =
    step >= 0.0001 && size < 1e9 ? measured(size, step: step) : "\(Float(size))"
  return (value < 0 ? "−" : "") + digits
}

/// Ten to a whole power, exactly where a `Double` can.
private func power(ofTen exponent: Int) -> Double {
  var power = 1.0
  for _ in 0..<exponent.magnitude { power *= 10 }
  return exponent < 0 ? 1 / power : power
}

/// The common logarithm of a positive number, to about 1e-12: enough for a place on a page.
///
/// The decade is counted off; the rest follows from the series of artanh, so that nothing beside the
/// standard library is needed.
func decimalLogarithm(of value: Double) -> Double {
  let unit = decade(of: value)
  var exponent = 0.0
  var power = unit
  while power > 1.5 { (power, exponent) = (power / 10, exponent + 1) }
  while power < 0.5 { (power, exponent) = (power * 10, exponent - 1) }
  // 1 to 10, by roots to 1 to 1.33, where the series is short.
  var rest = value / unit
  for _ in 0..<3 { rest = rest.squareRoot() }
  let t = (rest - 1) / (rest + 1)
  var (sum, term) = (0.0, t)
  for odd in stride(from: 1.0, to: 24, by: 2) {
    sum += term / odd
    term *= t * t
  }
  return exponent + 8 * 2 * sum / 2.302585092994046
}
