import Geometry
import Probability

/// Where an offence happens but for planted hotspots: towns, their cores, and a thin floor
/// everywhere.
struct BackgroundRisk {
  private let towns: [Town]
  /// The part of the risk in each town's built-up area, and in its core.
  private let plateauShares: [Double]
  private let coreShares: [Double]
  /// The risk of a square metre of country.
  private let floor: Double
  /// Draws a town's built-up area (0 ..< towns), its core (towns ..< 2 × towns) or the country.
  private let parts: AliasTable

  /// - Parameter landArea: in square metres, over which the rural part is spread.
  init(of pattern: OffencePattern, towns: [Town], landArea: Double) {
    let people = towns.reduce(0) { $0 + $1.population }
    let urban = towns.map { $0.population / people * (1 - pattern.ruralShare) }
    self.towns = towns
    plateauShares = urban.map { $0 * (1 - pattern.coreShare) }
    coreShares = urban.map { $0 * pattern.coreShare }
    floor = pattern.ruralShare / landArea
    parts = AliasTable(weights: plateauShares + coreShares + [pattern.ruralShare])
  }

  /// The share of all risk in a square metre here.
  func density(at point: Point) -> Double {
    var sum = floor
    for index in towns.indices {
      // Bumps end within three spreads, stretched at most by a fifth.
      let reach = 3.6 * towns[index].spread
      guard abs(point.x - towns[index].centre.x) < reach,
        abs(point.y - towns[index].centre.y) < reach
      else { continue }
      sum += plateauShares[index] * towns[index].plateauDensity(at: point)
      sum += coreShares[index] * towns[index].coreDensity(at: point)
    }
    return sum
  }

  /// A position on the land, to a tenth of a metre.
  func draw(on land: ForceLand, using generator: inout some RandomNumberGenerator) -> Point {
    let part = parts.draw(using: &generator)
    while true {
      let (point, town) = position(in: part, on: land, using: &generator)
      let rounded = point.toDecimetres
      let isInside = town.map { land.contains(rounded, nearTown: $0) }
      if isInside ?? land.boundary.exterior.encloses(rounded) { return rounded }
    }
  }

  /// A position in a part, perhaps in the sea, and its town; no town in the country.
  private func position(
    in part: Int, on land: ForceLand, using generator: inout some RandomNumberGenerator
  ) -> (Point, Int?) {
    if part < towns.count { return (towns[part].plateauPoint(using: &generator), part) }
    if part < 2 * towns.count {
      return (towns[part - towns.count].corePoint(using: &generator), part - towns.count)
    }
    let box = land.box
    let point = Point(
      x: generator.uniform(from: box.minX, to: box.maxX),
      y: generator.uniform(from: box.minY, to: box.maxY))
    return (point, nil)
  }
}

extension Point {
  /// The position rounded to a tenth of a metre.
  var toDecimetres: Point { Point(x: (x * 10).rounded() / 10, y: (y * 10).rounded() / 10) }
}
