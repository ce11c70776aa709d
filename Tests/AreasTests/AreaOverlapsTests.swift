import Areas
import Geometry
import Probability
import Records
import SampleShapes
import Testing

struct AreaOverlapsTests {
  private func area(_ code: String, _ rings: Ring<Point>...) -> Area {
    Area(
      layer: "beat", code: code, name: code,
      shape: MultiPolygon(rings.map { Polygon(exterior: $0) }))
  }

  @Test func findsThePairsThatShareGround() throws {
    let areas = [
      area("A", try rectangle(0, 0, 100, 100)),
      area("B", try rectangle(90, 0, 200, 100)),  // 10 × 100 of A
      // 2000 of B, 300 of A
      area("C", try rectangle(150, 50, 300, 90), try rectangle(0, 0, 20, 15)),
      area("D", try rectangle(200, 90, 210, 91)),  // touches B and C only along edges
    ]
    let found = try overlaps(among: areas)
    #expect(found.map { $0.first + $0.second } == ["BC", "AB", "AC"], "the largest first")
    #expect(found.map(\.area) == [2_000, 1_000, 300])
    #expect(try overlaps(among: areas, beyond: 1_000).map(\.area) == [2_000])
  }

  @Test func breaksTiesByCode() throws {
    let square = try rectangle(0, 0, 20, 20)
    let found = try overlaps(among: [area("X", square), area("Y", square), area("Z", square)])
    #expect(found.map { $0.first + $0.second } == ["XY", "XZ", "YZ"])
    #expect(found.allSatisfy { $0.area == 400 })
  }

  @Test func findsNoneInATessellation() throws {
    var generator = Philox(seed: 62, stream: 0)
    let box = Box<Point>(minX: 353_000, minY: 372_000, maxX: 354_000, maxY: 373_000)
    let shapes = try Tessellation(
      of: box, columns: 5, rows: 4, jitter: 0.2, triangles: true, using: &generator
    ).shapes
    let areas = shapes.enumerated().map { place, shape in
      Area(layer: "beat", code: "\(place)", name: "", shape: shape)
    }
    #expect(try overlaps(among: areas, beyond: 1e-6).isEmpty)
    #expect(try overlaps(among: []).isEmpty)
    #expect(try overlaps(among: [area("A")] + areas.prefix(1)).isEmpty)
  }

  @Test func saysWhatItCannotOverlay() throws {
    let bowtie = try Ring(corners: [
      Point(x: 0, y: 0), Point(x: 90, y: 90), Point(x: 90, y: 0), Point(x: 0, y: 90),
    ])
    let areas = [area("A", bowtie), area("B", try rectangle(10, -5, 80, 95))]
    #expect(throws: OverlayError.self) { try overlaps(among: areas) }
  }
}
