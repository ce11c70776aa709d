import Geometry
import RecordStores
import Records
import TestSupport
import Testing

@Suite struct AreaStoreTests {
  private let store: TestStore

  init() throws { store = try TestStore() }

  @discardableResult
  private func add(
    _ areas: [Area], digest: String, edition: String? = nil
  ) throws -> ImportOutcome {
    let batch = Samples.batch(digest, edition: edition, kept: areas.count, kind: .areas)
    return try store.write { try $0.add(areas, of: batch) }
  }

  private func areas(_ layer: String? = nil) throws -> [Area] {
    try store.read { try $0.areas(layer: layer) }
  }

  @Test func shapesReadBackWithHolesAndSeveralPolygons() throws {
    let area = Area(
      layer: "beat", code: "DA01", name: "Zürich's", parent: .init(layer: "lpu", code: "D"),
      shape: MultiPolygon([
        Polygon(
          exterior: try Samples.square(350_000.125, 360_000, 1_000),
          holes: [
            try Samples.square(350_100, 360_100, 10).reversed(),
            try Samples.ring((350_500, 360_500), (350_500, 360_600.1), (350_600, 360_500)),
          ]),
        Polygon(exterior: try Samples.square(400_000, 360_000, 1)),
      ]), validFrom: CalendarDay("2018-01-01"), validTo: CalendarDay("2020-01-01"))
    #expect(try add([area], digest: "a") == .added(rows: 1))
    #expect(try areas() == [area])
    #expect(try store.hasSoundIndex(of: "areas"))
    #expect(
      try store.folder.sql("SELECT minx <= 350000.125 AND maxx >= 400001 FROM rtree_areas_geom")
        == "1")
  }

  @Test func areasComeByLayerAndCode() throws {
    let given = [("lpu", "B"), ("beat", "b"), ("beat", "a"), ("lpu", "A")]
    for (layer, code) in given {
      try add([try Samples.area(code, layer: layer)], digest: layer + code)
    }
    #expect(try areas().map(\.code) == ["a", "b", "A", "B"])
    #expect(try areas("lpu").map(\.code) == ["A", "B"])
    #expect(try areas("ward") == [])
  }

  @Test func theSameLayerIsUnchangedOrReplaced() throws {
    let old = [try Samples.area("a"), try Samples.area("b"), try Samples.area("c")]
    let new = [try Samples.area("a", x: 5), try Samples.area("z")]
    try add(old, digest: "old", edition: "areas beat")
    #expect(try add(old, digest: "old", edition: "areas beat") == .unchanged)
    #expect(
      try add(new, digest: "new", edition: "areas beat")
        == .replaced(added: 2, removed: 3, unchanged: 0))
    #expect(try areas() == new)
    #expect(try store.read { try $0.batches().map(\.digest) } == ["new"])
    #expect(try store.hasSoundIndex(of: "areas"))
    #expect(try store.read { try $0.faults() } == [])
  }

  @Test func aVintageEndsTheEarlierOne() throws {
    try add([try Samples.area("a"), try Samples.area("b")], digest: "1", edition: "areas beat")
    try add([try Samples.area("x", layer: "lpu")], digest: "2", edition: "areas lpu")
    let second = try Samples.area("a", from: "2021-04-01")
    try add([second], digest: "3", edition: "areas beat 2021-04-01")
    let third = try Samples.area("a", from: "2023-04-01")
    try add([third], digest: "4", edition: "areas beat 2023-04-01")
    let beats = try areas("beat")
    #expect(beats.map(\.code) == ["a", "a", "a", "b"])
    #expect(beats.map { $0.validFrom?.description } == [nil, "2021-04-01", "2023-04-01", nil])
    #expect(
      beats.map { $0.validTo?.description } == ["2021-04-01", "2023-04-01", nil, "2021-04-01"])
    #expect(try areas("lpu").map(\.validTo) == [nil])
  }

  @Test func denominatorsGiveWayToNewerOnes() throws {
    func residents(_ code: String, _ year: Int, _ value: Double) -> Denominator {
      Denominator(layer: "lsoa", code: code, measure: "residents", year: year, value: value)
    }
    let others = [
      Denominator(layer: "beat", code: "z", measure: "street-km", year: 2020, value: 12.75),
      Denominator(layer: "lsoa", code: "a", measure: "households", year: 2022, value: 700),
    ]
    try store.write {
      try $0.add([
        residents("b", 2022, 1), residents("a", 2022, 1_500), residents("a", 2021, 1_400),
      ])
      try $0.add(others + [residents("b", 2022, 1_600)])
    }
    #expect(
      try store.read { try $0.denominators() }
        == others + [
          residents("a", 2021, 1_400), residents("a", 2022, 1_500), residents("b", 2022, 1_600),
        ])
  }
}
