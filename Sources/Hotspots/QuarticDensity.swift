import Geometry
package import SpatialIndex

/// Estimates how many incidents there are per square metre at the centre of each cell.
///
/// Sums the quartic kernel 3/(πh²) (1 − r²/h²)² over the incidents closer than the bandwidth h
/// (Silverman 1986, "Density Estimation", section 4.2.1), exactly: incidents stay where they are, and
/// beyond h every value is 0. Nothing is corrected at the edge of the study area. Incidents at the
/// same place are added up first. The values are the same to the last bit on any number of threads, in
/// any order of the incidents, and on any grid that shares the cells and has the incidents in its rows.
///
/// - Parameter weights: what each point counts for, by its number; one each when `nil`.
/// - Complexity: O(*p* h²/cell area + cells) for *p* distinct places; memory for one value a cell.
package func quarticDensity(
  of points: GriddedPoints, weights: [Double]? = nil, bandwidth: Bandwidth, threads: Int = 2
) async -> [Double] {
  let stamps = Stamps(points, weights: weights, bandwidth: bandwidth)
  let grid = points.grid
  let bandCount = max(1, min(threads, grid.rows))
  let bands = (0..<bandCount).map {
    (grid.rows * $0 / bandCount)..<(grid.rows * ($0 + 1) / bandCount)
  }
  guard bandCount > 1 else { return stamps.density(ofRows: 0..<grid.rows) }
  return await withTaskGroup(of: (Int, [Double]).self) { group in
    for (number, rows) in bands.enumerated().dropFirst() {
      group.addTask { (number, stamps.density(ofRows: rows)) }
    }
    // The first band is done here, in an array with room for all.
    var values = stamps.density(ofRows: bands[0], reserving: grid.cellCount)
    var parts = [[Double]](repeating: [], count: bandCount)
    for await (number, part) in group { parts[number] = part }
    for part in parts { values.append(contentsOf: part) }
    return values
  }
}

/// The distinct places of points with their summed weights, by rows of the grid, ready to be stamped.
private struct Stamps: Sendable {
  private struct Stamp {
    let point: Point
    let weight: Double
  }

  private let grid: Grid
  private let radius: Double
  private var stamps: [Stamp] = []
  private var rowStarts: [Int] = [0]

  init(_ points: GriddedPoints, weights: [Double]?, bandwidth: Bandwidth) {
    grid = points.grid
    radius = bandwidth.radius
    for row in 0..<grid.rows {
      var place = points.rowStarts[row]
      while place < points.rowStarts[row + 1] {
        let point = points.points[place]
        var here: [Double] = []
        while place < points.rowStarts[row + 1], points.points[place] == point {
          here.append(weights?[Int(points.numbers[place])] ?? 1)
          place += 1
        }
        // Sorted, so that the rounding of the sum does not depend on the order of the rows.
        stamps.append(Stamp(point: point, weight: here.sorted().reduce(0, +)))
      }
      rowStarts.append(stamps.count)
    }
  }

  /// The density in some rows of the grid, which no other band writes.
  func density(ofRows rows: Range<Int>, reserving capacity: Int = 0) -> [Double] {
    var values: [Double] = []
    values.reserveCapacity(max(capacity, rows.count * grid.columns))
    values.append(contentsOf: repeatElement(0, count: rows.count * grid.columns))
    guard !values.isEmpty else { return values }
    let reach = Int((radius / grid.cellHeight).rounded(.up)) + 1
    let near = max(0, rows.lowerBound - reach)..<min(grid.rows, rows.upperBound + reach)
    values.withUnsafeMutableBufferPointer { values in
      for stamp in stamps[rowStarts[near.lowerBound]..<rowStarts[near.upperBound]] {
        press(stamp, into: values, rows: rows)
      }
    }
    return values
  }

  /// Adds one place's kernel to the cells of the rows that it reaches.
  private func press(
    _ stamp: Stamp, into values: UnsafeMutableBufferPointer<Double>, rows: Range<Int>
  ) {
    let inverse = 1 / (radius * radius)
    let scale = stamp.weight * 3 * inverse / Double.pi
    let south = max(rows.lowerBound, grid.row(atY: stamp.point.y - radius))
    let north = min(rows.upperBound - 1, grid.row(atY: stamp.point.y + radius))
    guard south <= north else { return }
    for row in south...north {
      let dy = grid.centreY(ofRow: row) - stamp.point.y
      let rest = radius * radius - dy * dy
      guard rest > 0 else { continue }
      let half = rest.squareRoot()
      let west = max(0, grid.column(atX: stamp.point.x - half))
      let east = min(grid.columns - 1, grid.column(atX: stamp.point.x + half))
      guard west <= east else { continue }
      let base = (row - rows.lowerBound) * grid.columns
      for column in west...east {
        let dx = grid.centreX(ofColumn: column) - stamp.point.x
        let share = 1 - (dx * dx + dy * dy) * inverse
        if share > 0 { values[base + column] += scale * share * share }
      }
    }
  }
}
