import Foundation
import Geometry
import RecordFiles
import Records
import TestSupport
import Testing

/// Files cut into parts are read as one: wherever the cuts fall and however many threads read.
@Suite struct CSVPartsTests {
  private let folder: SourceFolder
  private typealias Samples = PoliceUKSamples

  init() throws { folder = try SourceFolder() }

  /// What was read, or why nothing was, in a form that can be compared.
  private struct Outcome: Equatable {
    var rows: [Int32] = []
    var ids: [[UInt8]] = []
    var occurrences: [Occurrence] = []
    var offences: [OffenceTree.ID] = []
    var coordinates: [[UInt64]] = []
    var codes: [[Int32]] = []
    var pools: [[[UInt8]]] = []
    var rejects: [Reject] = []
    var edition: String?
    var error: RecordFileError?

    init(_ read: () throws(RecordFileError) -> IncidentReading) {
      do throws(RecordFileError) {
        let reading = try read()
        let sheet = reading.sheet
        rows = sheet.rows
        ids = sheet.rows.indices.map { Array((sheet.ids[$0] ?? "").utf8) }
        occurrences = sheet.occurrences
        offences = sheet.offences
        coordinates = sheet.coordinates.map { $0.map { [$0.x.bitPattern, $0.y.bitPattern] } ?? [] }
        let texts = [
          sheet.places, sheet.outputAreas, sheet.outcomes, sheet.qualifiers, sheet.cases,
        ]
        codes = texts.map(\.codes)
        pools = texts.map { $0.pool.map { Array($0.utf8) } }
        rejects = reading.rejects
        edition = reading.edition
      } catch {
        self.error = error
      }
    }
  }

  private func outcome(_ file: SourceFile, threads: Int, partBytes: Int?) -> Outcome {
    Outcome { () throws(RecordFileError) in
      try PoliceUKReader().read(file, threads: threads, partBytes: partBytes)
    }
  }

  /// Every size of part puts a cut at other bytes, so that one stands at each byte in some of them.
  private func expectSame(_ text: String) throws {
    let file = try folder.write(text, to: "street.csv")
    let whole = outcome(file, threads: 1, partBytes: nil)
    for partBytes in Array(1...40) + [64, 100, 333, 1_000] {
      for threads in [1, 2, 3, 8] {
        let parts = outcome(file, threads: threads, partBytes: partBytes)
        #expect(parts == whole, "\(threads) threads, \(partBytes) bytes")
      }
    }
  }

  @Test(arguments: 0..<6)
  func randomFilesAreTheSameInParts(seed: UInt64) throws {
    var random = SplitMix(state: 900 + seed)
    try expectSame(randomFile(&random))
  }

  /// Here every guess between the quotes is wrong, and the rows between them look like rows.
  @Test func rowsInsideQuotesAreNotRead() throws {
    let lines = (0..<6).map { _ in Samples.row() }.joined(separator: "\n").split(separator: "\n")
    let quoted = Samples.row(["Location": "\"\n" + lines.joined(separator: "\n") + "\n\""])
    try expectSame(Samples.file([Samples.row(), quoted, Samples.row(), quoted, Samples.row()]))
    // Long enough that threads read ahead of each other.
    let rows = (0..<300).flatMap { _ in [quoted, Samples.row()] }
    let file = try folder.write(Samples.file(rows), to: "street.csv")
    let whole = outcome(file, threads: 1, partBytes: nil)
    #expect(whole.rows.count == 600 && whole.rows.prefix(3) == [2, 10, 11])
    for partBytes in [90, 333, 1_000] {
      #expect(outcome(file, threads: 4, partBytes: partBytes) == whole)
    }
  }

  @Test(arguments: ["\n", "\r\n", "\r"])
  func faultsNameTheSameRows(ending: String) throws {
    let bad = [
      Samples.row(["Month": "2018-13"]), Samples.row(["Crime type": "Witchcraft"]), "short,row",
      Samples.row(["Location": "\"a\" b"]), Samples.row(["Location": "5\" pipe"]),
      Samples.row(["Longitude": "east"]),
    ]
    let rows = bad.flatMap { [Samples.row(), $0, ""] }
    try expectSame(Samples.file(rows, ending: ending))
    try expectSame("\u{FEFF}" + Samples.file(rows, ending: ending) + "\"open" + ending)
    let open = Samples.row(["Location": "\"open"])
    try expectSame(Samples.file(rows + [open] + rows, ending: ending))
  }

  @Test func bytesThatAreNoUTF8AreRejectedInEveryPart() throws {
    let row = Array((Samples.row(["Location": "Été"]) + "\n").utf8)
    let bad = row.map { $0 == 0xC3 ? 0xFF : $0 }
    let data = Data(Array(Samples.file([]).utf8) + row + bad + row + row + bad)
    let file = try folder.write(data, to: "street.csv")
    for partBytes in 1...300 {
      let outcome = outcome(file, threads: 2, partBytes: partBytes)
      #expect(outcome.rows == [2, 4, 5] && outcome.rejects.map(\.row) == [3, 6])
    }
  }

  @Test(arguments: ["", "\n", "\r\n\r\n\r\n"])
  func aHeaderAloneHasNoRowsInParts(end: String) throws { try expectSame(Samples.header + end) }

  /// More texts than the lookup of recent ones holds, met again in another order.
  @Test func manyTextsAreToldApart() throws {
    let count = 20_000
    let names = (0..<count).map { "Street \($0)" } + (0..<count).map { "Street \($0 * 7 % count)" }
    let file = try folder.write(
      Samples.file(names.map { Samples.row(["Location": $0]) }), to: "street.csv")
    let reading = try PoliceUKReader().read(file, threads: 3, partBytes: 100_000)
    #expect(reading.sheet.places.pool == (0..<count).map { "Street \($0)" })
    #expect(names.indices.allSatisfy { reading.sheet.places[$0] == names[$0] })
  }

  @Test func aStudyKeepsItsColumns() throws {
    var random = SplitMix(state: 5)
    let file = try folder.write(randomFile(&random), to: "street.csv")
    let all = try PoliceUKReader().read(file).sheet
    let study = try PoliceUKReader().read(file, keeping: .study).sheet
    #expect(study.rows == all.rows && study.occurrences == all.occurrences)
    #expect(study.offences == all.offences && study.coordinates == all.coordinates)
    #expect(study.places.pool == all.places.pool && study.places.codes == all.places.codes)
    for row in study.rows.indices {
      let others = [study.outputAreas[row], study.outcomes[row], study.qualifiers[row]]
      #expect(study.ids[row] == nil && others == [nil, nil, nil])
    }
  }

  private func randomFile(_ random: inout SplitMix) -> String {
    let endings = ["\n", "\r\n", "\r", "\n\n", "\r\n\r\n"]
    var text = Bool.random(using: &random) ? "\u{FEFF}" : ""
    text += Samples.header + "\n"
    for _ in 0...14 {
      let fields = Samples.fields([
        "Crime ID": randomField(&random), "Location": randomField(&random),
        "LSOA code": randomField(&random), "Context": randomField(&random),
        "Longitude": ["", "-2.5", "-2.038050123", "0.1"].randomElement(using: &random) ?? "",
        "Month": ["2018-10", "2018-11", "2018-1"].randomElement(using: &random) ?? "",
      ])
      text += fields.joined(separator: ",") + (endings.randomElement(using: &random) ?? "")
    }
    return Bool.random(using: &random) ? text : text + Samples.row()
  }

  /// A field as it may be written, quoted or not; now and then with a stray quote.
  private func randomField(_ random: inout SplitMix) -> String {
    let pieces = ["a", "bc", ",", "\"\"", "\n", "\r\n", "é", "😀", "Parking Area"]
    let inner = (0..<Int.random(in: 0...4, using: &random))
      .map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
    switch Int.random(in: 0...5, using: &random) {
    case 0, 1: return "\"" + inner + "\""
    case 2: return "5\" pipe"
    default: return inner.filter { $0.isLetter }
    }
  }
}
