import CrimeMapping
import Foundation
import FoundationXML
import GeoJSON
import Testing

@Suite struct ReportTests {
  private let asked: [String: [String]] = [
    "layer": ["beat"], "area": ["B1"], "from": ["2020-01"], "to": ["2020-02"],
    "against-from": ["2019-01"], "against-to": ["2019-02"],
  ]

  /// Shoplifting rises from 30 to 90, burglary from 4 to 6; anti-social behaviour is another thing.
  private func town() throws -> Town {
    var town = Town()
    for month in ["2019-01", "2019-02"] {
      try town.add(15, at: 1_000, 1_000, offence: "shoplifting", month: month)
      try town.add(2, at: 2_000, 2_000, offence: "burglary", month: month)
      try town.add(25, at: 3_000, 1_500, month: month)
    }
    for month in ["2020-01", "2020-02"] {
      try town.add(45, at: 1_000, 1_000, offence: "shoplifting", month: month)
      try town.add(3, at: 2_000, 2_000, offence: "burglary", month: month)
      try town.add(24, at: 3_000, 1_500, month: month)
      try town.add(50, at: 6_000, 6_000, offence: "shoplifting", month: month)
    }
    return town
  }

  private func document(
    _ values: [String: [String]]? = nil
  ) async throws -> Document {
    try await ReportQuestion(values ?? asked).document(on: try town().data(), in: StudySetting())
  }

  private func summary(_ document: Document) throws -> [String] {
    let section = try #require(document.sections.first)
    #expect(section.id == "summary")
    return section.blocks.flatMap { block -> [String] in
      switch block {
      case .list(let sentences): sentences.map(\.text)
      case .paragraph(let sentence): [sentence.text]
      default: []
      }
    }
  }

  @Test func saysWhatStandsOut() async throws {
    let words = try summary(try await document())
    #expect(
      words[0].hasPrefix(
        "All recorded crime (excluding fraud): 96 recorded in January to February 2020, 34 in "
          + "January to February 2019 (+17"))
    #expect(words[0].contains("rose: unlikely to be noise"))
    #expect(words[1].contains("48 recorded") && words[1].contains("could be noise"))
    let kinds = words.filter { $0.contains(" before, ") }
    // The group and the part of it that rose; burglary, from 4 to 6, is not told.
    #expect(kinds.contains { $0.hasPrefix("Shoplifting: 30 before, 90 now (+19") })
    #expect(!kinds.contains { $0.hasPrefix("Burglary") })
  }

  /// Of 4 to 6 no percentage is told, in the words or in the table.
  @Test func tellsNoPercentageOfSmallCounts() async throws {
    let document = try await document()
    let table = try #require(document.tables.first { $0.id.hasPrefix("change-") })
    let names = table.columns.map(\.name)
    let offence = try #require(names.firstIndex(of: "offence_code"))
    let percent = try #require(names.firstIndex(of: "percent"))
    let row = try #require(table.rows.first { $0[offence].text == "burglary" })
    #expect(row.contains { $0.text == "6" } && row.contains { $0.text == "4" })
    #expect(row[percent].value == nil)
  }

  /// The town has no residents to divide by, and no times of day: the report says so and goes on.
  @Test func saysWhatTheDataCannotAnswer() async throws {
    let document = try await document()
    for id in ["rates", "timing"] {
      let section = try #require(document.sections.first { $0.id == id })
      guard case .paragraph(let sentence)? = section.blocks.first else {
        Issue.record("no reason for \(id)")
        continue
      }
      #expect(sentence.text.hasPrefix("Not shown. ") && section.blocks.count == 1)
    }
    #expect(!document.sections.contains { $0.id.hasPrefix("harm") })
  }

  @Test func saysThatNothingWasCompared() async throws {
    var values = asked
    values["against-from"] = nil
    values["against-to"] = nil
    let document = try await document(values)
    #expect(try summary(document).first == "All recorded crime (excluding fraud): 96 recorded.")
    #expect(document.record.caveats.contains { $0.code == "no-comparison-period" })
    #expect(!document.sections.contains { $0.id.hasPrefix("change") })
    // Without rates and changes the counts stand by themselves.
    #expect(document.tables.first?.id == "recorded")
    #expect(document.tables.first?.rows.map { $0[2].text } == ["6", "90", "48"])
  }

  @Test(arguments: [["against-from": ["2019-01"]], ["against-to": ["2019-02"]]])
  func halfAPeriodIsRefused(values: [String: [String]]) {
    #expect(throws: StudyError.self) { try ReportQuestion(values) }
  }

  @Test func namesAreUnique() async throws {
    let document = try await document()
    let sections = document.sections.map(\.id)
    let blocks = document.sections.flatMap(\.blocks).compactMap { block -> String? in
      switch block {
      case .table(let table): table.id
      case .chart(let chart): chart.id
      case .shaded(let table): table.id
      case .map(let map): map.id
      case .paragraph, .list: nil
      }
    }
    #expect(Set(sections).count == sections.count && Set(blocks).count == blocks.count)
    #expect(sections.contains("hotspots") && sections.contains("method"))
    let codes = document.record.caveats.map(\.code)
    #expect(Set(codes).count == codes.count)
  }

  /// What is on the page outside its pictures is in the JSON, which may have more digits.
  @Test func everyNumberOfThePageIsInTheJSON() async throws {
    let report = DocumentReport(try await document())
    let page = String(decoding: try report.bytes(as: .html), as: UTF8.self)
    let json = try JSONDecoder().decode(JSONValue.self, from: Data(try report.bytes(as: .json)))
    #expect(try NumbersOnPage(page).missing(from: json) == [])
  }

  @Test func samePageOnAnyNumberOfThreads() async throws {
    let data = try town().data()
    var pages: Set<String> = []
    for threads in [1, 2, 5] {
      let document = try await ReportQuestion(asked)
        .document(on: data, in: StudySetting(threads: threads))
      pages.insert(String(decoding: try DocumentReport(document).bytes(as: .html), as: UTF8.self))
    }
    #expect(pages.count == 1)
  }

  @Test func anEmptyPeriodIsAnswered() async throws {
    var values = asked
    values["area"] = ["B3"]
    let document = try await document(values)
    #expect(try DocumentReport(document).bytes(as: .html).count > 1_000)
    #expect(try summary(document).first?.hasPrefix("All recorded crime") == true)
  }
}

/// The numbers that a reader of a page sees outside its pictures.
struct NumbersOnPage {
  private let numbers: [String]

  init(_ html: String) throws {
    let document = try XMLDocument(xmlString: html, options: [])
    let main = try #require(
      try document.nodes(forXPath: "//*[local-name()='main']").first)
    var texts: [String] = []
    Self.collect(main, into: &texts)
    numbers = texts.flatMap { text in
      text.matches(of: #/<?\d[\d,]*(\.\d+)?/#).map { String($0.output.0) }
    }
  }

  private static func collect(_ node: XMLNode, into texts: inout [String]) {
    if ["svg", "nav"].contains(node.localName ?? "") { return }
    if (node as? XMLElement)?.attribute(forName: "id")?.stringValue?.hasPrefix("table-") == true {
      // The number of the table itself.
      texts.append((node.stringValue ?? "").replacing(#/^Table \d+\. /#, with: ""))
      return
    }
    if node.localName == "figcaption" {
      texts.append((node.stringValue ?? "").replacing(#/Figure \d+\./#, with: ""))
      return
    }
    if node.kind == .text { texts.append(node.stringValue ?? "") }
    for child in node.children ?? [] { collect(child, into: &texts) }
  }

  /// Those that are neither written in a text of the JSON nor a rounded number of it.
  func missing(from json: JSONValue) -> [String] {
    var (texts, values): (Set<String>, [Double]) = ([], [])
    Self.collect(json, into: &texts, &values)
    let known = values.flatMap { [abs($0), abs($0) * 100] }.sorted()
    return numbers.filter { number in
      guard !texts.contains(number) else { return false }
      // "<0.001" stands for a number below it.
      if number.hasPrefix("<"), let bound = Double(number.dropFirst()) {
        return !known.contains { $0 < bound }
      }
      let plain = number.replacing(",", with: "")
      let decimals = plain.split(separator: ".").dropFirst().first?.count ?? 0
      let reach = 0.5000001 * pow(10, -Double(decimals))
      let value = Double(plain) ?? .nan
      return !known.contains { abs($0 - value) <= reach }
    }
  }

  private static func collect(
    _ json: JSONValue, into texts: inout Set<String>, _ values: inout [Double]
  ) {
    switch json {
    case .string(let text):
      for match in text.matches(of: #/\d[\d,]*(\.\d+)?/#) { texts.insert(String(match.output.0)) }
    case .number(let number): values.append(number)
    case .integer(let number): values.append(Double(number))
    case .array(let items): for item in items { collect(item, into: &texts, &values) }
    case .object(let members):
      for member in members { collect(member.value, into: &texts, &values) }
    default: break
    }
  }
}
