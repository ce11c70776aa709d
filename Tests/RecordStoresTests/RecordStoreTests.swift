import Foundation
import RecordStores
import Records
import TestSupport
import Testing

@Suite struct RecordStoreTests {
  private let folder: TemporaryFolder
  private let path: String

  init() throws {
    folder = try TemporaryFolder()
    path = folder.file("store.gpkg")
  }

  private func reason(_ purpose: RecordStore.Purpose = .reading) throws -> String {
    do {
      try RecordStore(at: path, for: purpose).close()
      return "none"
    } catch StoreError.notAStore(path, let reason) {
      return reason
    }
  }

  @Test(arguments: [RecordStore.Purpose.reading, .writing])
  func aStoreIsOnePlainFile(purpose: RecordStore.Purpose) throws {
    try RecordStore.create(at: path)
    #expect(folder.names == ["store.gpkg"])
    let store = try RecordStore(at: path, for: purpose)
    #expect(try store.epsg() == nil && store.batches().isEmpty && store.incidents().count == 0)
    #expect(try store.areas().isEmpty && store.countsByMonth().isEmpty && store.faults().isEmpty)
    #expect(try store.repeatedIdentifiers() == (0, 0))
    try store.close()
    #expect(folder.names == ["store.gpkg"])
    #expect(try folder.sql("PRAGMA journal_mode") == "delete")
  }

  @Test func aStoreIsAGeoPackage() throws {
    try RecordStore.create(at: path)
    #expect(try folder.sql("PRAGMA application_id") == "\(0x4750_4B47)")
    #expect(try folder.sql("PRAGMA user_version") == "10300")
    let header = try Data(contentsOf: URL(fileURLWithPath: path))
    #expect(Array(header[68..<72]) == Array("GPKG".utf8))
  }

  @Test func creatingKeepsWhatIsThere() throws {
    try folder.write("mine", to: "store.gpkg")
    #expect(throws: StoreError.exists(path: path)) { try RecordStore.create(at: path) }
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "mine")
  }

  @Test func creatingInNoFolderLeavesNothing() throws {
    let path = folder.file("gone/store.gpkg")
    #expect {
      try RecordStore.create(at: path)
    } throws: { error in
      guard case StoreError.cannotWrite(path, let reason) = error else { return false }
      return !reason.isEmpty
    }
    #expect(folder.names == [])
  }

  @Test func aReadOnlyFolderTakesNoStore() throws {
    guard geteuid() != 0 else { return print("skipped: root may write anywhere") }
    try FileManager.default.setAttributes([.posixPermissions: 0o500], ofItemAtPath: folder.path)
    #expect {
      try RecordStore.create(at: path)
    } throws: { error in
      guard case StoreError.cannotWrite = error else { return false }
      return true
    }
  }

  @Test func whatIsNoStoreIsRefused() throws {
    #expect(throws: StoreError.missing(path: path)) { try RecordStore(at: path, for: .reading) }
    #expect(folder.names == [])
    try folder.write(String(repeating: "This is no database. ", count: 99), to: "store.gpkg")
    #expect(try reason() == "it is no SQLite database")
    #expect(try reason(.writing) == "it is no SQLite database")
    try FileManager.default.removeItem(atPath: path)
    try folder.sql("CREATE TABLE incidents (fid INTEGER)")
    #expect(try reason(.writing) == "it is no GeoPackage")
    #expect(try folder.sql("PRAGMA journal_mode") == "delete")
    #expect(folder.names == ["store.gpkg"])
    try folder.write("", to: "store.gpkg")
    #expect(try reason() == "it is no GeoPackage")
  }

  @Test func aForeignGeoPackageIsNoStore() throws {
    try folder.write(
      #"{"type":"Feature","properties":{},"geometry":{"type":"Point","coordinates":[1,2]}}"#,
      to: "a.geojson")
    try folder.run("ogr2ogr", "-f", "GPKG", "store.gpkg", "a.geojson")
    #expect(try reason().contains("hotbeat init"))
  }

  @Test func aNewerSchemaIsRefused() throws {
    try RecordStore.create(at: path)
    try folder.sql("UPDATE hotbeat_settings SET value = '99' WHERE name = 'schema'")
    #expect(throws: StoreError.newerSchema(path: path, version: 99)) {
      try RecordStore(at: path, for: .reading)
    }
  }

  @Test func theReferenceSystemIsDecidedOnce() throws {
    try RecordStore.create(at: path)
    let store = try RecordStore(at: path, for: .writing)
    try store.adopt(Samples.britishGrid)
    try store.adopt(.init(epsg: 32_630, name: "UTM 30N", wellKnownText: "undefined"))
    #expect(try store.epsg() == 27_700)
    try store.close()
    #expect(
      try folder.sql("SELECT DISTINCT srs_id FROM gpkg_geometry_columns") == "27700")
  }

  @Test func readingRefusesToWrite() throws {
    let store = try TestStore()
    #expect {
      try store.read { _ = try $0.add(Samples.file([.init()])) }
    } throws: { error in
      guard case StoreError.cannotWrite = error else { return false }
      return true
    }
    #expect(try store.read { try $0.incidents().count } == 0)
  }
}
