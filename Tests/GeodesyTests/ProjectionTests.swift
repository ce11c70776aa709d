import Geodesy
import Geometry
import Testing

struct ProjectionTests {
  private let grid: Projection
  /// Whether PROJ has the OSTN15 grid; Debian's proj-data does not carry it.
  private let hasOSTN15: Bool

  init() throws {
    grid = try Projection(to: .britishNationalGrid)
    hasOSTN15 = !grid.operation(at: Coordinate(x: -2.5, y: 53)).isApproximate
  }

  /// To a millimetre of PROJ's Helmert transformation, or two of OSTN15, whose values are rounded to
  /// one, by whichever PROJ has here.
  @Test func matchesTheReferenceOnTheBritishNationalGrid() throws {
    let places = try ReferencePlace.all()
    try #require(places.count == 29)
    print("British National Grid by", hasOSTN15 ? "OSTN15" : "Helmert (no OSTN15 grid)")
    for (place, point) in zip(places, grid.points(of: places.map(\.degrees))) {
      guard let truth = hasOSTN15 ? place.ostn15 : place.helmert else { continue }
      let found = try #require(point, "\(place.name)")
      #expect(found.distance(to: truth) < (hasOSTN15 ? 0.002 : 0.001), "\(place.name)")
    }
  }

  /// METHODS section 1, to the tolerances given there.
  @Test(arguments: [
    ("Caister", 52.658007833, 1.716073973, 651409.804, 313177.450, 651411.221, 313180.597),
    ("TP16", 53.34480280, -2.640493208, 357455.843, 383290.436, 357455.852, 383292.160),
    ("TP12", 52.25529382, -2.154586144, 389544.190, 261912.153, 389544.677, 261913.730),
    ("TP15", 52.96219109, -1.197476559, 454002.834, 340834.943, 454003.015, 340837.193),
    ("TP01", 49.92226394, -6.299777520, 91492.146, 11318.804, 91487.425, 11318.404),
  ])
  func matchesTheWorkedNumbers(
    name: String, latitude: Double, longitude: Double, ostnX: Double, ostnY: Double,
    helmertX: Double, helmertY: Double
  ) throws {
    let point = try #require(grid.point(of: Coordinate(x: longitude, y: latitude)))
    let truth = hasOSTN15 ? Point(x: ostnX, y: ostnY) : Point(x: helmertX, y: helmertY)
    let tolerance = hasOSTN15 ? 0.002 : 0.01
    #expect(abs(point.x - truth.x) <= tolerance && abs(point.y - truth.y) <= tolerance)
  }

  /// PROJ's inverse Helmert transformation is not exactly the inverse: it turns the small angles round,
  /// which is up to 1.05 mm off in the reference as well.
  @Test func comesBackToAMillimetre() throws {
    let places = try ReferencePlace.all()
    let points = grid.points(of: places.map(\.degrees)).compactMap { $0 }
    try #require(points.count == places.count)
    let degrees = grid.positions(of: points).compactMap { $0 }
    try #require(degrees.count == places.count)
    let again = grid.points(of: degrees.map { Coordinate(x: $0.x, y: $0.y) })
    for (place, (first, second)) in zip(places, zip(points, again)) {
      let shift = try #require(second).distance(to: first)
      #expect(shift < (hasOSTN15 ? 0.001 : 0.00105), "\(place.name)")
    }
    guard !hasOSTN15 else { return }
    for (place, position) in zip(places, degrees) {  // 1e-9 degrees are a tenth of a millimetre
      #expect(abs(position.longitude - place.helmertInverse.longitude) < 1e-9, "\(place.name)")
      #expect(abs(position.latitude - place.helmertInverse.latitude) < 1e-9, "\(place.name)")
    }
  }

  @Test func saysHowItPlacesAPoint() throws {
    let used = grid.operation(at: Coordinate(x: -2.5, y: 53))
    #expect(used.name.contains("British National Grid"))
    #expect(!used.name.lowercased().contains("ballpark"))
    #expect(try #require(used.accuracy) <= 5)
    let zone = try Projection(to: CoordinateReferenceSystem("EPSG:32618"))
    #expect(!zone.operation(at: Coordinate(x: -74, y: 40.7)).isApproximate)
  }

  /// A British place given as it stands on the grid stays where it is.
  @Test func leavesTheTargetsOwnCoordinatesAlone() throws {
    let same = try Projection(from: .britishNationalGrid, to: .britishNationalGrid)
    #expect(
      same.point(of: Coordinate(x: 357_455.85, y: 383_292.16))
        == Point(x: 357_455.85, y: 383_292.16))
  }

  /// A slip of the pen, which PROJ would pass on.
  @Test(arguments: [1e8, -1e9, 1e25, 1e300, .greatestFiniteMagnitude])
  func givesNoPlaceBeyondTheEarth(metres: Double) throws {
    let same = try Projection(from: .britishNationalGrid, to: .britishNationalGrid)
    #expect(same.point(of: Coordinate(x: metres, y: 383_292)) == nil)
    #expect(same.point(of: Coordinate(x: 357_455, y: metres)) == nil)
    let corners = [(0.0, 0.0), (9, 0), (9, metres)].map { Coordinate(x: $0.0, y: $0.1) }
    let shape = MultiPolygon([Polygon(exterior: try Ring(corners: corners))])
    #expect(same.shape(of: shape) == nil)
  }

  @Test(arguments: ["EPSG:1", "nowhere", "", "EPSG:", "+proj=nonsense"])
  func refusesUnknownSystems(name: String) {
    let system = CoordinateReferenceSystem(name)
    for (source, target) in [(system, .britishNationalGrid), (.wgs84, system)] {
      #expect {
        try Projection(from: source, to: target)
      } throws: { error in
        guard case GeodesyError.unknown(let crs, _) = error else { return false }
        return crs == system.code
      }
    }
  }

  @Test func refusesDegreesAsATarget() {
    #expect(throws: GeodesyError.notProjected(crs: "EPSG:4326")) {
      try Projection(from: .britishNationalGrid, to: .wgs84)
    }
  }

  /// A system on a datum that nobody has related to WGS 84: only a "ballpark" guess would connect them.
  @Test func refusesToGuess() {
    let unrelated = CoordinateReferenceSystem("+proj=utm +zone=30 +ellps=bessel +type=crs")
    #expect(throws: GeodesyError.noOperation(from: "EPSG:4326", to: unrelated.code)) {
      try Projection(to: unrelated)
    }
  }

  /// What happens far from the area of use: PROJ still places many such positions, well over a thousand
  /// kilometres off the grid, so that whoever reads them must check; others have no place.
  @Test(arguments: [
    ("New York", -74.006, 40.7128), ("Sydney", 151.2093, -33.8688), ("the pole", 0, 90),
    ("Nairobi", 36.8219, -1.2921),
  ])
  func placesNothingOnTheGridFromFarAway(name: String, longitude: Double, latitude: Double) {
    let point = grid.point(of: Coordinate(x: longitude, y: latitude))
    print(name, "on the British National Grid:", point.map { "\($0)" } ?? "nowhere")
    let britain = Box<Point>(minX: 0, minY: 0, maxX: 700_000, maxY: 1_300_000)
    #expect(point.map { britain.contains($0) } != true)
  }

  @Test func givesNoPlaceToWhatIsNoPosition() {
    let bad = [
      Coordinate(x: .nan, y: 53), Coordinate(x: -2.5, y: .infinity), Coordinate(x: -2.5, y: 91),
      Coordinate(x: 353_120, y: 372_011),
    ]
    let good = Coordinate(x: -2.5, y: 53)
    let found = grid.points(of: bad + [good])
    #expect(found.prefix(4).allSatisfy { $0 == nil })
    #expect(found.last == grid.point(of: good), "one failure must not spoil the next")
    #expect(grid.points(of: []).isEmpty)
    #expect(grid.positions(of: [Point(x: .nan, y: 0)]) == [nil])
  }

  @Test func projectsShapesWholeOrNotAtAll() throws {
    func ring(_ west: Double, _ south: Double, _ size: Double) throws -> Ring<Coordinate> {
      try Ring(corners: [
        Coordinate(x: west, y: south), Coordinate(x: west + size, y: south),
        Coordinate(x: west, y: south + size),
      ])
    }
    let shape = MultiPolygon([
      Polygon(exterior: try ring(-2.5, 53, 0.1), holes: [try ring(-2.49, 53.01, 0.01)]),
      Polygon(exterior: try ring(-3, 53, 0.1)),
    ])
    let projected = try #require(grid.shape(of: shape))
    #expect(projected.polygons.map(\.holes.count) == [1, 0])
    for (before, after) in zip(shape.polygons, projected.polygons) {
      for (ring, moved) in zip(before.rings, after.rings) {
        #expect(moved.corners.map { Optional($0) } == grid.points(of: ring.corners))
      }
    }
    let back: MultiPolygon<LonLat> = try #require(grid.shape(of: projected))
    let corner = back.polygons[1].exterior.corners[1]
    #expect(abs(corner.longitude + 2.9) < 2e-8 && abs(corner.latitude - 53) < 1e-8)
    let broken = MultiPolygon(shape.polygons + [Polygon(exterior: try ring(-2, 89.95, 0.1))])
    #expect(grid.shape(of: broken) == nil)
  }

  /// Each thread borrows a PROJ context of its own: the answers are those of one thread to the last bit.
  @Test func givesManyThreadsTheSameBits() async throws {
    let places = try ReferencePlace.all().map(\.degrees)
    let truth = grid.points(of: places)
    let shared = try Projection(to: .britishNationalGrid)
    await withTaskGroup(of: Bool.self) { group in
      for start in 0..<24 {
        group.addTask {
          (0..<20).allSatisfy { _ in
            let turned = places[start...] + places[..<start]
            let found = shared.points(of: Array(turned))
            return found == Array(truth[start...] + truth[..<start])
          }
        }
      }
      for await isSame in group { #expect(isSame) }
    }
  }
}
