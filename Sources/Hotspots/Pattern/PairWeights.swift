import Geometry

/// What the edge of a window does to the pairs of points in it, up to some distance: made once for a
/// window, used for every pattern on it.
struct PairWeights: Sendable {
  let window: PatternWindow
  let rule: EdgeRule
  let reach: Double
  let boundary: BoundaryEdges
  let covariance: SetCovariance?

  init(of window: PatternWindow, rule: EdgeRule, reach: Double, threads: Int) async {
    self.window = window
    self.rule = rule
    self.reach = reach
    boundary = BoundaryEdges(of: window.shape, shortest: max(reach / 4, window.perimeter * 1e-6))
    covariance =
      rule == .translation
      ? await SetCovariance(of: window, reach: reach, threads: threads) : nil
  }

  /// The square of each point's distance to the boundary; beyond reach any greater one.
  func clearances(of points: [Point]) -> [Double] {
    var circles = CircleShare()
    return points.map { point in
      circles.move(to: point, among: boundary, reach: reach)
      return circles.clearance
    }
  }
}

/// Two patterns in one window, or one with itself, ready for their pairs to be weighed.
struct WeighedPairs: Sendable {
  let weights: PairWeights
  let rows: PatternRows
  let others: PatternRows
  let isSame: Bool
  /// One over the intensity at each point, in the order of the rows; `nil` for 1 each.
  let factors: [Double]?
  let otherFactors: [Double]?
  /// The square of each first point's distance to the boundary; beyond reach any greater one.
  let clearances: [Double]
  /// As `clearances` for the second points.
  let otherClearances: [Double]
  let limit: Double

  init(_ pattern: PointPattern, with other: PointPattern?, weights: PairWeights, limit: Double) {
    let frame = RowFrame(
      box: weights.window.box, reach: limit.squareRoot(),
      points: max(pattern.count, other?.count ?? 0))
    let rows = PatternRows(pattern.points, frame: frame)
    self.rows = rows
    self.weights = weights
    self.limit = limit
    factors = Self.factors(of: pattern, in: rows)
    clearances = Self.clearances(in: rows, weights)
    isSame = other == nil
    guard let other else {
      others = rows
      otherFactors = factors
      otherClearances = clearances
      return
    }
    let others = PatternRows(other.points, frame: frame)
    self.others = others
    otherFactors = Self.factors(of: other, in: others)
    otherClearances = Self.clearances(in: others, weights)
  }

  private static func factors(of pattern: PointPattern, in rows: PatternRows) -> [Double]? {
    pattern.intensities.map { values in rows.places.map { 1 / values[Int($0)] } }
  }

  private static func clearances(in rows: PatternRows, _ weights: PairWeights) -> [Double] {
    guard weights.rule == .isotropic || weights.rule == .border else {
      return [Double](repeating: .infinity, count: rows.xs.count)
    }
    return weights.clearances(of: zip(rows.xs, rows.ys).map { Point(x: $0, y: $1) })
  }

  /// How many parts the pairs come in: the same for any number of threads, so that sums of parts in their
  /// order have the same bits.
  var parts: Int { rows.frame.count }

  /// Adds up all pairs, both ways round for one pattern with itself.
  func sum<Sum: PairSum>(_ empty: Sum, threads: Int) async -> Sum {
    let sums = await inParallel(parts, threads: threads) { part in
      var sum = empty
      add(part: part, to: &sum)
      return sum
    }
    return sums.reduce(into: empty) { $0.add($1) }
  }

  /// The same on the calling thread.
  func sum<Sum: PairSum>(_ empty: Sum) -> Sum {
    var whole = empty
    for part in 0..<parts {
      var sum = empty
      add(part: part, to: &sum)
      whole.add(sum)
    }
    return whole
  }

  private func add<Sum: PairSum>(part: Int, to sum: inout Sum) {
    switch weights.rule {
    case .none, .border: addPlain(part, to: &sum)
    case .translation: addTranslated(part, to: &sum)
    case .isotropic:
      addFree(part, to: &sum)
      addBounded(part, to: &sum)
    }
  }

  private var visitor: PairVisitor { PairVisitor(rows, others, isSame: isSame, limit: limit) }

  @inline(__always)
  private func factor(_ first: Int, _ second: Int) -> Double {
    (factors.map { $0[first] } ?? 1) * (otherFactors.map { $0[second] } ?? 1)
  }

  private func addPlain<Sum: PairSum>(_ part: Int, to sum: inout Sum) {
    let both = isSame ? 2 : 1
    if factors == nil && otherFactors == nil {
      visitor.visit(row: part) { _, _, square in sum.add(pairs: both, atSquare: square) }
    } else {
      visitor.visit(row: part) { first, second, square in
        sum.add(weight: Double(both) * factor(first, second), atSquare: square)
      }
    }
  }

  private func addTranslated<Sum: PairSum>(_ part: Int, to sum: inout Sum) {
    guard let covariance = weights.covariance else { return }
    let (both, area) = (isSame ? 2.0 : 1, weights.window.area)
    visitor.visit(row: part) { first, second, square in
      let common = covariance(
        others.xs[second] - rows.xs[first], others.ys[second] - rows.ys[first])
      let weight =
        common > 0 ? min(area / common, EdgeRule.greatestWeight) : EdgeRule.greatestWeight
      sum.add(weight: both * weight * factor(first, second), atSquare: square)
    }
  }

  /// The pairs whose circle does not reach the boundary: they weigh 1.
  private func addFree<Sum: PairSum>(_ part: Int, to sum: inout Sum) {
    let (isSame, isPlain) = (isSame, factors == nil && otherFactors == nil)
    clearances.withUnsafeBufferPointer { clearances in
      otherClearances.withUnsafeBufferPointer { others in
        visitor.visit(row: part) { first, second, square in
          let free =
            (square <= clearances[first] ? 1 : 0) + (isSame && square <= others[second] ? 1 : 0)
          guard free > 0 else { return }
          if isPlain {
            sum.add(pairs: free, atSquare: square)
          } else {
            sum.add(weight: Double(free) * factor(first, second), atSquare: square)
          }
        }
      }
    }
  }

  /// The pairs whose circle does reach it, from each point near the boundary.
  private func addBounded<Sum: PairSum>(_ part: Int, to sum: inout Sum) {
    var circles = CircleShare()
    var current = -1
    let visitor = BoundedVisitor(rows: rows, others: others, limit: limit)
    for first in rows.starts[part]..<rows.starts[part + 1] where clearances[first] < limit {
      visitor.visit(from: first) { second, square in
        guard square > clearances[first], !(isSame && first == second) else { return }
        if current != first {
          let place = Point(x: rows.xs[first], y: rows.ys[first])
          circles.move(to: place, among: weights.boundary, reach: weights.reach)
          current = first
        }
        sum.add(
          weight: circles.weight(atSquare: square) * factor(first, second), atSquare: square)
      }
    }
  }
}

/// Visits all points within reach of one.
private struct BoundedVisitor {
  let rows: PatternRows
  let others: PatternRows
  let limit: Double

  @inline(__always)
  func visit(from first: Int, _ visit: (_ second: Int, _ square: Double) -> Void) {
    let frame = rows.frame
    let (x, y) = (rows.xs[first], rows.ys[first])
    let row = frame.row(atY: y)
    for other in max(0, row - frame.rowsAbove)...min(frame.count - 1, row + frame.rowsAbove) {
      let width = frame.halfWidth(atOffset: other - row)
      let end = others.starts[other + 1]
      var second = lowerBound(x - width, others.starts[other]..<end)
      while second < end, others.xs[second] <= x + width {
        let (dx, dy) = (others.xs[second] - x, others.ys[second] - y)
        let square = dx * dx + dy * dy
        if square <= limit { visit(second, square) }
        second += 1
      }
    }
  }

  /// The first of a row at or east of x, by bisection.
  private func lowerBound(_ x: Double, _ range: Range<Int>) -> Int {
    var (low, high) = (range.lowerBound, range.upperBound)
    while low < high {
      let middle = (low + high) / 2
      if others.xs[middle] < x { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
