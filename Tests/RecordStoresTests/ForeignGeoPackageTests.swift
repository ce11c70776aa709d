import Geometry
import RecordStores
import TestSupport
import Testing

@Suite struct ForeignGeoPackageTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private static let square =
    "[[[0,50],[2,50],[2,52],[0,52],[0,50]],[[1,51],[1,51.5],[1.5,51],[1,51]]]"

  /// Makes a GeoPackage by GDAL from features written as GeoJSON.
  private func make(_ features: String..., options: [String] = [], table: String = "beats") throws {
    try folder.write(
      #"{"type":"FeatureCollection","features":[\#(features.joined(separator: ","))]}"#,
      to: "given.geojson")
    var line = ["ogr2ogr", "-f", "GPKG", "-update", "-append", "foreign.gpkg", "given.geojson"]
    line += ["-nln", table] + options
    try folder.run("sh", "-c", line.map { "'\($0)'" }.joined(separator: " "))
  }

  private func feature(_ properties: String, _ geometry: String) -> String {
    #"{"type":"Feature","properties":\#(properties),"geometry":\#(geometry)}"#
  }

  private func polygon(_ properties: String) -> String {
    feature(properties, #"{"type":"Polygon","coordinates":\#(Self.square)}"#)
  }

  private func read(
    table: String? = nil, columns: [String] = ["id"]
  ) throws -> ForeignGeoPackage {
    try ForeignGeoPackage(at: folder.file("foreign.gpkg"), table: table, columns: columns)
  }

  @Test(arguments: [([], "EPSG:4326"), (["-a_srs", "EPSG:27700"], "EPSG:27700")])
  func readsPolygonsAndTexts(options: [String], crs: String) throws {
    try make(
      polygon(#"{"id":"é1","n":7,"r":2.5,"none":null}"#),
      feature(#"{"id":"2","n":8,"r":1,"none":null}"#, "null"), options: options)
    let foreign = try read(columns: ["id", "n", "r", "none"])
    #expect(foreign.crs == crs && foreign.features.count == 2)
    #expect(foreign.features[0].texts == ["id": "é1", "n": "7", "r": "2.5"])
    #expect(foreign.features[1].texts["id"] == "2" && foreign.features[1].shape == nil)
    let shape = try #require(foreign.features[0].shape)
    #expect(shape.polygons.count == 1 && shape.polygons[0].holes.count == 1)
    #expect(shape.area == 3.875 && shape.box == Box(minX: 0, minY: 50, maxX: 2, maxY: 52))
  }

  @Test func readsSeveralPolygonsWithHeights() throws {
    let raised = "[[[[5,50,7],[6,50,7],[6,51,7],[5,50,7]]],[[[8,50,7],[9,50,7],[9,51,7],[8,50,7]]]]"
    try make(feature(#"{"id":"a"}"#, #"{"type":"MultiPolygon","coordinates":\#(raised)}"#))
    let shape = try #require(try read().features.first?.shape)
    #expect(shape.polygons.count == 2 && shape.area == 1)
  }

  @Test func saysWhichTablesAndColumnsThereAre() throws {
    try make(polygon(#"{"id":"a"}"#))
    let path = folder.file("foreign.gpkg")
    #expect(throws: StoreError.noSuchTable(path: path, table: "wards", present: ["beats"])) {
      try read(table: "wards")
    }
    #expect {
      try read(columns: ["id", "code"])
    } throws: { error in
      guard case StoreError.missingColumn(path, "code", let present) = error else { return false }
      return present.contains("id")
    }
    try make(polygon(#"{"id":"a"}"#), table: "lpu")
    #expect(throws: StoreError.noSuchTable(path: path, table: nil, present: ["beats", "lpu"])) {
      try read()
    }
    #expect(try read(table: "lpu").features.count == 1)
  }

  @Test func whatHoldsNoPolygonsIsRefused() throws {
    let path = folder.file("foreign.gpkg")
    #expect(throws: StoreError.missing(path: path)) { try read() }
    try make(feature(#"{"id":"a"}"#, #"{"type":"Point","coordinates":[1,2]}"#))
    #expect {
      try read()
    } throws: { error in
      guard case StoreError.notAStore(path, let reason) = error else { return false }
      return reason.hasPrefix("the geometry of row 1 is no polygon")
    }
    try folder.write("no database, but long enough to be looked at as one", to: "foreign.gpkg")
    #expect(throws: StoreError.notAStore(path: path, reason: "it is no SQLite database")) {
      try read()
    }
  }
}
