import Geometry

/// The columns of `ClusterCells` for the innermost loops, which spend their time reading single numbers.
struct CellColumns {
  let keys: UnsafeBufferPointer<UInt64>
  private let starts: UnsafeBufferPointer<Int32>
  private let xs: UnsafeBufferPointer<Double>
  private let ys: UnsafeBufferPointer<Double>
  private let times: UnsafeBufferPointer<Double>
  private let weights: UnsafeBufferPointer<Double>
  private let greatestSquare: Double
  private let greatestTime: Double

  static func with(_ cells: ClusterCells, _ body: (CellColumns) -> Void) {
    cells.keys.withUnsafeBufferPointer { keys in
      cells.starts.withUnsafeBufferPointer { starts in
        cells.xs.withUnsafeBufferPointer { xs in
          cells.ys.withUnsafeBufferPointer { ys in
            cells.times.withUnsafeBufferPointer { times in
              cells.weights.withUnsafeBufferPointer { weights in
                body(
                  CellColumns(
                    keys: keys, starts: starts, xs: xs, ys: ys, times: times, weights: weights,
                    greatestSquare: cells.reach.greatestSquare,
                    greatestTime: cells.reach.greatestTime))
              }
            }
          }
        }
      }
    }
  }

  @inline(__always)
  func places(of cell: Int) -> Range<Int> { Int(starts[cell])..<Int(starts[cell + 1]) }

  /// What the incidents at some places weigh together.
  func weight(of places: Range<Int>) -> Double {
    weights.isEmpty ? Double(places.count) : places.reduce(0) { $0 + weights[$1] }
  }

  @inline(__always)
  private func square(_ a: Int, _ b: Int) -> Double {
    let (dx, dy) = (xs[a] - xs[b], ys[a] - ys[b])
    return dx * dx + dy * dy
  }

  @inline(__always)
  private func areNeighbours(_ a: Int, _ b: Int) -> Bool {
    square(a, b) <= greatestSquare && (times.isEmpty || abs(times[a] - times[b]) <= greatestTime)
  }

  /// Whether what lies within reach of a place, with what its own cell weighs, is enough.
  @inline(__always)
  func reaches(_ least: Double, at place: Int, from own: Double, in nearby: [Range<Int>]) -> Bool {
    var sum = own
    for others in nearby {
      for other in others where areNeighbours(place, other) {
        sum += weights.isEmpty ? 1 : weights[other]
      }
      if sum >= least { return true }
    }
    return false
  }

  /// Whether a core of one cell is within reach of one of another.
  func areInReach(_ cell: Int, _ other: Int, _ cores: UnsafeBufferPointer<Bool>) -> Bool {
    for place in places(of: cell) where cores[place] {
      for another in places(of: other) where cores[another] && areNeighbours(place, another) {
        return true
      }
    }
    return false
  }

  /// The cell of the core that a place belongs to, among some cells; `nil` without one in reach.
  func cellOfNearestCore(
    to place: Int, in nearby: [Int], _ cores: UnsafeBufferPointer<Bool>
  ) -> Int? {
    var nearest = Double.infinity
    for cell in nearby {
      for core in places(of: cell) where cores[core] && areNeighbours(place, core) {
        nearest = min(nearest, square(place, core))
      }
    }
    guard nearest < .infinity else { return nil }
    let limit = nearest.squareRoot() + NeighbourReach.tolerance
    var best: (core: CanonicalPlace, cell: Int)?
    for cell in nearby {
      for core in places(of: cell)
      where cores[core] && square(place, core) <= limit * limit && areNeighbours(place, core) {
        let core = CanonicalPlace(
          point: Point(x: xs[core], y: ys[core]), time: times.isEmpty ? 0 : times[core])
        if best.map({ core < $0.core }) ?? true { best = (core, cell) }
      }
    }
    return best?.cell
  }
}
