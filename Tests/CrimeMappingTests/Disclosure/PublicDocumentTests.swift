import Areas
import CrimeMapping
import Evidence
import Foundation
import Geometry
import Maps
import Records
import TestSupport
import Testing

/// A town whose beats have many and few incidents of some offences over some months, and a document that
/// tells of them in every form there is.
private struct Told {
  let data: StudyData
  let document: Document

  static let offences = ["asb", "burglary", "robbery"]

  init(_ counts: [[Int]], offences: [String] = Told.offences, layer: String = "beat") async throws {
    var town = Town()
    for (beat, row) in counts.enumerated() {
      for (offence, count) in row.enumerated() {
        for month in 0..<2 {
          try town.add(
            month == 0 ? count / 2 : count - count / 2, at: [1_000, 5_000, 1_000, 5_000][beat],
            [1_000, 1_000, 5_000, 5_000][beat], offence: offences[offence],
            month: "2020-0\(month + 1)", place: "7 Mill Lane")
        }
      }
    }
    data = try town.data()
    let report = try await town.report(["layer": [layer]])
    document = try Self.document(data, offences, report.record)
  }

  private static func document(
    _ data: StudyData, _ offences: [String], _ record: StudyRecord
  ) throws -> Document {
    let incidents = data.incidents
    let all = Tally(0..<Int32(incidents.count))
    let beats = try #require(data.layers["beat"])
    let areas = try #require(incidents.areas["beat"])
    let tree = OffenceTree.standard
    let kinds = try offences.map { try #require(tree.id(code: $0)) }
    func ofBeat(_ beat: Int) -> Tally { all.filter { areas[Int($0)] == Int32(beat) } }
    func both(_ a: Tally, _ b: Tally) -> Tally { a.filter { b.incidents.contains($0) } }
    func ofKind(_ kind: OffenceTree.ID, _ tally: Tally) -> Tally {
      tally.filter { incidents.offences[Int($0)] == kind }
    }
    let rows = beats.areas.indices.map { (beats.areas[$0].code, ofBeat($0)) } + [("All", all)]
    let table = ResultTable(
      "counts", "Incidents by beat and offence",
      columns: [.init("area", "Area", .words), .init("total", "All")]
        + offences.map { .init($0, $0) } + [.init("share", "Share of all")],
      rows: rows.map { name, tally in
        [.text(name), .count(tally)] + kinds.map { .count(ofKind($0, tally)) }
          + [
            .number(Double(tally.count) / Double(max(1, all.count)), .share(1), from: [tally, all])
          ]
      }, notes: ["B1 has \(.count(ofBeat(0)))."],
      shapes: beats.areas.map(\.shape) + [nil])
    let months = (0..<2).map { step in
      all.filter { incidents.months[Int($0)] == (step == 0 ? Month("2020-01") : Month("2020-02")) }
    }
    let chart = Chart(
      "months", caption: "Months", alternative: "From \(.count(months[0])).",
      panels: [
        Chart.Panel(
          horizontal: .init(title: "Month", labels: ["Jan 2020", "Feb 2020"]),
          vertical: .init(title: "Incidents", including: 0...Double(all.count)),
          series: [
            Chart.Series(
              .line, "All", months.enumerated().map { Chart.Value(Double($0), .count($1)) }),
            Chart.Series(
              .line, "B2 by month",
              months.enumerated().map { Chart.Value(Double($0), .count(both($1, ofBeat(1)))) }),
            Chart.Series(.level(Double(ofBeat(1).count) / 2), "Mean of B2"),
          ])
      ])
    let shaded = ShadedTable(
      "grid", caption: "By month", alternative: "A grid", unit: "incidents",
      rows: beats.areas.map(\.code), columns: ["January", "February"],
      cells: beats.areas.indices.map { beat in months.map { .count(both($0, ofBeat(beat))) } })
    let look = ThematicMap.Category(name: "Place", colour: "#ff0000", fill: .plain)
    let map = MapFigure(
      "map", caption: "Map", alternative: "A map", unit: "incidents", outlines: beats.areas,
      shades: beats.areas.indices.map { beat in
        .init(beats.areas[beat].name, beats.areas[beat].shape, .count(ofBeat(beat)))
      },
      marks: [
        .init(look, .point(incidents.points[0])),
        .init(look, .polygon(beats.areas[0].shape), number: 1, caption: "\(.count(ofBeat(1)))"),
      ])
    return Document(
      question: "counts", title: "Incidents", subtitle: "Two months",
      sections: [
        .init(
          "all", "All",
          [
            .paragraph(
              "In all \(.count(all)), of them \(.count(ofKind(kinds[2], all))) robberies."),
            .paragraph("B2 had \(.count(ofBeat(1)))."), .table(table), .chart(chart),
            .shaded(shaded), .map(map),
            .list(["Most at \(.text("7 Mill Lane")).", "B2: \(.count(ofBeat(1)))."]),
          ])
      ], terms: [.init("of_b2", .count(ofBeat(1)))], record: record, projection: data.projection)
  }

  func published(small: Int = 5) throws -> Document {
    try document.published(for: Readership(.public, threshold: small), of: data)
  }
}

@Suite struct PublicDocumentTests {
  private let counts = [[40, 12, 9], [2, 1, 0], [30, 7, 6], [25, 3, 11]]

  private func bytes(_ document: Document, _ form: ResultForm) throws -> [UInt8] {
    try DocumentReport(document).bytes(as: form)
  }

  private func text(_ document: Document, _ form: ResultForm) throws -> String {
    String(decoding: try bytes(document, form), as: UTF8.self)
  }

  @Test func theAnalystSeesAll() async throws {
    let told = try await Told(counts)
    let same = try told.document.published(for: Readership(.analyst), of: told.data)
    #expect(try text(same, .json) == text(told.document, .json))
  }

  @Test func smallCountsAreMarkedInEveryForm() async throws {
    let told = try await Told(counts)
    let document = try told.published()
    let csv = try text(document, .csv)
    #expect(csv.contains("B2,<5,<5,<5,<5,–"))
    #expect(try text(document, .table).contains("<5"))
    let json = try text(document, .json)
    #expect(json.contains("\"total_withheld\":\"small\""))
    #expect(json.contains("\"of_b2_withheld\":\"small\""))
    #expect(json.contains("suppressed-small-numbers"))
    for form in [ResultForm.json, .table, .html, .geojson, .svg] {
      #expect(try !text(document, form).contains("B2 had"))
    }
  }

  @Test func noPointsNoAddressesNoLinesFromWithheldNumbers() async throws {
    let document = try await Told(counts).published()
    guard
      case .map(let map) = document.sections[0].blocks.first(where: {
        if case .map = $0 { true } else { false }
      })
    else {
      Issue.record("no map")
      return
    }
    #expect(map.marks.isEmpty)
    for form in [ResultForm.json, .table, .html, .svg] {
      #expect(try !text(document, form).contains("Mill Lane"))
      #expect(try !text(document, form).contains("Mean of B2"))
    }
  }

  @Test(arguments: [
    [[40, 12, 9], [2, 1, 0], [30, 7, 6], [25, 3, 11]],
    [[4, 0, 0], [0, 0, 0], [0, 0, 0], [0, 0, 90]],
    [[4, 4, 0], [0, 0, 0], [30, 0, 0], [0, 0, 90]],
    [[0, 0, 0], [0, 0, 0], [0, 0, 0], [1, 0, 0]],
    [[5, 5, 5], [5, 5, 4], [5, 5, 5], [5, 5, 5]],
    [[9, 1, 9], [1, 9, 1], [9, 1, 9], [1, 9, 1]],
  ])
  func whoReadsAllFormsWorksOutNoSmallCount(counts: [[Int]]) async throws {
    let told = try await Told(counts)
    let document = try told.published()
    var published = PublishedReader(of: told.document)
    try published.read(json: try bytes(document, .json), of: told.document)
    published.read(csv: try bytes(document, .csv), of: told.document)
    let reader = published.reader
    let narrowed = reader.narrowed()
    for (place, tally) in published.tallies.enumerated() where (1..<5).contains(tally.count) {
      #expect(narrowed[place].count >= 4, "\(tally.count) is within \(narrowed[place])")
      let possible = (0..<5).filter { value in
        reader.considersPossible(value) { $0.contains(place) }
      }
      #expect(possible.count >= 4, "\(tally.count) is one of \(possible)")
    }
  }

  @Test func theSameReaderWorksItOutWhereOnlySmallCountsAreMarked() async throws {
    let told = try await Told(counts)
    var published = PublishedReader(of: told.document)
    try published.read(json: try bytes(told.document, .json), of: told.document)
    // As if nothing but small counts had been withheld.
    let bounds = published.tallies.map { (1..<5).contains($0.count) ? 0...4 : $0.count...$0.count }
    let narrowed = CountReader(counts: published.tallies.map(\.incidents), bounds: bounds)
      .narrowed()
    let solved = published.tallies.indices.filter {
      (1..<5).contains(published.tallies[$0].count) && narrowed[$0].count == 1
    }
    #expect(!solved.isEmpty)
  }

  @Test func everyNumberThatIsToldIsToldOfWhatMayBeTold() async throws {
    let told = try await Told(counts)
    let document = try told.published(small: 10)
    let cells = document.tables.flatMap { $0.rows.joined() }
    #expect(cells.contains { $0.content == .withheld(.small(below: 10)) })
    for cell in cells {
      if case .count(let count) = cell.content { #expect(count >= 10) }
    }
  }

  @Test func aRankingTellsNothingOfWhereWithheldRowsStood() async throws {
    let told = try await Told(counts)
    let table = try #require(told.document.tables.first)
    let order = table.rows.indices.dropLast().sorted {
      table.rows[$0][1].value ?? 0 > table.rows[$1][1].value ?? 0
    }
    let ranked = ResultTable(
      "ranked", "Beats by count", columns: table.columns, rows: order.map { table.rows[$0] })
    var document = told.document
    document.sections = [.init("all", "All", [.table(ranked)])]
    let published = try document.published(
      for: Readership(.public), of: told.data)
    let rows = published.tables[0].rows
    let isHidden = rows.map { row in
      row.contains { if case .withheld = $0.content { true } else { false } }
    }
    #expect(isHidden == isHidden.sorted { !$0 && $1 })
    let hidden = zip(rows, isHidden).filter(\.1).map { $0.0[0].text }
    #expect(hidden == hidden.sorted())
  }

  // MARK: Sensitive offences

  @Test func sensitiveOffencesAreToldOfWholeUnitsOnly() async throws {
    let told = try await Told(
      [[40, 12, 30], [22, 11, 20], [30, 7, 60], [25, 30, 11]],
      offences: ["asb", "burglary", "rape"])
    let document = try told.published()
    let rows = document.tables[0].rows
    // By beat it is withheld, and for the town as a whole it is told.
    #expect(rows.dropLast().allSatisfy { $0[4].content == .withheld(.complementary) })
    #expect(rows[4][4].content == .count(121))
    #expect(try text(document, .json).contains("sensitive-offences"))
  }

  @Test func caveatsCountNoIncidentsForThePublic() async throws {
    var town = Town()
    try town.add(20, at: 1_000, 1_000)
    try town.add(2, at: 20_000, 1_000)
    let record = try await town.report(["layer": ["beat"]]).record
    let data = try town.data()
    let document = Document(
      question: "counts", title: "Incidents", subtitle: "",
      sections: [.init("all", "All", [.paragraph("In all \(.count(Tally(0..<20))).")])],
      record: record, projection: data.projection)
    #expect(document.record.caveats.contains { $0.sentence.contains("2 incidents") })
    let published = try document.published(
      for: Readership(.public), of: data)
    #expect(published.record.caveats.allSatisfy { !$0.sentence.contains("2 incidents") })
    #expect(published.record.caveats.count == document.record.caveats.count)
  }
}
