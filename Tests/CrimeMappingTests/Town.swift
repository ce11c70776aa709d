import CrimeMapping
import Geodesy
import Geometry
import Records
import Testing

/// A square town of four beats in two units, with incidents where a test puts them.
struct Town {
  var incidents = StoredIncidents()
  var denominators: [Denominator] = []

  mutating func add(
    _ count: Int, at x: Double, _ y: Double, offence: String = "asb", month: String = "2020-01",
    place: String = "On or near High Street", isAnonymised: Bool = false
  ) throws {
    let tree = OffenceTree.standard
    for _ in 0..<count {
      incidents.points.append(Point(x: 400_000 + x, y: 400_000 + y))
      let month = try #require(Month(month))
      incidents.occurrences.append(.month(month))
      incidents.months.append(month)
      incidents.offences.append(try #require(tree.id(code: offence)))
      incidents.places.append(place)
      incidents.isAnonymised.append(isAnonymised)
    }
  }

  /// Beats of 4 km; B1 and B2 in the south make unit U1, B3 and B4 in the north U2.
  func areas() throws -> [Area] {
    try [
      ("B1", 0.0, 0.0, "U1"), ("B2", 4_000, 0, "U1"), ("B3", 0, 4_000, "U2"),
      ("B4", 4_000, 4_000, "U2"),
    ].map { code, x, y, unit in
      Area(
        layer: "beat", code: code, name: "Beat \(code)",
        parent: .init(layer: "lpu", code: unit), shape: try square(x, y, 4_000, 4_000))
    }
      + [("U1", 0.0), ("U2", 4_000)].map { code, y in
        Area(layer: "lpu", code: code, name: "Same", shape: try square(0, y, 8_000, 4_000))
      }
  }

  private func square(
    _ x: Double, _ y: Double, _ width: Double, _ height: Double
  ) throws -> MultiPolygon<Point> {
    let corners = [(0.0, 0.0), (1, 0), (1, 1), (0, 1)].map {
      Point(x: 400_000 + x + $0.0 * width, y: 400_000 + y + $0.1 * height)
    }
    return MultiPolygon([Polygon(exterior: try Ring(corners: corners))])
  }

  func data() throws -> StudyData {
    StudyData(
      incidents: incidents, areas: try areas(), batches: [],
      projection: try Projection(to: .britishNationalGrid), denominators: denominators)
  }

  func report(_ values: [String: [String]], threads: Int = 2) async throws -> HotspotReport {
    try await HotspotStudy(try HotspotQuestion(values), of: try data(), threads: threads).run()
  }

  func density(_ values: [String: [String]], threads: Int = 2) async throws -> DensityReport {
    try await DensityStudy(try DensityQuestion(values), of: try data(), threads: threads).run()
  }
}
