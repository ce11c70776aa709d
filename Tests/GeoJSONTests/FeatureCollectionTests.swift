import Foundation
import GeoJSON
import Geometry
import Testing

@Suite struct FeatureCollectionTests {
  private func text(_ features: [Feature], foreign: [JSONValue.Member] = []) -> String {
    String(decoding: FeatureCollection(features: features, foreign: foreign).bytes, as: UTF8.self)
  }

  private func ring(_ positions: (Double, Double)...) throws -> Ring<LonLat> {
    try Ring(corners: positions.map { LonLat(longitude: $0.0, latitude: $0.1) })
  }

  @Test func anEmptyCollectionIsOne() throws {
    let written = text([])
    #expect(written == "{\"type\":\"FeatureCollection\",\"features\":[]}\n")
    #expect(try GeoJSONText(Data(written.utf8)).items.isEmpty)
  }

  @Test func writesIdentifiersPropertiesAndForeignMembers() {
    let feature = Feature(
      id: 3, geometry: .point(LonLat(longitude: -2.5, latitude: 53.1234567)),
      properties: [.init("rank", 1), .init("a\"", "b")], foreign: [.init("links", [])])
    #expect(
      text([feature, Feature(geometry: .none, properties: [])], foreign: [.init("caveats", ["x"])])
        == #"{"type":"FeatureCollection","caveats":["x"],"features":["#
        + #"{"type":"Feature","id":3,"geometry":{"type":"Point","coordinates":[-2.5,53.123457]},"#
        + #""properties":{"rank":1,"a\"":"b"},"links":[]},"#
        + #"{"type":"Feature","geometry":null,"properties":{}}]}"# + "\n")
  }

  /// RFC 7946, 3.1.6: whichever way the rings came, exteriors turn left and holes right.
  @Test(arguments: [false, true], [false, true])
  func ringsFollowTheRightHandRule(flipExterior: Bool, flipHole: Bool) throws {
    let exterior = try ring((0, 0), (4, 0), (4, 4), (0, 4))
    let hole = try ring((1, 1), (1, 2), (2, 2))
    let shape = Polygon(
      exterior: flipExterior ? exterior.reversed() : exterior,
      holes: [flipHole ? hole.reversed() : hole])
    let written = text([
      Feature(geometry: .polygons(MultiPolygon([shape])), properties: []),
      Feature(geometry: .polygons(MultiPolygon([shape, shape])), properties: []),
    ])
    #expect(written.contains(#""type":"Polygon""#) && written.contains(#""type":"MultiPolygon""#))
    let read = try GeoJSONText(Data(written.utf8))
    #expect(read.items.compactMap { $0.shape?.polygons.count } == [1, 2])
    for polygon in read.items.compactMap(\.shape).flatMap(\.polygons) {
      #expect(polygon.exterior.signedArea == 16 && polygon.holes.map(\.signedArea) == [-0.5])
    }
  }

  @Test func coordinatesHaveSixDecimalsAndNoNegativeZero() throws {
    let shape = Polygon(
      exterior: try ring((-0.0, -0.0000001), (179.9999999, 0), (-2.1234564, 53.1234565001)))
    let written = text([Feature(geometry: .polygons(MultiPolygon([shape])), properties: [])])
    #expect(written.contains("[[[0,0],[180,0],[-2.123456,53.123457],[0,0]]]"))
  }
}
