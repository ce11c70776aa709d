import Foundation
import Geometry
import RecordStores
import Records
import TestSupport
import Testing

@Suite struct IncidentStoreTests {
  private let store: TestStore

  init() throws { store = try TestStore() }

  private func month(_ text: String) throws -> Month { try #require(Month(text)) }

  @Test func everythingReadsBack() throws {
    var random = SplitMix(state: 1)
    let rows = (0..<2_000).map { _ in row(&random) }
    let outcome = try store.write {
      try $0.add(Samples.file(Array(rows.prefix(1_500)), digest: "a", precision: .exact))
    }
    #expect(outcome == .added(rows: 1_500))
    try store.write { _ = try $0.add(Samples.file(Array(rows.dropFirst(1_500)), digest: "b")) }
    #expect(try store.folder.names == ["store.gpkg"])
    let incidents = try store.read { try $0.incidents() }
    try #require(incidents.count == rows.count)
    #expect(incidents.points == rows.map(\.point))
    #expect(incidents.months == rows.map(\.month))
    #expect(incidents.occurrences == rows.map(\.occurrence))
    #expect(incidents.offences.map { OffenceTree.standard[$0].code } == rows.map(\.offence))
    #expect(rows.indices.map { incidents.places[$0] } == rows.map(\.place))
    #expect(incidents.isAnonymised.contains(true))
    #expect(try store.read { try $0.faults() } == [])
    #expect(try store.hasSoundIndex(of: "incidents"))
  }

  private func row(_ random: inout SplitMix) -> Samples.Row {
    let start = Int64.random(in: -2_000_000_000...4_000_000_000, using: &random)
    let instants = (
      Instant(seconds: start),
      Instant(seconds: start + Int64.random(in: 0...90_000, using: &random))
    )
    let month = Month(ordinal: Int32.random(in: 2010 * 12...2020 * 12, using: &random))
    let codes = ["burglary", "asb", "violence-and-sexual-offences", "rape"]
    return Samples.Row(
      point: Int.random(in: 0..<10, using: &random) == 0
        ? nil
        : Point(
          x: Double.random(in: 0...700_000, using: &random),
          y: Double.random(in: 0...1_300_000, using: &random)),
      occurrence: Bool.random(using: &random)
        ? .month(month) : .between(instants.0, instants.1),
      month: month, offence: codes.randomElement(using: &random) ?? "asb", id: nil,
      place: ["Zürich 'Road'", "A\nB", "e\u{301}", nil].randomElement(using: &random) ?? nil)
  }

  @Test func qualifiersAndCasesReadBackWhereThereAreAny() throws {
    let rows = [
      Samples.Row(), .init(qualifiers: "alcohol,hate"), .init(caseReference: "C/7"), .init(),
      .init(qualifiers: "alcohol,hate", caseReference: "C/7"), .init(),
    ]
    try store.write { _ = try $0.add(Samples.file(rows)) }
    var incidents = try store.read { try $0.incidents() }
    incidents.padColumns()
    let both = Qualifiers([.alcohol, .hate])
    #expect(incidents.qualifiers == [[], both, [], [], both, []])
    #expect((0..<6).map { incidents.cases[$0] } == [nil, nil, "C/7", nil, "C/7", nil])
    #expect(both.isSuperset(of: Qualifiers([.hate])) && !both.isSuperset(of: Qualifiers([.youth])))
  }

  @Test func storesWithoutAColumnForCasesAreReadAndMended() throws {
    try store.write { _ = try $0.add(Samples.file([.init()], digest: "old")) }
    try store.folder.spoil(
      """
      DROP TABLE rtree_incidents_geom; DELETE FROM gpkg_extensions WHERE table_name = 'incidents';
      ALTER TABLE incidents DROP COLUMN case_reference
      """)
    var incidents = try store.read { try $0.incidents() }
    incidents.padColumns()
    #expect(incidents.count == 1 && incidents.cases.codes.isEmpty && incidents.qualifiers.isEmpty)
    try store.write { _ = try $0.add(Samples.file([.init(caseReference: "9")], digest: "new")) }
    incidents = try store.read { try $0.incidents() }
    #expect(incidents.cases[1] == "9")
  }

  @Test func exactLocationsAreNotAnonymised() throws {
    try store.write { _ = try $0.add(Samples.file([.init()], precision: .exact)) }
    #expect(try store.read { try $0.incidents().isAnonymised.contains(true) } == false)
  }

  @Test func monthsAreReadFromFirstToLast() throws {
    let texts = ["2018-12", "2018-10", "2018-11", "2019-01"]
    let rows = try texts.map {
      Samples.Row(occurrence: .month(try month($0)), month: try month($0), place: $0)
    }
    try store.write { _ = try $0.add(Samples.file(rows)) }
    func places(_ from: String, _ to: String) throws -> [String?] {
      let incidents = try store.read { try $0.incidents(in: try month(from)...(try month(to))) }
      return (0..<incidents.count).map { incidents.places[$0] }
    }
    #expect(try places("2018-11", "2018-12") == ["2018-12", "2018-11"])
    #expect(try places("2018-10", "2018-10") == ["2018-10"])
    #expect(try places("2019-02", "2020-01") == [])
  }

  @Test func batchesSayWhatWasImported() throws {
    let file = try Samples.file([.init()], digest: "x", edition: "police.uk Cheshire 2018-10")
    try store.write { _ = try $0.add(file) }
    #expect(try store.read { try $0.batches() } == [file.batch])
    #expect(try store.read { try $0.batch(digest: "x") } == file.batch)
    #expect(try store.read { try $0.batch(digest: "y") } == nil)
  }

  @Test func theSameBytesChangeNothing() throws {
    let file = try Samples.file([.init(), .init()])
    try store.write { _ = try $0.add(file) }
    let outcome = try store.write { try $0.add(file) }
    #expect(outcome == .unchanged)
    #expect(try store.read { try $0.incidents().count } == 2)
    #expect(try store.read { try $0.batches().count } == 1)
  }

  @Test func filesWithoutAnEditionReplaceNothing() throws {
    try store.write { _ = try $0.add(Samples.file([.init()], digest: "a")) }
    let outcome = try store.write { try $0.add(Samples.file([.init()], digest: "b")) }
    #expect(outcome == .added(rows: 1))
    #expect(try store.read { try $0.incidents().count } == 2)
  }

  /// Compared with a difference of multisets; rows come from so few kinds that many are identical.
  @Test(arguments: 0..<4)
  func aNewEditionReplacesTheOld(seed: UInt64) throws {
    var random = SplitMix(state: seed)
    let kinds = [
      Samples.Row(), .init(point: nil), .init(offence: "asb"), .init(id: "c1"), .init(place: nil),
      .init(outcome: "Charged"), .init(point: Point(x: 358_000, y: 366_001)),
    ]
    func rows(_ random: inout SplitMix) -> [Samples.Row] {
      (0..<Int.random(in: 0...40, using: &random))
        .compactMap { _ in kinds.randomElement(using: &random) }
    }
    let (old, new) = (rows(&random), rows(&random))
    let (added, removed) = (difference(new, old), difference(old, new))
    let outcome = try store.write { store in
      _ = try store.add(Samples.file([.init()], digest: "other", edition: "elsewhere"))
      _ = try store.add(Samples.file(old, digest: "old", edition: "here"))
      return try store.add(Samples.file(new, digest: "new", edition: "here"))
    }
    #expect(outcome == .replaced(added: added, removed: removed, unchanged: new.count - added))
    #expect(
      try store.read { try $0.incidents().points } == [Samples.Row().point] + new.map(\.point))
    #expect(try store.read { try $0.batches().map(\.digest) } == ["other", "new"])
    #expect(try store.read { try $0.faults() } == [])
    #expect(try store.hasSoundIndex(of: "incidents"))
  }

  /// How many of some rows have no partner among others.
  private func difference(_ rows: [Samples.Row], _ others: [Samples.Row]) -> Int {
    var left = others
    return rows.count { row in
      guard let partner = left.firstIndex(of: row) else { return true }
      left.remove(at: partner)
      return false
    }
  }

  @Test func aFileWithoutRowsIsABatch() throws {
    let outcome = try store.write { try $0.add(Samples.file([])) }
    #expect(outcome == .added(rows: 0))
    #expect(try store.read { try $0.batches().map(\.rowsKept) } == [0])
    #expect(try store.hasSoundIndex(of: "incidents"))
  }

  @Test func aFileThatCannotBeKeptLeavesTheStoreAsItWas() throws {
    let folder = try TemporaryFolder()
    let path = folder.file("bare.gpkg")
    try RecordStore.create(at: path)
    let bare = try RecordStore(at: path, for: .writing)
    #expect {
      _ = try bare.add(Samples.file([.init()]))
    } throws: { error in
      guard case StoreError.cannotWrite = error else { return false }
      return true
    }
    #expect(try bare.batches() == [] && bare.faults() == [])
    try bare.close()
    #expect(folder.names == ["bare.gpkg"])
  }

  @Test func countsGoByMonthAndOffence() throws {
    let (october, november) = (try month("2018-10"), try month("2018-11"))
    let rows = [
      Samples.Row(occurrence: .month(november), month: november, offence: "asb"),
      .init(offence: "burglary"), .init(point: nil, offence: "burglary"),
      .init(offence: "burglary", isFarOutside: true), .init(offence: "asb"),
    ]
    try store.write { _ = try $0.add(Samples.file(rows)) }
    let counts = try store.read { try $0.countsByMonth() }
    #expect(counts.map(\.month) == [october, october, november])
    #expect(counts.map(\.offence) == ["asb", "burglary", "asb"])
    #expect(counts.map(\.incidents) == [1, 3, 1])
    #expect(counts.map(\.located) == [1, 2, 1])
    #expect(counts.map(\.farOutside) == [0, 1, 0])
  }

  @Test func identifiersThatRepeatAreCounted() throws {
    let first = ["a", "a", "a", "b", "c", nil, nil].map { Samples.Row(id: $0) }
    let second = ["c", "d", nil].map { Samples.Row(id: $0) }
    try store.write { _ = try $0.add(Samples.file(first, digest: "1")) }
    #expect(try store.read { try $0.repeatedIdentifiers() } == (1, 2))
    try store.write { _ = try $0.add(Samples.file(second, digest: "2")) }
    #expect(try store.read { try $0.repeatedIdentifiers() } == (2, 3))
  }

  @Test func anOffenceOfANewerTreeIsNamed() throws {
    try store.write { _ = try $0.add(Samples.file([.init()])) }
    try store.folder.spoil("UPDATE incidents SET offence = 'witchcraft'")
    #expect(throws: StoreError.unknownOffence(code: "witchcraft")) {
      try store.read { try $0.incidents() }
    }
  }
}
