import Foundation
import Geometry
import RecordStores
import Records
import TestSupport
import Testing

/// What GDAL, the library that QGIS reads with, makes of a store.
@Suite struct GeoPackageTests {
  private let store: TestStore

  init() throws {
    store = try TestStore()
    let points = [Point(x: 350_000, y: 360_000), Point(x: 360_000.5, y: 370_000.25), nil]
    let rows = points.map { Samples.Row(point: $0, place: "Zürich") }
    try store.write { _ = try $0.add(Samples.file(rows)) }
    let batch = Samples.batch("areas", kept: 2, kind: .areas)
    try store.write {
      _ = try $0.add([Samples.area("a"), Samples.area("b", x: 400_000)], of: batch)
    }
  }

  /// The part of a report that is about a layer.
  private func layer(_ name: String, _ report: String) throws -> Substring {
    let start = try #require(report.range(of: "Layer name: \(name)\n"))
    let rest = report[start.upperBound...]
    return rest[..<(rest.range(of: "Layer name: ")?.lowerBound ?? rest.endIndex)]
  }

  @Test func layersAreListedWithTheirExtentAndReferenceSystem() throws {
    let report = try store.folder.run("ogrinfo", "-ro", "-al", "-so", "store.gpkg")
    #expect(!report.lowercased().contains("warning") && !report.contains("ERROR"))
    let incidents = try layer("incidents", report)
    #expect(incidents.contains("Geometry: Point") && incidents.contains("Feature Count: 3"))
    #expect(
      incidents.contains("Extent: (350000.000000, 360000.000000) - (360000.500000, 370000.250000)"))
    #expect(incidents.contains(#"ID["EPSG",27700]"#))
    let areas = try layer("areas", report)
    #expect(areas.contains("Geometry: Multi Polygon") && areas.contains("Feature Count: 2"))
    #expect(
      areas.contains("Extent: (0.000000, 300000.000000) - (400100.000000, 300100.000000)"))
    #expect(areas.contains(#"ID["EPSG",27700]"#))
  }

  @Test func fieldsAndPlacesAreRead() throws {
    let report = try store.folder.run("ogrinfo", "-ro", "-fid", "2", "store.gpkg", "incidents")
    #expect(report.contains("POINT (360000.5 370000.25)"))
    #expect(report.contains("offence (String) = burglary"))
    #expect(
      report.contains("place (String) = Zürich") && report.contains("month (String) = 2018-10"))
  }

  /// A box around the second point, answered through the spatial index.
  @Test func theSpatialIndexAnswers() throws {
    let report = try store.folder.run(
      "ogrinfo", "-ro", "-so", "-spat", "359999", "369999", "360001", "370001", "store.gpkg",
      "incidents")
    #expect(report.contains("Feature Count: 1"))
    #expect(try store.hasSoundIndex(of: "incidents") && store.hasSoundIndex(of: "areas"))
  }

  /// Edits by another program keep the index through the triggers.
  @Test func editsOfOtherProgramsKeepTheIndex() throws {
    for edit in [
      "INSERT INTO incidents (geom, batch, source_row, offence, month, location_precision, "
        + "far_outside) SELECT geom, 1, 9, 'asb', '2018-10', 'exact', 0 FROM incidents WHERE fid = 1",
      "UPDATE incidents SET geom = (SELECT geom FROM incidents WHERE fid = 2) WHERE fid = 3",
      "UPDATE incidents SET geom = NULL WHERE fid = 2",
      "UPDATE incidents SET fid = 40 WHERE fid = 3",
      "DELETE FROM incidents WHERE fid = 1", "DELETE FROM areas WHERE fid = 1",
      "UPDATE incidents SET fid = 50, geom = NULL WHERE fid = 4",
    ] {
      let report = try store.folder.run("ogrinfo", "store.gpkg", "-sql", edit)
      #expect(!report.contains("ERROR"), "\(edit): \(report)")
      #expect(
        try store.hasSoundIndex(of: "incidents") && store.hasSoundIndex(of: "areas"), "\(edit)")
    }
    #expect(try store.folder.sql("SELECT id FROM rtree_incidents_geom ORDER BY 1") == "40")
    let points = try store.read { try $0.incidents().points }
    #expect(points == [nil, Point(x: 360_000.5, y: 370_000.25), nil])
  }
}
