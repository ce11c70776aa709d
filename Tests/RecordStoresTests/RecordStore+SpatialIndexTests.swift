import Foundation
import Geometry
import RecordStores
import Records
import TestSupport
import Testing

/// The index is packed when a store closes; a node holds 51 entries, so trees have one to three levels.
@Suite struct SpatialIndexTests {
  private let store: TestStore

  init() throws { store = try TestStore() }

  /// Whole coordinates, which the single precision of the index holds exactly.
  private func rows(_ count: Int, seed: UInt64 = 1) -> [Samples.Row] {
    var random = SplitMix(state: seed)
    return (0..<count).map { _ in
      Samples.Row(
        point: Point(
          x: Double(Int.random(in: 0...1_000, using: &random)),
          y: Double(Int.random(in: 0...1_000, using: &random))))
    }
  }

  @Test(arguments: [0, 1, 51, 52, 2_601, 2_602])
  func findsWhatAFullScanFinds(count: Int) throws {
    let rows = rows(count)
    try store.write { _ = try $0.add(Samples.file(rows)) }
    #expect(try store.hasSoundIndex(of: "incidents"))
    let boxes: [Box<Point>] = [
      Box(minX: 100.5, minY: 200.5, maxX: 300.5, maxY: 250.5),
      Box(minX: 0, minY: 0, maxX: 1_000, maxY: 1_000),
      Box(minX: 500, minY: 0, maxX: 500, maxY: 1_000),
      Box(minX: 2_000, minY: 0, maxX: 3_000, maxY: 1_000),
    ]
    for box in boxes {
      let found = try store.folder.sql(
        """
        SELECT id FROM rtree_incidents_geom WHERE maxx >= \(box.minX) AND minx <= \(box.maxX)
          AND maxy >= \(box.minY) AND miny <= \(box.maxY) ORDER BY id
        """)
      let scan = rows.indices.filter { rows[$0].point.map(box.contains) ?? false }
      #expect(found.split(separator: "\n").map { Int($0) } == scan.map { $0 + 1 })
    }
  }

  /// The index is in single precision; a box must not lose its point, nor grow beyond the next number.
  @Test func boxesAreRoundedOutwards() throws {
    var random = SplitMix(state: 9)
    let points = (0..<200).map { _ in
      Point(
        x: Double.random(in: -700_000...700_000, using: &random),
        y: Double.random(in: -1_300_000...1_300_000, using: &random))
    }
    try store.write { _ = try $0.add(Samples.file(points.map { Samples.Row(point: $0) })) }
    let boxes = try store.folder.sql(
      "SELECT minx, maxx, miny, maxy FROM rtree_incidents_geom ORDER BY id")
    let lines = boxes.split(separator: "\n")
    try #require(lines.count == points.count)
    for (point, line) in zip(points, lines) {
      let sides = line.split(separator: "|").compactMap { Double($0) }
      #expect(sides[0] <= point.x && point.x <= sides[1], "\(point) \(line)")
      #expect(sides[2] <= point.y && point.y <= sides[3], "\(point) \(line)")
      #expect(Float(sides[1]) <= Float(sides[0]).nextUp)
      #expect(Float(sides[3]) <= Float(sides[2]).nextUp)
    }
  }

  @Test func pointsThatAreAllEqualAreIndexed() throws {
    try store.write { _ = try $0.add(Samples.file((0..<500).map { _ in Samples.Row() })) }
    #expect(try store.hasSoundIndex(of: "incidents"))
  }

  /// SQLite splits and joins the packed nodes, the last of which is nearly empty.
  @Test func otherProgramsMayEditAPackedTree() throws {
    try store.write { _ = try $0.add(Samples.file(rows(2_602))) }
    for edit in [
      "INSERT INTO incidents (geom, batch, source_row, offence, month, location_precision, "
        + "far_outside) SELECT geom, 1, 9, 'asb', '2018-10', 'exact', 0 FROM incidents "
        + "WHERE fid % 4 = 0",
      "DELETE FROM incidents WHERE fid % 3 = 1", "DELETE FROM incidents WHERE fid > 40",
      "DELETE FROM incidents",
    ] {
      let report = try store.folder.run("ogrinfo", "store.gpkg", "-sql", edit)
      #expect(!report.contains("ERROR"), "\(edit): \(report)")
      #expect(try store.hasSoundIndex(of: "incidents"), "\(edit)")
    }
  }

  @Test func eachImportKeepsTheIndexWhole() throws {
    for (number, count) in [60, 0, 3].enumerated() {
      let file = try Samples.file(rows(count, seed: UInt64(number)), digest: "\(number)")
      try store.write { _ = try $0.add(file) }
      #expect(try store.hasSoundIndex(of: "incidents") && store.hasSoundIndex(of: "areas"))
    }
    try store.write { _ = try $0.incidents() }
    #expect(try store.hasSoundIndex(of: "incidents"))
    #expect(try store.folder.sql("SELECT count(*) FROM rtree_incidents_geom") == "63")
    #expect(try store.read { try $0.faults() } == [])
  }

  /// A copy of the files in the middle of an import is what a killed process leaves behind.
  @Test func anImportThatWasCutOffIsCompletedByTheNext() throws {
    let folder = store.folder
    let killed = folder.file("killed.gpkg")
    try store.write { store in
      _ = try store.add(Samples.file(rows(70), digest: "a"))
      for ending in ["", "-wal"] {
        try FileManager.default.copyItem(
          atPath: folder.file("store.gpkg") + ending, toPath: killed + ending)
      }
    }
    let reader = try RecordStore(at: killed, for: .reading)
    #expect(try reader.incidents().count == 70)
    let faults = try reader.faults()
    try reader.close()
    #expect(faults.count == 1 && faults[0].contains("no spatial index"), "\(faults)")
    let report = try folder.run("ogrinfo", "-ro", "-al", "-so", "killed.gpkg")
    #expect(report.contains("Feature Count: 70") && !report.contains("ERROR"))
    let writer = try RecordStore(at: killed, for: .writing)
    _ = try writer.add(Samples.file(rows(5), digest: "b"))
    try writer.close()
    let again = try RecordStore(at: killed, for: .reading)
    #expect(try again.faults() == [] && again.incidents().count == 75)
    try again.close()
    #expect(folder.names == ["killed.gpkg", "store.gpkg"])
  }
}
