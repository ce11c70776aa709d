package import Geometry

/// How what was moved to a point is spread over the point's catchment.
package enum CatchmentSpread: String, CaseIterable, Hashable, Sendable {
  /// As along a street through the point whose direction is not known: every ring around the point
  /// gets what it is wide, however long it is, so that the density falls with 1/distance. Within
  /// 50 m, about half of what streets are apart, it is even.
  ///
  /// Most points are the middle of a street (data.police.uk, "About"). Where locations keep to streets,
  /// an even spread errs more than none in the country; where they do not, this one errs little more
  /// than the even one (docs/anonymised.md).
  case alongStreets = "along-streets"
  /// The same on every square metre.
  case evenly

  private static let evenReach = 50.0

  /// The density at a distance from the point, by its square in m², relative to others of the same catchment.
  @inline(__always)
  func density(atSquaredDistance square: Double) -> Double {
    guard self == .alongStreets, square > Self.evenReach * Self.evenReach else { return 1 }
    return Self.evenReach / square.squareRoot()
  }
}

/// Incidents at anonymisation points, spread over the ground that they can have come from.
///
/// Where the bandwidth of a surface is below the distance of the points, incidents left at the points
/// make a spike at each of them, which says where the points are and not where incidents are. Each
/// point's weight is therefore divided over its catchment, and any kernel can be laid over the result:
/// the surface is then what the true locations are expected to give (Braun, Duchesne and Stafford
/// 2005, "Local likelihood density estimation for interval censored data", with a fixed spread for the
/// estimated one). What is lost stays lost: no detail finer than the catchments comes back.
package struct SpreadLocations: Sendable {
  /// The centres of gravity of what one catchment has in one cell of the ground, cells in row-major
  /// order; then the places that stay as they are, ascending by x, then y.
  package let points: [Point]
  /// What each point counts for; their sum is that of the incidents' weights, to rounding.
  package let weights: [Double]
  /// What each point adds at most to the variance of a sum over incidents: its share of the squared weights
  /// of those it is a part of. Parts of one incident are not independent, so this is not its squared
  /// weight.
  package let variances: [Double]
  /// For each point the place of the incidents that it is a part of.
  package let sources: [Point]
  /// How finely the locations are known; `nil` without incidents.
  package let resolution: LocationResolution?

  /// Spreads incidents that lie exactly at the points of the catchments.
  ///
  /// An incident elsewhere stays where it is, as does one whose catchment holds no sample. The same on
  /// any number of threads and in any order of the incidents.
  ///
  /// - Parameter weights: what each incident counts for, none negative; one each when `nil`.
  /// - Complexity: O(*n* log *n* + pieces) for *n* incidents.
  package init(
    of incidents: [Point], weights: [Double]? = nil, over catchments: CatchmentPieces
  ) {
    let places = WeightedPlaces(of: incidents, weights: weights)
    let numbers = places.points.map { catchments.anonymisationPoints.place(of: $0) }
    var totals = [Double](repeating: 0, count: catchments.anonymisationPoints.count)
    var squares = totals
    for (place, number) in numbers.enumerated() {
      guard let number else { continue }
      totals[number] = places.weights[place]
      squares[number] = places.squares[place]
    }
    let count = catchments.owners.reduce(0) { $0 + (totals[Int($1)] > 0 ? 1 : 0) }
    var points: [Point] = []
    var spread: [Double] = []
    var variances: [Double] = []
    var sources: [Point] = []
    points.reserveCapacity(count + places.points.count)
    spread.reserveCapacity(count + places.points.count)
    sources.reserveCapacity(count + places.points.count)
    variances.reserveCapacity(count + places.points.count)
    for (piece, owner) in catchments.owners.enumerated() where totals[Int(owner)] > 0 {
      points.append(catchments.points[piece])
      sources.append(catchments.anonymisationPoints[Int(owner)])
      spread.append(catchments.shares[piece] * totals[Int(owner)])
      variances.append(catchments.shares[piece] * squares[Int(owner)])
    }
    for (place, number) in numbers.enumerated() where places.weights[place] > 0 {
      guard number.map({ catchments.areas[$0] == 0 }) ?? true else { continue }
      points.append(places.points[place])
      sources.append(places.points[place])
      spread.append(places.weights[place])
      variances.append(places.squares[place])
    }
    self.points = points
    self.weights = spread
    self.variances = variances
    self.sources = sources
    resolution = LocationResolution(
      of: places, areas: numbers.map { $0.map { catchments.areas[$0] } ?? 0 })
  }
}

/// Distinct places with the summed weights of the incidents there, ascending by x, then y.
struct WeightedPlaces {
  private(set) var points: [Point] = []
  private(set) var weights: [Double] = []
  /// The summed squares of the incidents' weights.
  private(set) var squares: [Double] = []

  init(of incidents: [Point], weights: [Double]?) {
    precondition(weights.map { $0.count == incidents.count } ?? true, "each incident has a weight")
    var all = incidents.indices.map { (point: incidents[$0], weight: weights?[$0] ?? 1) }
    precondition(all.allSatisfy { $0.weight >= 0 }, "a weight is at least 0")
    // By weight too, so that the rounding of a sum does not depend on the order of the incidents.
    all.sort { ($0.point.x, $0.point.y, $0.weight) < ($1.point.x, $1.point.y, $1.weight) }
    for (point, weight) in all {
      if point == points.last {
        self.weights[points.count - 1] += weight
        squares[points.count - 1] += weight * weight
      } else {
        points.append(point)
        self.weights.append(weight)
        squares.append(weight * weight)
      }
    }
  }
}
