import Areas
import CrimeMapping
import Geometry
import RecordFiles
import Records
import Testing

/// A square of 400 m around the middle of beat B1 is under an order from 2020.
@Suite struct OrderReviewTests {
  private func square(_ x: Double, _ y: Double, _ half: Double) throws -> MultiPolygon<Point> {
    let corners = [(-1.0, -1.0), (1, -1), (1, 1), (-1, 1)].map {
      Point(x: 400_000 + x + $0.0 * half, y: 400_000 + y + $0.1 * half)
    }
    return MultiPolygon([Polygon(exterior: try Ring(corners: corners))])
  }

  private func layer(_ shape: MultiPolygon<Point>) -> AreaLayer {
    AreaLayer(name: "drawn", areas: [Area(layer: "drawn", code: "1", name: "Square", shape: shape)])
  }

  private func review(
    _ town: Town, _ restrictions: [PublicSpacesOrder.Restriction]? = nil,
    _ values: [String: [String]] = [:], start: String = "2020-01-01"
  ) async throws -> Document {
    let asb = try #require(OffenceTree.standard.id(code: "asb"))
    let order = PublicSpacesOrder(
      name: "Market Square", start: try #require(CalendarDay(start)), end: nil,
      restrictions: restrictions ?? [.init(name: "No begging", offences: [asb])],
      file: "order.yaml", digest: "d")
    var supplied = Supplied()
    supplied.order = SuppliedOrder(
      order: order, area: layer(try square(2_000, 2_000, 200)),
      control: layer(try square(6_000, 2_000, 200)))
    let question = try OrderQuestion(["layer": ["beat"]].merging(values) { $1 })
    return try await question.document(
      on: try town.data(), in: StudySetting(supplied: supplied))
  }

  /// Half as many inside in the order's months, as many in the control, more in the ring.
  private func town() throws -> Town {
    var town = Town()
    for month in 1...3 {
      try town.add(20, at: 2_000, 2_000, month: "2019-0\(month)")
      try town.add(10, at: 2_000, 2_000, month: "2020-0\(month)")
      try town.add(20, at: 6_000, 2_000, month: "2019-0\(month)")
      try town.add(20, at: 6_000, 2_000, month: "2020-0\(month)")
      try town.add(4, at: 2_000, 2_225, month: "2019-0\(month)")
      try town.add(7, at: 2_000, 2_225, month: "2020-0\(month)")
    }
    return town
  }

  private func value(_ document: Document, _ id: String, _ row: Int, _ column: String) -> Double? {
    guard let table = document.tables.first(where: { $0.id == id }),
      let place = table.columns.firstIndex(where: { $0.name == column }), row < table.rows.count
    else { return nil }
    return table.rows[row][place].value
  }

  @Test func countsPlacesBeforeAndDuring() async throws {
    let document = try await review(try town())
    let expected: [(Double, Double)] = [(60, 30), (12, 21), (60, 60), (132, 111)]
    for (row, pair) in expected.enumerated() {
      #expect(value(document, "places", row, "before") == pair.0)
      #expect(value(document, "places", row, "during") == pair.1)
    }
    // 2020 has a day more in February.
    let ratio = try #require(value(document, "places", 0, "ratio"))
    #expect(abs(ratio - 0.5 * 90 / 91) < 1e-12)
    let area = try #require(value(document, "places", 0, "area_km2"))
    #expect(abs(area - 0.16) < 1e-9)
  }

  @Test func bandsCutThePlaceAtItsBoundary() async throws {
    let document = try await review(try town())
    let during = (0..<4).map { value(document, "bands", $0, "during") }
    #expect(during == [30, 0, 21, 0])
    #expect(try #require(value(document, "bands", 1, "area_km2")) < 0.0701)
  }

  @Test func saysFellAndNotReduced() async throws {
    let document = try await review(try town())
    let words = String(decoding: try DocumentReport(document).bytes(as: .table), as: UTF8.self)
    #expect(words.contains("fell from 60 to 30"))
    for claim in ["reduced by", "because of", "thanks to", "effective", "worked"] {
      #expect(!words.contains(claim))
    }
  }

  @Test func monthOnlyDataTellNothingOfHours() async throws {
    let document = try await review(try town())
    #expect(!document.tables.contains { $0.id == "hours" })
    #expect(document.tables.contains { $0.id == "persistence" && $0.columns[2].name == "months" })
  }

  @Test func hoursAndWeeksAreToldOfExactTimes() async throws {
    let asb = try #require(OffenceTree.standard.id(code: "asb"))
    var town = Town()
    // Friday 4 January 2019 and every week after, at 22:00 and at noon; likewise in 2020.
    for year in [1_546_639_200, 1_578_088_800] as [Int64] {
      for week in 0..<12 as Range<Int64> {
        let evening = year + week * 604_800
        try town.add(3, from: evening, at: 2_000, 2_000)
        try town.add(1, from: evening - 36_000, at: 2_000, 2_000)
      }
    }
    let restriction = PublicSpacesOrder.Restriction(
      name: "No drinking", offences: [asb], hours: try #require(DailyHours("20:00-04:00")),
      days: [.friday])
    let document = try await review(
      town, [restriction], ["from": ["2019-01"], "to": ["2020-03"]])
    #expect(value(document, "hours", 0, "during") == 48)
    #expect(value(document, "hours", 0, "surely_inside") == 36)
    #expect(value(document, "hours", 0, "share_inside") == 0.75)
    #expect(value(document, "persistence", 1, "weeks") == 13)
    #expect(value(document, "persistence", 1, "with_reports") == 12)
  }

  @Test func anOrderWithoutMonthsBeforeIsRefused() async throws {
    var town = Town()
    try town.add(20, at: 2_000, 2_000, month: "2020-02")
    await #expect(throws: StudyError.self) { try await review(town) }
  }

  @Test func theMonthOfTheStartIsLeftOut() async throws {
    let document = try await review(try town(), start: "2020-01-15")
    #expect(value(document, "places", 0, "before") == 40)
    #expect(value(document, "places", 0, "during") == 20)
    #expect(document.record.caveats.contains { $0.code == "month-left-out" })
  }

  @Test func aRingIsWiderThanTheEdge() {
    #expect(throws: StudyError.self) { try OrderQuestion(["ring": ["50"], "edge": ["60"]]) }
  }
}

extension Town {
  /// Incidents at one moment, in seconds since 1970.
  mutating func add(_ count: Int, from moment: Int64, at x: Double, _ y: Double) throws {
    try add(count, at: x, y)
    let instant = Instant(seconds: moment)
    let month = CivilTime.london.month(of: instant)
    for place in incidents.occurrences.indices.suffix(count) {
      incidents.occurrences[place] = .between(instant, instant)
      incidents.months[place] = month
    }
  }
}
