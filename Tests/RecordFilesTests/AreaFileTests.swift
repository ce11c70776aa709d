import Foundation
import GeoJSON
import Geometry
import RecordFiles
import Testing

@Suite struct AreaFileTests {
  private let fields = AreaFields(code: "id", name: "name", parent: "lpu")

  private func square(_ x: Double, _ y: Double) -> String {
    "[[\(x),\(y)],[\(x + 1),\(y)],[\(x + 1),\(y + 1)],[\(x),\(y)]]"
  }

  private func feature(_ properties: String, x: Double = -2, y: Double = 53) -> String {
    #"{"type":"Feature","properties":\#(properties),"geometry":{"type":"Polygon","coordinates":[\#(square(x, y))]}}"#
  }

  private func collection(_ features: String..., crs: String? = nil) -> String {
    let crs = crs.map { #""crs":{"properties":{"name":"\#($0)"}},"# } ?? ""
    return #"{"type":"FeatureCollection",\#(crs)"features":[\#(features.joined(separator: ","))]}"#
  }

  private func read(_ text: String, crs: String? = nil) throws -> AreaFile {
    try AreaFile(geoJSON: Data(text.utf8), file: "beats.geojson", fields: fields, crs: crs)
  }

  @Test func readsCodesNamesAndParents() throws {
    let file = try read(
      collection(
        feature(#"{"id":" DA01 ","name":"Crewe","lpu":7}"#),
        feature(#"{"id":12,"name":"é","lpu":"L"}"#)))
    #expect(file.crs == nil)
    #expect(file.areas.map(\.code) == ["DA01", "12"])
    #expect(file.areas.map(\.name) == ["Crewe", "é"])
    #expect(file.areas.map(\.parent) == ["7", "L"])
    let corners = file.areas.map { $0.shape.polygons[0].exterior.corners.count }
    #expect(corners == [3, 3])
  }

  @Test func aCodeStandsInForTheName() throws {
    let data = Data(feature(#"{"id":"a"}"#).utf8)
    let file = try AreaFile(geoJSON: data, file: "f", fields: AreaFields(code: "id"), crs: nil)
    #expect(file.areas.map(\.name) == ["a"] && file.areas.map(\.parent) == [nil])
  }

  @Test(arguments: [
    #"{"id":"b","lpu":"x"}"#, #"{"id":"b","name":null,"lpu":"x"}"#,
    #"{"id":"b","name":"  ","lpu":"x"}"#,
  ])
  func aMissingPropertyNamesTheFeature(properties: String) {
    let good = feature(#"{"id":"a","name":"A","lpu":"x"}"#)
    let present = properties.contains("name") ? ["id", "lpu", "name"] : ["id", "lpu"]
    #expect(
      throws: RecordFileError.missingProperty(
        file: "beats.geojson", feature: 2, property: "name", present: present)
    ) { try read(collection(good, feature(properties))) }
  }

  @Test func aCodeMayNotRepeat() {
    func area(_ code: String) -> String { feature(#"{"id":"\#(code)","name":"A","lpu":"x"}"#) }
    #expect(
      throws: RecordFileError.repeatedCode(file: "beats.geojson", code: "b", features: [1, 3, 4])
    ) { try read(collection(area("b"), area("a"), area("b"), area("b"), area("c"), area("c"))) }
  }

  @Test func metresNeedAReferenceSystem() throws {
    let metres = feature(#"{"id":"a","name":"A","lpu":"x"}"#, x: 358_000, y: 366_000)
    #expect(
      throws: RecordFileError.notDegrees(
        file: "beats.geojson", feature: 1, x: 358_000, y: 366_000)
    ) { try read(collection(metres)) }
    #expect(try read(collection(metres), crs: "EPSG:27700").crs == "EPSG:27700")
    #expect(try read(collection(metres, crs: "EPSG:27701")).crs == "EPSG:27701")
    #expect(try read(collection(metres, crs: "EPSG:27701"), crs: "EPSG:27700").crs == "EPSG:27700")
  }

  @Test func featuresWithoutPolygonsAreRefused() {
    let none = #"{"type":"Feature","properties":{"id":"a","name":"A","lpu":"x"},"geometry":null}"#
    #expect(throws: RecordFileError.noGeometry(file: "beats.geojson", feature: 1)) {
      try read(collection(none))
    }
    #expect(throws: RecordFileError.nothingToRead(path: "beats.geojson")) { try read(collection()) }
    #expect(
      throws: RecordFileError.badGeoJSON(file: "beats.geojson", .notFeatures(type: "Topology"))
    ) { try read(#"{"type":"Topology"}"#) }
  }

  @Test func aStudyAreaNeedsNoNames() throws {
    let folder = try SourceFolder()
    let file = try folder.write(collection(feature("{}"), feature("{}", x: 3)), to: "study.geojson")
    #expect(try AreaFile(studyArea: file).areas.map(\.code) == ["1", "2"])
    let metres = try folder.write(feature("{}", x: 358_000), to: "metres.geojson")
    #expect(
      throws: RecordFileError.notDegrees(file: "metres.geojson", feature: 1, x: 358_000, y: 53)
    ) { try AreaFile(studyArea: metres) }
    let gone = SourceFile(path: folder.path + "/gone.geojson")
    #expect(throws: RecordFileError.unreadable(path: gone.path, reason: "no such file")) {
      try AreaFile(studyArea: gone)
    }
  }
}
