import Foundation
import RecordFiles
import Records
import Testing

@Suite struct OrderFileTests {
  private static let whole = """
    name: Market Square
    area: square.geojson
    from: 2022-07-18
    to: 2025-07-17
    restrictions:
      - name: Surrender alcohol when asked
        offences: [asb-nuisance, public-order]
        qualifiers: alcohol
        hours: 20:00-04:00
        days: [fri, Saturday]
      - name: No begging
        offences: asb
    """

  private func read(_ yaml: String) throws -> OrderFile {
    let folder = try SourceFolder()
    return try OrderFile(try folder.write(yaml, to: "order.yaml"))
  }

  @Test func readsAnOrder() throws {
    let file = try read(Self.whole)
    let (tree, order) = (OffenceTree.standard, file.order)
    #expect(file.area == "square.geojson" && order.name == "Market Square")
    #expect(order.start.description == "2022-07-18" && order.end?.description == "2025-07-17")
    let alcohol = order.restrictions[0]
    #expect(alcohol.offences.map { tree[$0].code } == ["asb-nuisance", "public-order"])
    #expect(alcohol.qualifiers == [.alcohol] && alcohol.hours == DailyHours("20:00-04:00"))
    #expect(alcohol.days == [.friday, .saturday] && !alcohol.isAlways)
    #expect(order.restrictions[1].isAlways)
  }

  @Test(arguments: [
    ("name: Market Square\n", "", "name is missing"),
    ("from: 2022-07-18\n", "", "from is missing"),
    ("2022-07-18", "18/07/2022", "no day such as"),
    ("to: 2025-07-17", "to: 2021-07-17", "is before from"),
    ("offences: asb", "offences: witchcraft", "restriction 2: unknown offence 'witchcraft'"),
    ("    offences: asb", "    hours: 20:00-04:00", "restriction 2: offences is missing"),
    ("20:00-04:00", "8pm to 4am", "restriction 1: hours is '8pm to 4am'"),
    ("fri,", "Freitag,", "restriction 1: unknown day 'Freitag'"),
    ("qualifiers: alcohol", "qualifiers: drink", "unknown qualifier 'drink'"),
    ("area: square", "colour: red\narea: square", "unknown key 'colour'"),
    ("days: [fri, Saturday]", "weekdays: [fri]", "restriction 1: unknown key 'weekdays'"),
  ])
  func saysWhatCannotBeUsed(_ part: String, _ instead: String, _ reason: String) throws {
    let yaml = Self.whole.replacingOccurrences(of: part, with: instead)
    #expect {
      try read(yaml)
    } throws: { error in
      guard case RecordFileError.badYAML("order.yaml", let words) = error else { return false }
      return words.contains(reason)
    }
  }

  @Test func anOrderRestrictsSomething() throws {
    #expect(throws: RecordFileError.self) {
      try read("name: A\nfrom: 2022-07-18\nrestrictions: []")
    }
  }
}
