import CrimeMapping
import Evidence
import Foundation
import GeoJSON
import Records
import Testing

@Suite struct CellTests {
  @Test(arguments: [
    (Cell.number(1_234.56, decimals: 1), "1,234.6"),
    (.number(0.02, .rate), "<0.1"), (.number(0, .rate), "0.0"), (.number(12.34, .rate), "12.3"),
    (.number(-12.34, .change(1)), "−12.3%"), (.number(12.34, .change(0)), "+12%"),
    (.number(0.004, .signed(1)), "0.0"), (.number(-0.004, .decimals(1)), "0.0"),
    (.number(0.256, .share(0)), "26%"), (.number(123_456, .significant), "123,456"),
    (.number(0.012345, .significant), "0.0123"), (.pValue(0.0004), "<0.001"),
    (.pValue(0.0416), "0.042"), (.undefined("nothing happened"), "n/a"), (.blank, ""),
    (.number(.infinity, decimals: 1), "n/a"),
    (
      .interval(Interval(0.5, .infinity, confidence: 0.95, method: "exact"), .decimals(2)),
      "0.50 to no bound"
    ),
  ])
  func isWrittenForPeople(_ cell: Cell, _ text: String) { #expect(cell.text == text) }

  @Test func aTallyIsTheSameInAnyOrder() {
    let tally = Tally([3, 1, 2])
    #expect(tally == Tally([1, 2, 3]) && tally.count == 3)
    #expect(tally.filter { $0 > 1 } == Tally([2, 3]))
  }

  @Test func aSentenceKeepsItsNumbers() {
    let (before, after) = (Tally([1, 2, 3, 4, 5]), Tally([6, 7]))
    let sentence: Sentence = "Fell from \(.count(before)) to \(.count(after)) in \("Crewe")."
    #expect(sentence.text == "Fell from 5 to 2 in Crewe.")
    #expect(sentence.cells.flatMap(\.tallies) == [before, after])
  }
}

@Suite struct DocumentTests {
  private func document() async throws -> Document {
    var town = Town()
    try town.add(12, at: 1_000, 1_000)
    try town.add(3, at: 5_000, 1_000)
    let report = try await town.report(["layer": ["beat"]])
    let beats = try town.areas().prefix(2)
    let counts = [Tally(0..<12), Tally(12..<15)]
    let table = ResultTable(
      "counts", "Incidents by beat",
      columns: [
        .init("area", "Beat", .words), .init("count", "Incidents"),
        .init("rate", "Rate", .interval), .init("change", "Change"),
      ],
      rows: zip(beats, counts).map { area, tally in
        [
          .text(area.code), .count(tally),
          .interval(
            Interval(
              Double(tally.count) / 2, Double(tally.count) * 2, confidence: 0.95,
              method: "made up"), .decimals(1), from: [tally]),
          .undefined("nothing happened before", from: [tally]),
        ]
      }, shapes: beats.map(\.shape))
    return Document(
      question: "counts", title: "Incidents", subtitle: "2020-01",
      sections: [
        .init("all", "All", [.paragraph("In all \(.count(Tally(0..<15)))."), .table(table)])
      ],
      terms: [.init("confidence", .number(0.95, decimals: 2))], record: report.record,
      projection: try town.data().projection)
  }

  @Test func everyFormSaysTheSameNumbers() async throws {
    let report = DocumentReport(try await document())
    let csv = String(decoding: try report.bytes(as: .csv), as: UTF8.self)
    #expect(csv.hasPrefix("area,count,rate_low,rate_high,rate_method,change\n"))
    #expect(csv.contains("B1,12,6.0,24.0,made up,\n"))
    let table = String(decoding: try report.bytes(as: .table), as: UTF8.self)
    #expect(table.contains("In all 15.") && table.contains("6.0 to 24.0") && table.contains("n/a"))
    let json = try JSONDecoder().decode(JSONValue.self, from: Data(try report.bytes(as: .json)))
    #expect(json["study"]?["confidence"] == .number(0.95))
    let collection = try JSONDecoder().decode(
      JSONValue.self, from: Data(try report.bytes(as: .geojson)))
    guard case .array(let features)? = collection["features"] else {
      Issue.record("no features")
      return
    }
    #expect(features.count == 2)
    #expect(features[1]["properties"]?["count"] == .integer(3))
    #expect(features[1]["properties"]?["change"] == .null)
    #expect(
      features[1]["properties"]?["change_undefined"] == .string("nothing happened before"))
  }
}
