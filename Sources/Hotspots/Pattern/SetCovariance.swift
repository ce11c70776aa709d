import Geometry
import RealModule

/// How much of a window lies in itself when shifted: the area of W ∩ (W + v).
///
/// Exact for rectangles and for windows of few edges; for others interpolated between exact values, with
/// the error measured (`error`).
struct SetCovariance: Sendable {
  private enum Form: Sendable {
    case rectangle(width: Double, height: Double)
    case exact(ShiftedOverlap)
    case table(CovarianceTable)
  }

  private let form: Form
  /// The largest relative error found halfway between the values of the table; 0 where exact.
  let error: Double

  /// The most edges for which every pair is worth an exact sum.
  static let fewEdges = 40

  /// - Parameter reach: the longest shift that will be asked for.
  init(of window: PatternWindow, reach: Double, threads: Int) async {
    if let sides = window.rectangle {
      form = .rectangle(width: sides.width, height: sides.height)
      error = 0
      return
    }
    let overlap = ShiftedOverlap(of: window)
    guard overlap.edgeCount > Self.fewEdges, reach > 0 else {
      form = .exact(overlap)
      error = 0
      return
    }
    let table = await CovarianceTable(
      of: overlap, area: window.area, reach: reach, threads: threads)
    form = .table(table)
    error = await table.greatestError(against: overlap, threads: threads)
  }

  func callAsFunction(_ dx: Double, _ dy: Double) -> Double {
    switch form {
    case .rectangle(let width, let height): max(0, width - abs(dx)) * max(0, height - abs(dy))
    case .exact(let overlap): overlap.area(shiftedBy: dx, dy)
    case .table(let table): table.area(dx, dy)
    }
  }
}

/// The area that a window and itself, shifted, have in common, as a sum over pairs of edges.
///
/// A position is in the window by the signs of the edges above it: +1 for those that run westwards, the
/// window below them, −1 for the others. The area of both is Σ Σ s s' ∫ min(e, e') dx over the stretch
/// below both edges; since the signs of all edges above some x add up to 0, min may be replaced by
/// −|e − e'|/2, which needs no base line and loses no digits to one.
struct ShiftedOverlap: Sendable {
  /// A piece of an edge within one strip of the window.
  fileprivate struct Piece {
    let x0: Double
    let y0: Double
    let x1: Double
    let slope: Double
    let sign: Double

    func y(_ x: Double) -> Double { y0 + slope * (x - x0) }
  }

  let edgeCount: Int
  private let west: Double
  private let width: Double
  private let strips: Int
  private var starts: [Int]
  private var pieces: [Piece]

  init(of window: PatternWindow) {
    let edges = BoundaryEdges(of: window.shape, shortest: window.box.width).all
    edgeCount = edges.count
    strips = min(max(1, edges.count / 2), 1 << 16)
    west = window.box.minX
    width = window.box.width / Double(strips)
    var sorted: [[Piece]] = Array(repeating: [], count: strips)
    for edge in edges where edge.a.x != edge.b.x {
      let (left, right) = edge.a.x < edge.b.x ? (edge.a, edge.b) : (edge.b, edge.a)
      let whole = Piece(
        x0: left.x, y0: left.y, x1: right.x, slope: (right.y - left.y) / (right.x - left.x),
        sign: edge.a.x < edge.b.x ? -1 : 1)
      let first = min(strips - 1, max(0, Int((left.x - west) / width)))
      let last = min(strips - 1, max(0, Int((right.x - west) / width)))
      for strip in first...last {
        let from = strip == first ? left.x : west + Double(strip) * width
        let to = strip == last ? right.x : west + Double(strip + 1) * width
        guard from < to else { continue }
        sorted[strip].append(
          Piece(x0: from, y0: whole.y(from), x1: to, slope: whole.slope, sign: whole.sign))
      }
    }
    starts = [0]
    pieces = []
    for strip in sorted {
      pieces += strip
      starts.append(pieces.count)
    }
  }

  /// - Complexity: O(edges × edges above or below each other).
  func area(shiftedBy dx: Double, _ dy: Double) -> Double {
    var sum = 0.0
    pieces.withUnsafeBufferPointer { pieces in
      for piece in pieces {
        let (low, high) = ((piece.x0 - dx - west) / width, (piece.x1 - dx - west) / width)
        guard high > -1, low < Double(strips + 1) else { continue }
        // One more on either side, so that rounding loses no piece: what does not overlap adds nothing.
        let first = max(0, Int(max(low, 0)) - 1)
        let last = min(strips - 1, Int(max(high, 0)) + 1)
        guard first <= last else { continue }
        for other in starts[first]..<starts[last + 1] {
          sum += pieces[other].overlap(with: piece, dx, dy)
        }
      }
    }
    return max(0, -sum / 2)
  }
}

extension ShiftedOverlap.Piece {
  /// s s' ∫ |e − e'| dx, this piece being the shifted one.
  @inline(__always)
  fileprivate func overlap(with other: Self, _ dx: Double, _ dy: Double) -> Double {
    let (from, to) = (max(x0 + dx, other.x0), min(x1 + dx, other.x1))
    guard from < to else { return 0 }
    let low = y(from - dx) + dy - other.y(from)
    let high = y(to - dx) + dy - other.y(to)
    let (a, b) = (abs(low), abs(high))
    let mean = (low < 0) == (high < 0) || a + b == 0 ? (a + b) / 2 : (a * a + b * b) / (2 * (a + b))
    return sign * other.sign * mean * (to - from)
  }
}

/// The area at shifts on a polar grid, with cubics between.
///
/// Along a direction the area is smooth; from direction to direction it has a kink for every edge along
/// it, so the error is largest there.
struct CovarianceTable: Sendable {
  private static let directions = 96
  private static let steps = 12
  private let values: [Double]
  private let step: Double

  init(of overlap: ShiftedOverlap, area: Double, reach: Double, threads: Int) async {
    let step = reach / Double(Self.steps)
    let rows = await inParallel(Self.directions, threads: threads) { direction in
      let angle = Double(direction) * Double.pi / Double(Self.directions)
      let (cos, sin) = (Double.cos(angle), Double.sin(angle))
      return [area]
        + (1...Self.steps).map { place in
          let length = Double(place) * step
          return overlap.area(shiftedBy: length * cos, length * sin)
        }
    }
    self.step = step
    values = rows.flatMap { $0 }
  }

  func area(_ dx: Double, _ dy: Double) -> Double {
    let angle = Double.atan2(y: dy, x: dx)
    let turned = (angle < 0 ? angle + Double.pi : angle) * Double(Self.directions) / Double.pi
    let direction = Int(turned)
    let weights = Self.cubic(turned - Double(direction))
    let along = (dx * dx + dy * dy).squareRoot() / step
    let first = min(max(0, Int(along) - 1), Self.steps - 3)
    let lengths = Self.cubic(along - Double(first) - 1)
    var sum = 0.0
    for row in 0..<4 {
      // Half a turn changes nothing: W ∩ (W + v) and W ∩ (W − v) are the same but for a shift.
      let base =
        (direction + row - 1 + Self.directions) % Self.directions * (Self.steps + 1) + first
      let value =
        lengths.0 * values[base] + lengths.1 * values[base + 1] + lengths.2 * values[base + 2]
        + lengths.3 * values[base + 3]
      sum +=
        (row == 0 ? weights.0 : row == 1 ? weights.1 : row == 2 ? weights.2 : weights.3) * value
    }
    return sum
  }

  /// The weights of values at −1, 0, 1 and 2 in the cubic through them at t (Lagrange).
  private static func cubic(_ t: Double) -> (Double, Double, Double, Double) {
    (
      -t * (t - 1) * (t - 2) / 6, (t + 1) * (t - 1) * (t - 2) / 2, -(t + 1) * t * (t - 2) / 2,
      (t + 1) * t * (t - 1) / 6
    )
  }

  /// The largest relative error halfway between directions and steps, at every other of them.
  func greatestError(against overlap: ShiftedOverlap, threads: Int) async -> Double {
    let errors = await inParallel(Self.directions / 2, threads: threads) { direction in
      let angle = (Double(2 * direction) + 0.5) * Double.pi / Double(Self.directions)
      var greatest = 0.0
      for place in [0, Self.steps / 2, Self.steps - 1] {
        let length = (Double(place) + 0.5) * step
        let (dx, dy) = (length * Double.cos(angle), length * Double.sin(angle))
        let exact = overlap.area(shiftedBy: dx, dy)
        greatest = max(greatest, exact > 0 ? abs(area(dx, dy) / exact - 1) : 0)
      }
      return greatest
    }
    return errors.max() ?? 0
  }
}
