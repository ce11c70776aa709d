package import Geometry
import SpatialIndex

/// The units that incidents are counted in: square cells, hexagons, or areas such as beats.
///
/// Units are numbered 0 ..< `count`: cells in rows from south to north, each from west to east; areas in the
/// order given. A cell without ground in the study area, or with less than a stated share, is absent, which
/// is not a count of zero: it has no number and is nobody's neighbour.
package struct Lattice: Sendable {
  package let shape: Shape
  /// Where the units are, for distances: the centres of whole cells, the centroids of areas.
  package let centres: [Point]
  /// How much of each unit lies in the study area, in m².
  package let ground: [Double]
  private let kind: Kind

  /// What the units are.
  package enum Shape: Hashable, Sendable {
    /// Squares with a side of so many metres, aligned to multiples of it.
    case squares(side: Double)
    /// Hexagons with so many metres between opposite sides, a corner to the north, one with its centre at the
    /// origin.
    case hexagons(width: Double)
    case areas
  }

  private enum Kind: Sendable {
    /// The cells that are units, and for each cell its unit or -1.
    case cells(Tiling, cells: [Int32], units: [Int32])
    case areas([MultiPolygon<Point>], RasterAreaIndex)
  }

  /// Cells over a window.
  ///
  /// - Parameters:
  ///   - window: polygons that do not overlap each other.
  ///   - leastShare: a cell with a smaller share of its ground in the window is absent.
  /// - Complexity: O(cells of the window's box + corners of the window × log rows).
  package init(_ tiling: Tiling, in window: MultiPolygon<Point>, leastShare: Double = 0) {
    precondition(0...1 ~= leastShare, "a share is a part of the whole")
    let all = tiling.ground(in: window)
    // Shares of rounding alone are none.
    let least = max(leastShare, 1e-9) * tiling.cellArea
    var units = [Int32](repeating: -1, count: all.count)
    var cells: [Int32] = []
    for (cell, ground) in all.enumerated() where ground >= least {
      units[cell] = Int32(cells.count)
      cells.append(Int32(cell))
    }
    shape =
      switch tiling {
      case .squares(let grid): .squares(side: grid.cellWidth)
      case .hexagons(let grid): .hexagons(width: grid.width)
      }
    centres = cells.map { tiling.centre(of: Int($0)) }
    ground = cells.map { all[Int($0)] }
    kind = .cells(tiling, cells: cells, units: units)
  }

  /// Areas as they are.
  ///
  /// One without ground has the middle of its box for its centre. A point where areas overlap belongs to the
  /// first of them.
  /// - Parameter ground: how much of each lies in the study area, in m²; all of it when `nil`.
  /// - Complexity: as `RasterAreaIndex.init`.
  package init(areas: [MultiPolygon<Point>], ground: [Double]? = nil) {
    precondition(ground.map { $0.count == areas.count } ?? true, "ground for each area")
    shape = .areas
    centres = areas.map { area in
      area.centroid ?? area.box?.middle ?? Point(x: 0, y: 0)
    }
    self.ground = ground ?? areas.map(\.area)
    kind = .areas(areas, RasterAreaIndex(areas))
  }

  package var count: Int { centres.count }
}

extension Lattice {
  /// Square cells over a window.
  package static func squares(
    side: Double, over window: MultiPolygon<Point>, leastShare: Double = 0
  ) -> Lattice {
    let box = window.box ?? Box(minX: 0, minY: 0, maxX: 0, maxY: 0)
    return Lattice(
      .squares(Grid(covering: box, cell: side)), in: window, leastShare: leastShare)
  }

  /// Hexagons over a window.
  package static func hexagons(
    width: Double, over window: MultiPolygon<Point>, leastShare: Double = 0
  ) -> Lattice {
    let box = window.box ?? Box(minX: 0, minY: 0, maxX: 0, maxY: 0)
    return Lattice(
      .hexagons(HexagonGrid(covering: box, width: width)), in: window, leastShare: leastShare)
  }
}

extension Lattice {
  /// The area of a whole cell, in m²; `nil` for areas.
  package var cellArea: Double? {
    guard case .cells(let tiling, _, _) = kind else { return nil }
    return tiling.cellArea
  }

  /// The tiling, the cells that are units, and for each cell its unit or -1; `nil` for areas.
  var tiled: (tiling: Tiling, cells: [Int32], units: [Int32])? {
    guard case .cells(let tiling, let cells, let units) = kind else { return nil }
    return (tiling, cells, units)
  }

  /// The share of a unit that lies in the study area.
  package func share(of unit: Int) -> Double {
    let whole = cellArea ?? polygon(of: unit).area
    return whole > 0 ? ground[unit] / whole : 0
  }

  /// A whole unit, what of a cell lies outside the study area included.
  package func polygon(of unit: Int) -> MultiPolygon<Point> {
    switch kind {
    case .areas(let areas, _): areas[unit]
    case .cells(let tiling, let cells, _):
      // The corners of a cell are finite and enough for a ring.
      MultiPolygon(
        [try? Ring(corners: tiling.corners(of: Int(cells[unit])))].compactMap { $0 }
          .map { Polygon(exterior: $0) })
    }
  }

  /// The unit that holds a point, by the half-open rule of `Ring.encloses`; `nil` where there is none.
  package func unit(at point: Point) -> Int? {
    let unit: Int32
    switch kind {
    case .areas(_, let index): unit = index.area(at: point)
    case .cells(let tiling, _, let units): unit = tiling.index(at: point).map { units[$0] } ?? -1
    }
    return unit < 0 ? nil : Int(unit)
  }

  /// The units of many points, -1 where there is none.
  /// - Complexity: O(1) for a point.
  package func units(of points: [Point]) -> [Int32] {
    switch kind {
    case .areas(_, let index): index.areas(of: points)
    case .cells(let tiling, _, let units):
      points.map { tiling.index(at: $0).map { units[$0] } ?? -1 }
    }
  }

  /// How many points each unit holds; those in no unit are not counted.
  package func counts(of points: [Point]) -> [Int] { counts(ofUnits: units(of: points)) }

  /// How often each unit is named, -1 being none: for counting many steps of the same points.
  package func counts(ofUnits units: some Sequence<Int32>) -> [Int] {
    var counts = [Int](repeating: 0, count: count)
    for unit in units where unit >= 0 { counts[Int(unit)] += 1 }
    return counts
  }

  /// What the points of each unit weigh together, added in ascending order so that the order of the points
  /// changes no digit.
  package func sums(of points: [Point], weights: [Double]) -> [Double] {
    sums(ofUnits: units(of: points), weights: weights)
  }

  /// The same for points whose units are known.
  package func sums(ofUnits units: [Int32], weights: [Double]) -> [Double] {
    precondition(units.count == weights.count, "a weight for each point")
    var sums = [Double](repeating: 0, count: count)
    for place in weights.indices.sorted(by: { weights[$0] < weights[$1] }) where units[place] >= 0 {
      sums[Int(units[place])] += weights[place]
    }
    return sums
  }
}

extension Box<Point> {
  fileprivate var middle: Point { Point(x: (minX + maxX) / 2, y: (minY + maxY) / 2) }
}
