import Foundation
import RecordStores
import Records
import TestSupport
import Testing

@Suite struct SoundnessTests {
  private let store: TestStore

  init() throws {
    store = try TestStore()
    let rows = (0..<300).map { Samples.Row(id: "c\($0)", place: "Place \($0)") }
    try store.write { _ = try $0.add(Samples.file(rows)) }
    let batch = Samples.batch("areas", kept: 1, kind: .areas)
    try store.write { _ = try $0.add([Samples.area("a")], of: batch) }
  }

  private var faults: [String] { get throws { try store.read { try $0.faults() } } }

  @Test func aSoundStoreHasNoFaults() throws { #expect(try faults == []) }

  @Test func aLostRowIsMissed() throws {
    try store.folder.spoil("DELETE FROM incidents WHERE fid = 7")
    #expect(try faults.contains("d1.csv should have 300 incidents but has 299"))
  }

  @Test(arguments: ["incidents", "areas"])
  func aLostEntryOfTheIndexIsMissed(table: String) throws {
    try store.folder.sql("DELETE FROM rtree_\(table)_geom WHERE id = 1")
    #expect(try faults == ["the spatial index of \(table) does not match its rows"])
  }

  @Test func aLostBatchIsMissed() throws {
    try store.folder.spoil("DELETE FROM batches WHERE digest = 'areas'")
    #expect(try faults == ["a row of areas points to nothing in batches"])
  }

  /// Bytes that were overwritten are found, or the store says that it is damaged.
  @Test func anOverwrittenPageIsFound() throws {
    let pages = try store.folder.sql(
      "SELECT max(pageno) FROM dbstat WHERE name = 'incidents' AND pagetype = 'leaf'")
    let page = try #require(Int(pages))
    var bytes = try Data(contentsOf: URL(fileURLWithPath: store.path))
    let range = (page - 1) * 4_096..<page * 4_096
    bytes.replaceSubrange(range, with: Data(repeating: 0xA5, count: range.count))
    try bytes.write(to: URL(fileURLWithPath: store.path))
    do {
      #expect(try !faults.isEmpty)
    } catch StoreError.damaged(store.path, let reason) {
      #expect(!reason.isEmpty)
    }
    #expect {
      try store.read { try $0.incidents() }
    } throws: { error in
      guard case StoreError.damaged(store.path, _) = error else { return false }
      return true
    }
  }
}
