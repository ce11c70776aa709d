import RecordStores
import Records
import TestSupport
import Testing

/// Files of denominators in a store: what takes whose place, and which files are remembered.
@Suite struct DenominatorStoreTests {
  private let folder: TemporaryFolder
  private let store: RecordStore

  init() throws {
    folder = try TemporaryFolder()
    try RecordStore.create(at: folder.file("store.gpkg"))
    store = try RecordStore(at: folder.file("store.gpkg"), for: .writing)
  }

  private func add(_ digest: String, _ values: [String: Double]) throws -> ImportOutcome {
    let denominators = values.map {
      Denominator(layer: "lsoa", code: $0, measure: "residents", year: 2022, value: $1)
    }
    let batch = ImportBatch(
      kind: .denominators, file: "people.csv",
      edition: "denominators lsoa residents 2022 \(digest)", digest: digest,
      rowsRead: values.count, rowsKept: values.count, rowsRejected: 0, crs: "", operation: "",
      accuracy: nil, importedAt: "2026-01-01T00:00:00.000Z", version: "0")
    return try store.add(denominators, of: batch)
  }

  @Test func remembersFilesAndReplacesValues() throws {
    #expect(try add("one", ["a": 1, "b": 2]) == .added(rows: 2))
    #expect(try add("one", ["a": 1, "b": 2]) == .unchanged)
    #expect(
      try add("two", ["b": 3, "c": 4, "a": 1]) == .replaced(added: 2, removed: 1, unchanged: 1))
    #expect(try store.denominators().map(\.value) == [1, 3, 4])
    #expect(try store.batches().map(\.digest) == ["one", "two"])
    #expect(try store.batches().map(\.kind) == [.denominators, .denominators])
    // The first file again: its bytes are known, but its values gave way.
    #expect(
      try add("one", ["a": 1, "b": 2]) == .replaced(added: 1, removed: 1, unchanged: 1))
    #expect(try store.denominators().map(\.value) == [1, 2, 4])
    #expect(try store.batches().map(\.digest) == ["two", "one"])
    #expect(try store.faults().isEmpty)
  }

  @Test func remembersAnotherFileWithTheSameValues() throws {
    #expect(try add("one", ["a": 1]) == .added(rows: 1))
    #expect(try add("two", ["a": 1]) == .replaced(added: 0, removed: 0, unchanged: 1))
    #expect(try store.batches().count == 2)
  }
}
