import Foundation
import RecordFiles
import Records
import Testing

/// The 27 months of Cheshire that lie beside the project, when they do.
@Suite struct CheshireTests {
  private struct Tally: Hashable {
    let month: String
    let category: String
  }

  private static let folder = URL(fileURLWithPath: #filePath)
    .appendingPathComponent("../../../../shared/data/police_uk_cheshire").standardized.path

  /// Skips where the data are not, unless they must be.
  private static var isPresent: Bool {
    if FileManager.default.fileExists(atPath: folder) { return true }
    print("skipped: no \(folder)")
    let isRequired = ProcessInfo.processInfo.environment["HOTBEAT_REQUIRE_DATA"] == "1"
    #expect(!isRequired, "HOTBEAT_REQUIRE_DATA=1, but there is no \(folder)")
    return false
  }

  @Test func everyRowIsKeptUnderItsMonthAndCategory() throws {
    guard Self.isPresent else { return }
    let files = try SourceFile.find([Self.folder], suffixes: ["-street.csv"])
    #expect(files.count == 27)
    var counts: [Tally: Int] = [:]
    var rows = 0
    for file in files {
      let reading = try PoliceUKReader().read(file)
      #expect(reading.rejects.isEmpty && reading.sheet.locatedCount == reading.sheet.count)
      #expect(
        reading.edition == "police.uk Cheshire Constabulary \(file.name.prefix(7))")
      rows += reading.sheet.count
      for (occurrence, offence) in zip(reading.sheet.occurrences, reading.sheet.offences) {
        guard case .month(let month) = occurrence else { continue }
        counts[Tally(month: month.description, category: "\(offence)"), default: 0] += 1
      }
    }
    #expect(rows == 203_425)
    let asb = try #require(OffenceTree.standard.id(code: "asb"))
    #expect(counts.reduce(0) { $0 + ($1.key.category == "\(asb)" ? $1.value : 0) } == 78_989)
    #expect(counts == (try Self.lineCounts()))
  }

  /// The same by cutting lines at every comma, which these files allow as they have no quotes.
  private static func lineCounts() throws -> [Tally: Int] {
    let program =
      #"FNR > 1 { n[$2 "," $10]++ } /"/ { exit 1 } END { for (k in n) print k "," n[k] }"#
    let lines = try SourceFolder()
      .run("sh", "-c", "awk -F, '\(program)' \"$0\"/*-street.csv", folder)
    var counts: [Tally: Int] = [:]
    for line in lines.split(separator: "\n") {
      let fields = line.split(separator: ",").map(String.init)
      let offence = try #require(OffenceTree.standard.id(named: fields[1]))
      counts[Tally(month: fields[0], category: "\(offence)")] = Int(fields[2])
    }
    return counts
  }
}
