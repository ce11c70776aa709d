import Geometry
import RealModule

/// A sum of kernels of one shape, each with a width of its own, or of their squares, over the cells
/// of a grid.
///
/// Every value is the plain definition's up to rounding: kernels stand where their points are, and
/// cells out of reach of all of them are exactly 0. The values are the same to the last bit on any
/// number of threads and in any order of the points: equal stamps are added up first, and the
/// others are pressed on each row in one order, by y, x and width.
struct KernelStamps: Sendable {
  enum Power: Sendable { case first, second }

  private struct Stamp {
    let x: Double
    let y: Double
    let radius: Double
    let weight: Double
  }

  private let shape: Kernel.Shape
  private let power: Power
  private let grid: Grid
  /// The x of the centre of each column.
  private let centres: [Double]
  /// By y, x, radius.
  private let stamps: [Stamp]
  private let widestReach: Double

  /// - Parameters:
  ///   - radii: the radius of each point's kernel, positive.
  ///   - weights: what each kernel, or its square, is multiplied by; 1 when `nil`.
  /// - Complexity: O(*n* log *n*).
  init(
    _ points: [Point], radii: [Double], weights: [Double]?, shape: Kernel.Shape,
    power: Power = .first, on grid: Grid
  ) {
    precondition(radii.count == points.count, "each point has one width")
    precondition(weights.map { $0.count == points.count } ?? true, "each point has one weight")
    precondition(radii.allSatisfy { $0 > 0 && $0.isFinite }, "a width is a positive number")
    self.shape = shape
    self.power = power
    self.grid = grid
    widestReach = radii.max().map { Kernel(shape, reaching: $0).reach } ?? 0
    centres = (0..<grid.columns).map(grid.centreX(ofColumn:))
    stamps = Self.merged(
      points.indices.compactMap { place in
        let weight = weights?[place] ?? 1
        guard weight != 0 else { return nil }
        return Stamp(
          x: points[place].x, y: points[place].y, radius: radii[place], weight: weight)
      })
  }

  /// Sorted by weight last, so that the rounding of a sum does not depend on the order of the
  /// points.
  private static func merged(_ stamps: [Stamp]) -> [Stamp] {
    let sorted = stamps.sorted {
      ($0.y, $0.x, $0.radius, $0.weight) < ($1.y, $1.x, $1.radius, $1.weight)
    }
    var merged: [Stamp] = []
    for stamp in sorted {
      if let last = merged.last, (last.x, last.y, last.radius) == (stamp.x, stamp.y, stamp.radius) {
        merged[merged.count - 1] = Stamp(
          x: last.x, y: last.y, radius: last.radius, weight: last.weight + stamp.weight)
      } else {
        merged.append(stamp)
      }
    }
    return merged
  }

  /// The sum at the centre of each cell, in row-major order, by threads that own rows.
  /// - Complexity: O(cells + kernels × cells in reach of each).
  func surface(threads: Int) async -> [Double] {
    guard grid.cellCount > 0 else { return [] }
    let bands = (grid.rows + Self.bandHeight - 1) / Self.bandHeight
    let parts = await inParallel(bands, threads: threads) { band in
      let first = band * Self.bandHeight
      return values(ofRows: first..<min(first + Self.bandHeight, grid.rows))
    }
    return Array(parts.joined())
  }

  /// Low, so that uneven bands keep all threads busy.
  private static let bandHeight = 64

  private func values(ofRows rows: Range<Int>) -> [Double] {
    var values = [Double](repeating: 0, count: rows.count * grid.columns)
    var factors = [Double](repeating: 0, count: grid.columns)
    // Plain buffers let the loop over a row be done several cells at a time.
    values.withUnsafeMutableBufferPointer { values in
      factors.withUnsafeMutableBufferPointer { factors in
        guard let values = values.baseAddress, let factors = factors.baseAddress else { return }
        for stamp in stamps[places(near: rows)] {
          press(stamp, into: values, rows: rows, factors: factors)
        }
      }
    }
    return values
  }

  /// Those stamps that the widest kernel could carry to some rows, and a row more on either side.
  private func places(near rows: Range<Int>) -> Range<Int> {
    let south = grid.centreY(ofRow: rows.lowerBound - 1) - widestReach
    let north = grid.centreY(ofRow: rows.upperBound) + widestReach
    let first = firstPlace { $0.y >= south }
    return first..<max(first, firstPlace { $0.y > north })
  }

  /// The first place from which on all stamps are beyond a line, by bisection.
  private func firstPlace(where isBeyond: (Stamp) -> Bool) -> Int {
    var (low, high) = (0, stamps.count)
    while low < high {
      let middle = (low + high) / 2
      if isBeyond(stamps[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }

  private func press(
    _ stamp: Stamp, into values: UnsafeMutablePointer<Double>, rows: Range<Int>,
    factors: UnsafeMutablePointer<Double>
  ) {
    switch shape {
    case .quartic: add(stamp, to: values, rows: rows) { (1 - $0) * (1 - $0) }
    case .epanechnikov: add(stamp, to: values, rows: rows) { 1 - $0 }
    case .triangular: add(stamp, to: values, rows: rows) { 1 - $0.squareRoot() }
    case .uniform: add(stamp, to: values, rows: rows) { _ in 1 }
    case .gaussian: addGaussian(stamp, to: values, rows: rows, factors: factors)
    }
  }

  /// Adds a kernel given by its share of the peak at a squared distance, in squared radii.
  @inline(__always)
  private func add(
    _ stamp: Stamp, to values: UnsafeMutablePointer<Double>, rows: Range<Int>,
    profile: (Double) -> Double
  ) {
    switch power {
    case .first: addProfile(stamp, to: values, rows: rows, profile: profile)
    case .second:
      addProfile(stamp, to: values, rows: rows) {
        let share = profile($0)
        return share * share
      }
    }
  }

  @inline(__always)
  private func addProfile(
    _ stamp: Stamp, to values: UnsafeMutablePointer<Double>, rows: Range<Int>,
    profile: (Double) -> Double
  ) {
    let kernel = Kernel(shape, reaching: stamp.radius)
    let scale = stamp.weight * (power == .first ? kernel.peak : kernel.peak * kernel.peak)
    let inverse = 1 / (stamp.radius * stamp.radius)
    let limit = kernel.reach * kernel.reach
    centres.withUnsafeBufferPointer { centres in
      visitRuns(of: stamp, reach: kernel.reach, rows: rows) { row, columns, offset in
        var column = columns.lowerBound
        while column < columns.upperBound {
          let dx = centres[column] - stamp.x
          let square = dx * dx + offset
          // Rounding must not lead past the radius, where profiles are negative.
          let ratio = min(square * inverse, 1)
          values[row &+ column] += square < limit ? scale * profile(ratio) : 0
          column &+= 1
        }
      }
    }
  }

  /// A Gaussian is a product of one factor for the column and one for the row.
  private func addGaussian(
    _ stamp: Stamp, to values: UnsafeMutablePointer<Double>, rows: Range<Int>,
    factors: UnsafeMutablePointer<Double>
  ) {
    let kernel = Kernel(shape, reaching: stamp.radius)
    guard rows.overlaps(self.rows(from: stamp.y - kernel.reach, to: stamp.y + kernel.reach)) else {
      return
    }
    let deviation = kernel.standardDeviation
    let exponent = (power == .first ? -0.5 : -1) / (deviation * deviation)
    let scale = stamp.weight * (power == .first ? kernel.peak : kernel.peak * kernel.peak)
    let limit = kernel.reach * kernel.reach
    for column in columns(from: stamp.x - kernel.reach, to: stamp.x + kernel.reach) {
      let dx = centres[column] - stamp.x
      factors[column] = Double.exp(exponent * dx * dx)
    }
    centres.withUnsafeBufferPointer { centres in
      visitRuns(of: stamp, reach: kernel.reach, rows: rows) { row, columns, offset in
        let factor = scale * Double.exp(exponent * offset)
        var column = columns.lowerBound
        while column < columns.upperBound {
          let dx = centres[column] - stamp.x
          values[row &+ column] += dx * dx + offset < limit ? factor * factors[column] : 0
          column &+= 1
        }
      }
    }
  }

  /// Visits the runs of cells that hold all cells within reach: where the row starts among the
  /// values, the columns, and the squared distance of the row.
  @inline(__always)
  private func visitRuns(
    of stamp: Stamp, reach: Double, rows: Range<Int>,
    _ visit: (_ row: Int, _ columns: Range<Int>, _ offset: Double) -> Void
  ) {
    let near = self.rows(from: stamp.y - reach, to: stamp.y + reach).clamped(to: rows)
    for row in near {
      let dy = grid.centreY(ofRow: row) - stamp.y
      let rest = reach * reach - dy * dy
      guard rest > 0 else { continue }
      let half = rest.squareRoot()
      let columns = columns(from: stamp.x - half, to: stamp.x + half)
      visit((row - rows.lowerBound) * grid.columns, columns, dy * dy)
    }
  }

  private func rows(from south: Double, to north: Double) -> Range<Int> {
    cells(
      from: south / grid.cellHeight, to: north / grid.cellHeight, first: grid.firstRow, grid.rows)
  }

  private func columns(from west: Double, to east: Double) -> Range<Int> {
    cells(
      from: west / grid.cellWidth, to: east / grid.cellWidth, first: grid.firstColumn, grid.columns)
  }

  /// Those of the grid's rows or columns that hold coordinates counted in cells, which may be far
  /// off.
  private func cells(from low: Double, to high: Double, first: Int, _ count: Int) -> Range<Int> {
    let start = min(max(low.rounded(.down) - Double(first), 0), Double(count))
    let end = min(max(high.rounded(.down) + 1 - Double(first), start), Double(count))
    return Int(start)..<Int(end)
  }
}
