package import Geometry

extension SpatialWeights {
  /// How far beyond a band a neighbour may lie, in metres, for rounding of positions not to part neighbours
  /// on a lattice.
  package static let bandTolerance = 1e-6

  /// Binary weights of all features whose centres lie within a band of metres, those just so far included.
  ///
  /// Features in one place are neighbours. The positions are metres by their type: a band in degrees would
  /// be an ellipse that changes with the latitude.
  /// - Complexity: O(*n* √*n* + *m*) for *m* neighbours, less where they are many.
  package static func distanceBand(_ band: Double, between centres: [Point]) -> SpatialWeights {
    precondition(band >= 0 && band.isFinite, "a band is a distance")
    let index = PointIndex(centres)
    var (starts, neighbours) = ([0], [Int32]())
    starts.reserveCapacity(centres.count + 1)
    for (number, centre) in centres.enumerated() {
      let found = index.numbers(within: band + bandTolerance, of: centre)
      neighbours += found.filter { Int($0) != number }.sorted()
      starts.append(neighbours.count)
    }
    return SpatialWeights(starts: starts, neighbours: neighbours, rule: .distanceBand(band))
  }

  /// Binary weights of the nearest features, those equally near by their numbers.
  ///
  /// Not symmetric: who is near to me may have nearer ones. With fewer features all others are neighbours.
  /// - Complexity: as `PointIndex.nearestNeighbours`.
  package static func nearest(
    _ count: Int, between centres: [Point], threads: Int = 2
  ) async -> SpatialWeights {
    let table = await PointIndex(centres).nearestNeighbours(count, threads: threads)
    let width = table.width
    var neighbours = table.numbers
    for feature in 0..<centres.count {
      neighbours[feature * width..<(feature + 1) * width].sort()
    }
    return SpatialWeights(
      starts: (0...centres.count).map { $0 * width }, neighbours: neighbours, rule: .nearest(count))
  }
}
