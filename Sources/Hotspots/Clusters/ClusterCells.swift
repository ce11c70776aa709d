import Geometry
import SpatialIndex

/// How near two incidents must be to count as neighbours, both limits included.
package struct NeighbourReach: Hashable, Sendable {
  /// Metres.
  package let distance: Double
  /// Days; `nil` where time plays no part.
  package let days: Double?

  /// What inclusive tests allow for rounding, in metres and in days: coordinates on a grid put pairs exactly
  /// on the limit.
  package static let tolerance = 1e-6

  /// - Parameters:
  ///   - distance: above 0.
  ///   - days: above 0.
  package init(distance: Double, days: Double? = nil) {
    precondition(distance > 0 && days.map { $0 > 0 } ?? true, "a reach is above 0")
    self.distance = distance
    self.days = days
  }

  /// The greatest squared distance of neighbours, in m².
  var greatestSquare: Double {
    (distance + Self.tolerance) * (distance + Self.tolerance)
  }

  /// The greatest time between neighbours, in days.
  var greatestTime: Double { days.map { $0 + Self.tolerance } ?? .infinity }
}

/// Incidents sorted into square cells so small that all in one cell are neighbours (Gunawan 2013, "A faster
/// algorithm for DBSCAN"), and into slots of time where time counts.
///
/// Only cells with incidents are kept, by ascending key: slot, row, column. As keys ascend, so do the keys
/// of the neighbouring cells: a walk along the cells needs one cursor for each row around it.
struct ClusterCells: Sendable {
  let reach: NeighbourReach
  /// The incidents' coordinates, cell by cell.
  let xs: [Double]
  let ys: [Double]
  /// Empty where time plays no part.
  let times: [Double]
  /// Empty where each counts for one.
  let weights: [Double]
  /// The number that each came with.
  let numbers: [Int32]
  /// For each cell with incidents its key, ascending.
  let keys: [UInt64]
  /// Where each cell's incidents start; one entry more, for the end.
  let starts: [Int32]
  /// From a cell to the middle of each row of cells, five around it in each slot.
  let steps: [Int64]

  var count: Int { keys.count }

  func places(of cell: Int) -> Range<Int> { Int(starts[cell])..<Int(starts[cell + 1]) }

  func canonicalPlace(_ place: Int) -> CanonicalPlace {
    CanonicalPlace(
      point: Point(x: xs[place], y: ys[place]), time: times.isEmpty ? 0 : times[place],
      weight: weights.isEmpty ? 1 : weights[place])
  }

  /// - Complexity: O(*n*), and O(*m* log *m*) for *m* weighted incidents of one cell.
  init(_ points: [Point], times: [Double]?, weights: [Double]?, reach: NeighbourReach) {
    precondition(points.count < Int(Int32.max), "incidents are numbered with 32 bits")
    let lattice = CellLattice(points, times: reach.days == nil ? nil : times, reach: reach)
    var (numbers, sorted) = sortedByRadix(lattice.keys)
    var (keys, starts) = ([UInt64](), [Int32]())
    for (place, key) in sorted.enumerated() where key != keys.last {
      keys.append(key)
      starts.append(Int32(place))
    }
    starts.append(Int32(sorted.count))
    if let weights {
      // Sums of weights must not depend on the order they came in.
      for cell in keys.indices {
        numbers[Int(starts[cell])..<Int(starts[cell + 1])].sort { a, b in
          let (a, b) = (Int(a), Int(b))
          return CanonicalPlace(point: points[a], time: times?[a] ?? 0, weight: weights[a])
            < CanonicalPlace(point: points[b], time: times?[b] ?? 0, weight: weights[b])
        }
      }
    }
    self.reach = reach
    xs = numbers.map { points[Int($0)].x }
    ys = numbers.map { points[Int($0)].y }
    self.times = times.map { times in numbers.map { times[Int($0)] } } ?? []
    self.weights = weights.map { weights in numbers.map { weights[Int($0)] } } ?? []
    self.numbers = numbers
    self.keys = keys
    self.starts = starts
    steps = lattice.steps
  }
}

/// The key of each incident's cell.
private struct CellLattice {
  let keys: [UInt64]
  let steps: [Int64]

  init(_ points: [Point], times: [Double]?, reach: NeighbourReach) {
    // The diagonal of a cell is just below the reach, for the rounding of rows and columns.
    let side = (reach.distance + NeighbourReach.tolerance) * 0.5.squareRoot() * 0.99999
    guard let box = Box(enclosing: points) else {
      (keys, steps) = ([], [])
      return
    }
    // Two empty rows, columns and slots on each side: no step from a cell leads past the end of a row.
    let columns = ((box.maxX - box.minX) / side).rounded(.down) + 5
    let rows = ((box.maxY - box.minY) / side).rounded(.down) + 5
    let first = times?.min() ?? 0
    let width = reach.greatestTime * 0.99999
    let slots = times.map { (($0.max() ?? 0) - first) / width + 5 } ?? 1
    precondition(columns * rows * slots < 0x1p62, "the reach is too short for ground so wide")
    let (row, layer) = (Int64(columns), Int64(columns) * Int64(rows))
    keys = points.indices.map { number in
      let east = Int64((points[number].x - box.minX) / side) + 2
      let north = Int64((points[number].y - box.minY) / side) + 2
      let later = times.map { Int64(($0[number] - first) / width) + 2 } ?? 0
      return UInt64(later * layer + north * row + east)
    }
    let slotSteps: ClosedRange<Int64> = times == nil ? 0...0 : -2...2
    steps = slotSteps.flatMap { slot in (-2...2).map { slot * layer + $0 * row } }
  }
}

/// Goes along cells and finds, for each, those with incidents that may be in reach.
struct CellWalk {
  private let steps: [Int64]
  private var cursors: [Int]

  /// - Parameter start: the first cell of the walk.
  init(_ cells: ClusterCells, from start: Int) {
    steps = cells.steps
    cursors = cells.steps.map { step in
      guard start < cells.count else { return cells.count }
      return Self.firstCell(of: cells.keys, from: Int64(cells.keys[start]) + step - 2)
    }
  }

  /// Visits the cells around one, itself left out; cells must be asked for in ascending order.
  mutating func visit(
    around cell: Int, keys: UnsafeBufferPointer<UInt64>, _ body: (Int) -> Void
  ) {
    let key = Int64(keys[cell])
    for row in steps.indices {
      let middle = key + steps[row]
      var cursor = cursors[row]
      while cursor < keys.count, Int64(keys[cursor]) < middle - 2 { cursor += 1 }
      cursors[row] = cursor
      while cursor < keys.count, Int64(keys[cursor]) <= middle + 2 {
        if cursor != cell { body(cursor) }
        cursor += 1
      }
    }
  }

  /// The first cell with at least some key, by bisection.
  private static func firstCell(of keys: [UInt64], from key: Int64) -> Int {
    var (low, high) = (0, keys.count)
    while low < high {
      let middle = (low + high) / 2
      if Int64(keys[middle]) < key { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
