import Foundation
import RecordFiles
import Records
import Testing

@Suite struct TableMappingTests {
  private static let good = """
    columns: {longitude: x, latitude: y, occurred_from: t, offence: o}

    """

  @Test(arguments: [
    (good + "colour: red", "unknown key 'colour'"),
    ("columns: {longitude: x, latitude: y, month: m, offence: o, beat: b}", "unknown field 'beat'"),
    (good + "offences: {a: witchcraft}", "unknown offence 'witchcraft'"),
    (good + "constants: {offence: witchcraft}", "unknown offence 'witchcraft'"),
    (good + "timezone: Europe/Chester", "unknown timezone 'Europe/Chester'"),
    (good + "dates: american", "dates is 'american', but takes iso, day-first, month-first"),
    (good + "qualifiers: {a: odd}", "unknown qualifier 'odd'"),
    (good + "constants: {precision: fuzzy}", "unknown precision 'fuzzy'"),
    (good + "constants: {outcome: none}", "unknown constant 'outcome'"),
    (good + "offences: {a: arson, A: theft}", "has two meanings"),
    (good + "qualifiers: {dv: domestic, Dv: drugs}", "has two meanings"),
    (good + "offences: [a, b]", "offences is no list of keys and values"),
    (good + "crs: [1]", "crs is no text"), (good + "crs: {a: 1}", "crs is no text"),
    ("", "is no list of keys and values"), ("- a", "is no list of keys and values"),
    ("columns: {longitude: x, month: m, offence: o}", "longitude and latitude"),
    ("columns: {month: m, offence: o}", "easting and northing"),
    ("columns: {longitude: x, latitude: y, easting: e, month: m, offence: o}", "or easting"),
    ("columns: {longitude: x, latitude: y, offence: o}", "occurred_from or month"),
    ("columns: {longitude: x, latitude: y, month: m}", "must name the offence"),
    ("columns: {longitude: x", ""), ("columns: a\ncolumns: b", ""),
  ])
  func saysWhatCannotBeUsed(yaml: String, reason: String) {
    #expect {
      try TableMapping(yaml: yaml, file: "map.yaml")
    } throws: { error in
      guard case RecordFileError.badYAML("map.yaml", let words) = error else { return false }
      return reason.isEmpty || words.contains(reason)
    }
  }

  /// YAML takes bare 0610 for an octal number and `yes` for a truth value, but a table holds texts.
  @Test func wordsAreTextsHoweverTheyLook() throws {
    let folder = try SourceFolder()
    let yaml = """
      columns: {longitude: x, latitude: y, month: 2018, offence: 0610, qualifiers: no}
      offences:
        0610: burglary
        1.10: robbery
        12:30: arson
        null: drugs
      qualifiers:
        yes: domestic
        on: alcohol
      """
    let mapping = try TableMapping(yaml: yaml, file: "map.yaml")
    let table = """
      x,y,2018,0610,no
      -2,53,2018-10,0610,yes
      -2,53,2018-10,1.10,on
      -2,53,2018-10,12:30,
      -2,53,2018-10,null,
      """
    let reading = try TableReader(mapping: mapping).read(try folder.write(table, to: "t.csv"))
    #expect(
      reading.sheet.offences.map { OffenceTree.standard[$0].code } == [
        "burglary", "robbery", "arson", "drugs",
      ])
    #expect((0..<4).map { reading.sheet.qualifiers[$0] } == ["domestic", "alcohol", nil, nil])
  }
}
