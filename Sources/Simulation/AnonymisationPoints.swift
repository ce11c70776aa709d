import Geometry
import Probability

/// The published points to which a force moves its incidents, each on a street.
///
/// They stand about 60 m apart in towns, 180 m at their edges and 540 m in the country, in blocks
/// of 540 m whose lanes of points share a street name. Each point is moved by up to a quarter of
/// the spacing, so that no lattice shows. Where much happens they are far closer together than the
/// bandwidths at which hotspots are sought; where they are far apart little happens: so snapping
/// makes no hotspot.
struct AnonymisationPoints: Sendable {
  private var points: [Point] = []
  private var streets: [Int] = []
  private let bins: Grid
  /// Points in the order of bins, and where each bin starts among them.
  private var order: [Int] = []
  private var starts: [Int] = []

  private static let blockSize = 540.0
  private static let binSize = 90.0

  init(within boundary: Polygon<Point>, box: Box<Point>, risk: BackgroundRisk) {
    bins = Grid(covering: box, cell: Self.binSize)
    var generator = Philox(seed: 0, stream: RandomPurpose.anonymisation.rawValue)
    let blocks = Grid(covering: box, cell: Self.blockSize)
    for block in 0..<blocks.cellCount {
      let centre = blocks.centre(of: block)
      let lanes = Self.lanes(forRisk: risk.density(at: centre))
      addBlock(around: centre, lanes: lanes, within: boundary, using: &generator)
    }
    fillBins()
  }

  var count: Int { points.count }

  func position(of index: Int) -> Point { points[index] }

  /// The place of the point's street in `PlaceNames.streets`.
  func street(of index: Int) -> Int { streets[index] }

  /// The point nearest to a position in the force, ties to the lowest number.
  ///
  /// Squares of bins around the position are searched until none farther out can hold a nearer
  /// point.
  func nearest(to position: Point) -> Int {
    let (column, row) = (bins.column(atX: position.x), bins.row(atY: position.y))
    var best = 0
    var bestSquare = Double.infinity
    var reach = 0
    while reach <= max(bins.columns, bins.rows) {
      searchSquare(column, row, reach: reach, for: position, best: &best, square: &bestSquare)
      // All bins within `reach` are searched, so everything within that many bin sizes is.
      let searched = Double(reach) * Self.binSize
      if bestSquare <= searched * searched { break }
      reach += 1
    }
    return best
  }

  /// Searches the bins exactly `reach` columns or rows away.
  private func searchSquare(
    _ column: Int, _ row: Int, reach: Int, for position: Point, best: inout Int,
    square: inout Double
  ) {
    var y = max(0, row - reach)
    while y <= min(bins.rows - 1, row + reach) {
      // Only the first and the last row of the square are searched whole.
      let step = reach == 0 || abs(y - row) == reach ? 1 : 2 * reach
      var x = column - reach
      while x <= column + reach {
        if x >= 0, x < bins.columns {
          searchBin(bins.index(column: x, row: y), for: position, best: &best, square: &square)
        }
        x += step
      }
      y += 1
    }
  }

  private func searchBin(
    _ bin: Int, for position: Point, best: inout Int, square: inout Double
  ) {
    var place = starts[bin]
    let end = starts[bin + 1]
    while place < end {
      let index = order[place]
      let (dx, dy) = (points[index].x - position.x, points[index].y - position.y)
      let candidate = dx * dx + dy * dy
      if candidate < square || (candidate == square && index < best) {
        (best, square) = (index, candidate)
      }
      place += 1
    }
  }
}

extension AnonymisationPoints {
  /// How many lanes of points a block has each way: more where more happens.
  private static func lanes(forRisk density: Double) -> Int {
    // Shares of a force's anti-social behaviour per square metre: about 60 and 12 incidents a year
    // and square kilometre in a force of the default size.
    density > 1.9e-9 ? 9 : density > 3.8e-10 ? 3 : 1
  }

  /// Adds the points of a block that lie on the land.
  private mutating func addBlock(
    around centre: Point, lanes: Int, within boundary: Polygon<Point>,
    using generator: inout some RandomNumberGenerator
  ) {
    let spacing = Self.blockSize / Double(lanes)
    let (west, south) = (centre.x - Self.blockSize / 2, centre.y - Self.blockSize / 2)
    let runsNorth = generator.uniform() < 0.5
    for lane in 0..<lanes {
      let street = Int(generator.uniform() * Double(PlaceNames.streets.count))
      for house in 0..<lanes {
        let (column, row) = runsNorth ? (lane, house) : (house, lane)
        let x = Double(column) + generator.uniform(from: 0.25, to: 0.75)
        let y = Double(row) + generator.uniform(from: 0.25, to: 0.75)
        let point = Point(x: west + x * spacing, y: south + y * spacing).toDecimetres
        guard boundary.exterior.encloses(point) else { continue }
        points.append(point)
        streets.append(street)
      }
    }
  }

  /// Sorts the points by bin, counting.
  private mutating func fillBins() {
    let binOfPoint = points.map {
      bins.index(column: bins.column(atX: $0.x), row: bins.row(atY: $0.y))
    }
    starts = Array(repeating: 0, count: bins.cellCount + 1)
    for bin in binOfPoint { starts[bin + 1] += 1 }
    for bin in 0..<bins.cellCount { starts[bin + 1] += starts[bin] }
    var next = starts
    order = Array(repeating: 0, count: points.count)
    for (index, bin) in binOfPoint.enumerated() {
      order[next[bin]] = index
      next[bin] += 1
    }
  }
}
