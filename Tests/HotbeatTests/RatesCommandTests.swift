import Foundation
import TestSupport
import Testing

/// `hotbeat rates` and `hotbeat change` on the real data.
@Suite(.enabled(if: OpenData.isPresent, "the open data is not here"))
struct RatesCommandTests {
  private let store: CheshireStore.Filled
  private let own: TemporaryFolder

  init() throws {
    store = try CheshireStore.shared.get()
    own = try TemporaryFolder()
  }

  private func run(_ arguments: [String]) throws -> Program {
    try Program.run(
      Program.hotbeat, [arguments[0], "--store", store.path] + arguments.dropFirst(), in: own.url)
  }

  private func rows(_ csv: String) -> [[String: Substring]] {
    let lines = csv.split(whereSeparator: \.isNewline).map {
      $0.split(separator: ",", omittingEmptySubsequences: false)
    }
    guard let header = lines.first else { return [] }
    return lines.dropFirst().map { line in
      Dictionary(zip(header.map(String.init), line), uniquingKeysWith: { a, _ in a })
    }
  }

  @Test func ratesNeedDenominators() throws {
    let run = try run(["rates", "--offence", "burglary", "--from", "2018-10"])
    #expect(run.code != 0 && run.errors.contains("import denominators"))
  }

  /// Counts by area are those of a plain count of the files; the last quarters of 2016 and 2018 are of equal
  /// length.
  @Test func changeOfCheshire() throws {
    let period = ["--from", "2018-10", "--to", "2018-12"]
    let against = ["--against-from", "2016-10", "--against-to", "2016-12"]
    let asb = try run(["change", "--offence", "asb", "--format", "csv"] + period + against)
    #expect(asb.code == 0, "\(asb.errors)")
    let areas = rows(asb.output)
    #expect(areas.count == 8 && areas.allSatisfy { $0["before_per_day"]?.isEmpty == false })
    let crewe = try #require(areas.first { $0["area"] == "Crewe" })
    let (before, after) = (
      try #require(crewe["before"].flatMap { Double($0) }),
      try #require(crewe["after"].flatMap { Double($0) })
    )
    #expect(abs((Double(crewe["ratio"] ?? "") ?? 0) - after / before) < 1e-12)
    let offences = try run(
      ["change", "--by", "offence", "--format", "table", "--area", "Crewe"] + period + against)
    #expect(offences.code == 0 && offences.output.contains("Violence and sexual offences"))
    #expect(offences.output.contains("Not told apart in this data"))
    let map = try run(
      ["change", "--offence", "asb", "--output", "change.geojson"] + period + against)
    #expect(map.code == 0, "\(map.errors)")
  }
}
