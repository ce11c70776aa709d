import CrimeMapping
import Foundation
import Geometry
import Records
import TestSupport
import Testing

/// Somebody saves all that the verbs publish of a town, and adds and subtracts.
@Suite struct PublicVerbTests {
  /// A town with few and many incidents of three offences in the same months of two years.
  private func town(seed: UInt64) throws -> Town {
    var random = SplitMix(state: seed)
    var town = Town()
    for (x, y) in [(1_000.0, 1_000.0), (5_000, 1_000), (1_000, 5_000), (5_000, 5_000)] {
      for offence in ["violence-with-injury", "burglary-residential", "robbery-of-person"] {
        for month in ["2018-01", "2018-02", "2019-01", "2019-02"] {
          let most: UInt64 = random.next() % 2 == 0 ? 3 : 14
          try town.add(Int(random.next() % most), at: x, y, offence: offence, month: month)
        }
      }
    }
    for (beat, residents) in [("B1", 4_000.0), ("B2", 900), ("B3", 6_000), ("B4", 2_500)] {
      town.denominators.append(
        Denominator(
          layer: "beat", code: beat, measure: "residents", year: 2_019, value: residents))
    }
    return town
  }

  private static let year = ["from": ["2019-01"], "to": ["2019-02"], "layer": ["beat"]]
  private static let years = year.merging([
    "against-from": ["2018-01"], "against-to": ["2018-02"],
  ]) { $1 }

  private static func document(_ verb: String, _ data: StudyData) async throws -> Document {
    let setting = StudySetting()
    return switch verb {
    case "change by area":
      try await ChangeQuestion(years.merging(["offence": ["robbery"]]) { $1 })
        .document(on: data, in: setting)
    case "change by offence":
      try await ChangeQuestion(years.merging(["by": ["offence"]]) { $1 })
        .document(on: data, in: setting)
    case "change by both":
      try await ChangeQuestion(years.merging(["by": ["area-offence"]]) { $1 })
        .document(on: data, in: setting)
    case "report":
      try await ReportQuestion(years.merging(["area": ["B2"]]) { $1 })
        .document(on: data, in: setting)
    default: try await RatesQuestion(year).document(on: data, in: setting)
    }
  }

  @Test(
    arguments: ["change by area", "change by offence", "change by both", "rates", "report"], 0..<4)
  func tellNoSmallCountEvenTogether(verb: String, seed: Int) async throws {
    let data = try town(seed: UInt64(seed)).data()
    let analyst = try await Self.document(verb, data)
    let published = try analyst.published(for: Readership(.public), of: data)
    var reader = PublishedReader(of: analyst)
    try reader.read(json: try DocumentReport(published).bytes(as: .json), of: analyst)
    reader.read(csv: try DocumentReport(published).bytes(as: .csv), of: analyst)
    let narrowed = reader.reader.narrowed()
    var small = 0
    for (place, tally) in reader.tallies.enumerated() where (1..<5).contains(tally.count) {
      small += 1
      #expect(
        narrowed[place].count >= 4, "\(verb) \(seed): \(tally.count) is in \(narrowed[place])")
    }
    #expect(reader.bounds.contains { $0.count == 1 }, "something is told")
    // By chance the second town has none in its report.
    let hasNone = ["change by offence", "rates"].contains(verb) || (verb == "report" && seed == 1)
    #expect(small > 0 || hasNone)
  }

  @Test func nothingOfAWithheldNumberStandsInAnyForm() async throws {
    // Numbers made from small counts that could not come from elsewhere.
    var town = Town()
    for (x, count) in [(1_000.0, 83), (5_000, 3)] {
      try town.add(count, at: x, 1_000, month: "2019-01")
      try town.add(2 * count + 1, at: x, 1_000, month: "2018-01")
    }
    try town.add(97, at: 1_000, 5_000, month: "2019-01")
    try town.add(71, at: 1_000, 5_000, month: "2018-01")
    let data = try town.data()
    let values = [
      "from": ["2019-01"], "to": ["2019-01"], "against-from": ["2018-01"],
      "against-to": ["2018-01"], "layer": ["beat"],
    ]
    let analyst = try await ChangeQuestion(values).document(on: data, in: StudySetting())
    let published = try analyst.published(for: Readership(.public), of: data)
    let secret = analyst.tables.flatMap { table in
      table.rows.filter { $0.contains { $0.text == "B2" || $0.text == "Beat B2" } }.joined()
    }.filter { $0.tallies.contains { $0.count < 5 } }.map(\.text).filter {
      $0.contains(".") && $0.count > 3
    }
    #expect(!secret.isEmpty)
    for form in [ResultForm.json, .csv, .table, .html, .geojson, .svg] {
      guard let bytes = try? DocumentReport(published).bytes(as: form) else { continue }
      let text = String(decoding: bytes, as: UTF8.self)
      for words in secret { #expect(!text.contains(words), "\(form): \(words)") }
    }
  }
}
