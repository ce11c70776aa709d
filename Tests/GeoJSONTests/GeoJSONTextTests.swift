import Foundation
import GeoJSON
import Geometry
import Testing

@Suite struct GeoJSONTextTests {
  private static let square = "[[0,0],[4,0],[4,4],[0,4],[0,0]]"
  private static let hole = "[[1,1],[1,2],[2,2],[1,1]]"

  private func read(_ text: String) throws -> GeoJSONText { try GeoJSONText(Data(text.utf8)) }

  private func collection(_ features: String..., more: String = "") -> String {
    #"{"type":"FeatureCollection"\#(more),"features":[\#(features.joined(separator: ","))]}"#
  }

  private func feature(_ geometry: String, properties: String = "{}", id: String? = nil) -> String {
    let id = id.map { #""id":\#($0),"# } ?? ""
    return #"{"type":"Feature",\#(id)"properties":\#(properties),"geometry":\#(geometry)}"#
  }

  private func polygon(_ rings: String) -> String {
    #"{"type":"Polygon","coordinates":[\#(rings)]}"#
  }

  private func ring(_ positions: (Double, Double)...) throws -> Ring<Coordinate> {
    try Ring(corners: positions.map { Coordinate(x: $0.0, y: $0.1) })
  }

  @Test func readsAPolygonWithAHole() throws {
    let text = try read(collection(feature(polygon(Self.square + "," + Self.hole))))
    let shape = try #require(text.items.first?.shape)
    #expect(text.items.count == 1 && text.crs == nil && text.items[0].id == nil)
    #expect(
      shape.polygons == [
        Polygon(
          exterior: try ring((0, 0), (4, 0), (4, 4), (0, 4)),
          holes: [try ring((1, 1), (1, 2), (2, 2))])
      ])
  }

  @Test func readsASingleFeatureAndSeveralPolygons() throws {
    let far = "[[10.5,-10],[11,-10],[11,-9],[10.5,-10]]"
    let shape =
      #"{"type":"MultiPolygon","coordinates":[[\#(Self.square),\#(Self.hole)],[\#(far)]]}"#
    let text = try read(feature(shape, properties: #"{"name":"Two"}"#, id: #""a7""#))
    let item = try #require(text.items.first)
    #expect(text.items.count == 1 && item.id == "a7" && item.properties == ["name": "Two"])
    #expect(item.shape?.polygons.map(\.holes.count) == [1, 0])
    #expect(
      item.shape?.polygons.last?.exterior == (try ring((10.5, -10), (11, -10), (11, -9))))
  }

  @Test func keepsIdentifiersAndPropertiesAsTheyAre() throws {
    let properties = #"{"n":null,"t":true,"i":-3,"d":2.5,"s":"é","a":[1,"x"],"o":{"b":1,"a":[]}}"#
    let text = try read(
      collection(
        feature(polygon(Self.square), properties: properties, id: "12"),
        feature(polygon(Self.square), properties: "null", id: #""12""#),
        feature("null")))
    #expect(text.items.map(\.id) == [.integer(12), .string("12"), nil])
    #expect(
      text.items[0].properties == [
        "n": .null, "t": true, "i": -3, "d": .number(2.5), "s": "é", "a": [1, "x"],
        "o": ["a": [], "b": 1],
      ])
    #expect(text.items[1].properties.isEmpty)
    #expect(text.items[2].shape == nil)
  }

  @Test func leavesHeightsOut() throws {
    let text = try read(
      collection(feature(polygon("[[0,0,9],[4,0,9.5,1],[4,4,9],[0,0,9]]"))))
    #expect(text.items.first?.shape?.polygons.first?.exterior == (try ring((0, 0), (4, 0), (4, 4))))
  }

  @Test(arguments: [
    (
      #","crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::27700"}}"#,
      "urn:ogc:def:crs:EPSG::27700"
    ),
    (#","crs":null"#, nil), (#","crs":{"type":"name"}"#, nil),
  ])
  func readsTheNameOfTheReferenceSystem(member: String, name: String?) throws {
    #expect(try read(collection(feature("null"), more: member)).crs == name)
  }

  @Test func readsAnEmptyCollection() throws { #expect(try read(collection()).items.isEmpty) }

  @Test func namesTheFeatureAndTheRingThatIsWrong() {
    let good = feature(polygon(Self.square))
    let open = "[[1,1],[1,2],[2,2],[2,1]]"
    #expect(throws: GeoJSONError.badRing(feature: 2, ring: 2, .notClosed)) {
      try read(collection(good, feature(polygon(Self.square + "," + open))))
    }
    #expect(throws: GeoJSONError.badRing(feature: 1, ring: 1, .tooFewPositions(count: 3))) {
      try read(feature(polygon("[[0,0],[1,1],[0,0]]")))
    }
    let second = #"{"type":"MultiPolygon","coordinates":[[\#(Self.square)],[\#(open)]]}"#
    #expect(throws: GeoJSONError.badRing(feature: 3, ring: 2, .notClosed)) {
      try read(collection(good, feature("null"), feature(second)))
    }
  }

  @Test(arguments: [
    (
      #"{"type":"Polygon","coordinates":[[[0],[1,0],[1,1],[0]]]}"#,
      "has a position of fewer than two numbers"
    ),
    (#"{"type":"Polygon","coordinates":[]}"#, "has a polygon without a ring"),
    (#"{"type":"MultiPolygon","coordinates":[]}"#, "has no polygon"),
    (#"{"type":"Point","coordinates":[1,2]}"#, "is a Point, not a polygon"),
    (#"{"type":"GeometryCollection","geometries":[]}"#, "is a GeometryCollection, not a polygon"),
  ])
  func refusesOtherGeometries(geometry: String, reason: String) {
    #expect(throws: GeoJSONError.badGeometry(feature: 2, reason: reason)) {
      try read(collection(feature("null"), feature(geometry)))
    }
  }

  @Test func refusesWhatAreNotFeatures() {
    #expect(throws: GeoJSONError.notFeatures(type: "Topology")) {
      try read(#"{"type":"Topology","objects":{}}"#)
    }
    #expect(throws: GeoJSONError.notFeatures(type: "FeatureCollection")) {
      try read(#"{"type":"FeatureCollection"}"#)
    }
    #expect(throws: GeoJSONError.notFeatures(type: "Polygon")) { try read(polygon(Self.square)) }
  }

  /// Every beginning of a text is refused as no JSON, and nothing crashes on it.
  @Test func refusesEveryTruncatedText() {
    let whole = Array(collection(feature(polygon(Self.square), properties: #"{"a":"é\n"}"#)).utf8)
    for length in 0..<whole.count {
      #expect { try GeoJSONText(Data(whole.prefix(length))) } throws: { error in
        guard case GeoJSONError.notJSON = error else { return false }
        return true
      }
    }
  }

  @Test(arguments: ["", "not json", "[]", "{}", #"{"type":7}"#, "\u{0}", #"{"type":"Feature"}x"#])
  func refusesWhatIsNoJSONObjectWithAType(text: String) {
    #expect { try read(text) } throws: { error in
      guard case GeoJSONError.notJSON = error else { return false }
      return true
    }
  }

  @Test func saysWhereAValueIsOfTheWrongKind() {
    #expect(
      throws: GeoJSONError.notJSON(
        reason: "unexpected value at features.[1].geometry.coordinates.[0].[2].[0]")
    ) {
      try read(
        collection(feature("null"), feature(polygon(#"[[0,0],[1,0],["1",1],[0,0]]"#))))
    }
    #expect(throws: GeoJSONError.notJSON(reason: "no 'type' at the top")) { try read("{}") }
  }
}
