package import Geometry

/// The ground that each anonymisation point stands for: what lies nearer to it than to any other.
///
/// police.uk moves every location to the nearest of a fixed list of points (data.police.uk, "About",
/// location anonymisation), so what was moved to a point came from its Voronoi cell. The list is not
/// published: only points that some incident was moved to are known. Give all of them, also those
/// of other offences, of other months and just outside the ground; each one missing makes the
/// catchments around it too large.
package struct Catchments: Sendable {
  /// The distinct points, ascending by x, then y.
  package let points: [Point]
  /// Where incidents can have happened, as cells; catchments end at its edge.
  package let ground: CellAreas
  /// The grid at the centres of whose cells the catchments are known: it divides each cell of the
  /// ground into equal parts, or is the ground's own.
  package let samples: Grid
  /// For each sample, in row-major order, the place in `points` of the point nearest to its centre; -1
  /// outside the ground, and everywhere when there are no points.
  package let owners: [Int32]
  /// How many samples wide and high a cell of the ground is.
  let samplesPerSide: Int

  /// Finds the nearest point of each sample, exactly.
  ///
  /// Nearest is by the square of the distance as `Double` computes it, dx·dx + dy·dy; of points
  /// equally near it is the first by x, then y. The same on any number of threads and in any order
  /// of the points, which may repeat.
  ///
  /// - Parameters:
  ///   - ground: at least the study area. Better is the whole force, as all of a point's weight is
  ///     spread over that part of its catchment which the ground holds.
  ///   - spacing: how far apart the samples are at most, in metres. In towns points stand 40 to
  ///     80 m apart, and a catchment of a few samples would be spread unevenly.
  /// - Complexity: O(*n* log *n* + samples) for *n* points that are not nearly on one circle.
  package init(
    of points: [Point], on ground: CellAreas, spacing: Double = 20, threads: Int = 2
  ) async {
    precondition(points.allSatisfy(\.isFinite), "a point has finite coordinates")
    precondition(spacing > 0, "samples are a positive distance apart")
    let distinct = Set(points).sorted { ($0.x, $0.y) < ($1.x, $1.y) }
    let cell = max(ground.grid.cellWidth, ground.grid.cellHeight)
    let perSide = Int((cell / spacing).rounded(.up))
    samplesPerSide = perSide
    samples = ground.grid.divided(by: perSide)
    owners = await nearestPlaces(
      among: distinct, for: ground, samples: samples, perSide: perSide, threads: threads)
    self.points = distinct
    self.ground = ground
  }

  /// The place of a point in `points`, by bisection; `nil` when it is not one of them.
  package func number(of point: Point) -> Int? { points.place(of: point) }

  /// The sizes of the catchments in m², to whole samples, in the order of `points`.
  /// - Complexity: O(samples + points).
  package var areas: [Double] {
    var counts = [Int](repeating: 0, count: points.count)
    for owner in owners where owner >= 0 { counts[Int(owner)] += 1 }
    return counts.map { Double($0) * samples.cellArea }
  }
}

extension [Point] {
  /// The place of a point among points that ascend by x, then y; `nil` when it is not one of them.
  /// - Complexity: O(log *n*).
  func place(of point: Point) -> Int? {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      let isBefore = (self[middle].x, self[middle].y) < (point.x, point.y)
      if isBefore { low = middle + 1 } else { high = middle }
    }
    return low < count && self[low] == point ? low : nil
  }
}

extension Grid {
  /// The same ground in cells that are `parts` times as narrow and as low.
  fileprivate func divided(by parts: Int) -> Grid {
    Grid(
      cellWidth: cellWidth / Double(parts), cellHeight: cellHeight / Double(parts),
      firstColumn: firstColumn * parts, firstRow: firstRow * parts, columns: columns * parts,
      rows: rows * parts)
  }
}

/// The place of the nearest point for every sample; -1 outside the ground and without points.
private func nearestPlaces(
  among points: [Point], for ground: CellAreas, samples: Grid, perSide: Int, threads: Int
) async -> [Int32] {
  let parts = await inBands(ofRows: ground.grid.rows, threads: threads) { cellRows in
    let rows = cellRows.lowerBound * perSide..<cellRows.upperBound * perSide
    var search = NearestPointSearch(among: points, on: samples, rows: rows)
    var found = search.run()
    leaveOut(notIn: ground, from: &found, rows: rows, samples: samples, perSide: perSide)
    return found
  }
  var owners = parts[0]
  owners.reserveCapacity(samples.cellCount)
  for part in parts.dropFirst() { owners.append(contentsOf: part) }
  return owners
}

/// Sets the samples of cells outside the ground to -1.
private func leaveOut(
  notIn ground: CellAreas, from owners: inout [Int32], rows: Range<Int>, samples: Grid,
  perSide: Int
) {
  owners.withUnsafeMutableBufferPointer { owners in
    for row in rows {
      let cells = row / perSide * ground.grid.columns
      var place = (row - rows.lowerBound) * samples.columns
      for column in 0..<ground.grid.columns {
        if ground.areas[cells + column] < 0 {
          for offset in 0..<perSide { owners[place + offset] = -1 }
        }
        place += perSide
      }
    }
  }
}
