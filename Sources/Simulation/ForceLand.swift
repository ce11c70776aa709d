import Geometry
import Records

/// The land of the fictional force: what is the same for every seed.
struct ForceLand: Sendable {
  /// Built once, on first use; a constant.
  static let standard = ForceLand()

  /// The towns: first the main town of each local policing unit, in the order of their codes.
  let towns: [Town]
  let beats: [Area]
  let localPolicingUnits: [Area]
  let localAuthorities: [Area]
  let boundary: Polygon<Point>
  let box: Box<Point>
  let anonymisationPoints: AnonymisationPoints
  /// For each town how far it is from its centre to the boundary.
  let clearances: [Double]

  private init() {
    let towns = ForceLayout.towns
    let partition = BeatPartition(towns: towns)
    let boundary = dissolved(partition.cells)
    self.towns = towns
    self.boundary = boundary
    let box = boundary.exterior.box
    self.box = box
    beats = partition.beats
    localPolicingUnits = partition.localPolicingUnits
    localAuthorities = partition.localAuthorities
    clearances = towns.map { boundary.exterior.distance(to: $0.centre) }
    anonymisationPoints = AnonymisationPoints(
      within: boundary, box: box,
      risk: BackgroundRisk(
        of: OffencePattern.all[OffencePattern.antiSocialBehaviour], towns: towns,
        landArea: boundary.area))
  }

  /// The spatial risk of an offence without the planted hotspots.
  func background(of pattern: OffencePattern) -> BackgroundRisk {
    BackgroundRisk(of: pattern, towns: towns, landArea: boundary.area)
  }

  /// Whether the force holds the position; quick in towns.
  func contains(_ position: Point, nearTown town: Int) -> Bool {
    position.distance(to: towns[town].centre) < clearances[town]
      || boundary.exterior.encloses(position)
  }
}

extension Ring where P == Point {
  var box: Box<Point> {
    var box = Box<Point>(
      minX: corners[0].x, minY: corners[0].y, maxX: corners[0].x, maxY: corners[0].y)
    for corner in corners { box.extend(to: corner) }
    return box
  }

  /// How far a position is from the nearest edge, in metres.
  func distance(to position: Point) -> Double {
    BoundaryEdge.edges(of: corners).map { $0.distance(to: position) }.min() ?? .infinity
  }
}

extension BoundaryEdge {
  /// How far a position is from the nearest point of the edge, in metres.
  func distance(to position: Point) -> Double {
    let (dx, dy) = (end.x - start.x, end.y - start.y)
    let along = (position.x - start.x) * dx + (position.y - start.y) * dy
    let share = min(1, max(0, along / (dx * dx + dy * dy)))
    return position.distance(to: Point(x: start.x + share * dx, y: start.y + share * dy))
  }
}
