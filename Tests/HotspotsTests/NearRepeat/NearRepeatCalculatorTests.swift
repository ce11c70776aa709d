import Foundation
import Geometry
import Hotspots
import Probability
import TestSupport
import Testing

/// Burglaries of Chicago, January 2016, as published with the R package NearRepeat, against what the Near Repeat
/// Calculator 1.3 made of them.
@Suite(.enabled(if: OpenData.isPresent))
struct NearRepeatCalculatorTests {
  /// "Same location" is less than 1 m; its "1 to 100" is [1, 100), its "101 to 200" [100, 200): a label "a to b"
  /// stands for [a − 1, b), and so does "8 to 14" for [7, 14).
  static let bands = KnoxBands(
    distances: [1, 100, 200, 300], days: [7, 14, 21], hasFar: true, hasLate: true)

  static func events(_ name: String) throws -> [SpaceTimeEvent] {
    let folder = try #require(OpenData.folder)
    let text = try String(
      contentsOf: folder.appending(path: "near_repeat_chicago/" + name), encoding: .utf8)
    let lines = text.split(whereSeparator: \.isNewline)
    let found: [(place: Point, day: Int)] = lines.compactMap { line in
      let fields = line.split(separator: ",")
      guard fields.count == 3, let x = Double(fields[0]), let y = Double(fields[1]) else {
        return nil
      }
      let date = fields[2].split(separator: "-").compactMap { Int($0) }
      guard date.count == 3 else { return nil }
      return (Point(x: x, y: y), dayNumber(date[0], date[1], date[2]))
    }
    return found.enumerated().map { rank, event in
      SpaceTimeEvent(place: event.place, day: event.day, rank: rank)
    }
  }

  /// Days since 1 March of year 0 (Hinnant, "chrono-compatible low-level date algorithms").
  static func dayNumber(_ year: Int, _ month: Int, _ day: Int) -> Int {
    let (year, month) = month > 2 ? (year, month - 3) : (year - 1, month + 9)
    return 365 * year + year / 4 - year / 100 + year / 400 + (153 * month + 2) / 5 + day - 1
  }

  /// What the Calculator wrote for each cell.
  struct Verbose {
    var observed: [Int: Int] = [:]
    var expected: [Int: [Int]] = [:]
    var ratios: [Int: Double] = [:]

    init() throws {
      let folder = try #require(OpenData.folder)
      let text = try String(
        contentsOf: folder.appending(
          path: "near_repeat_chicago/chicago_be_month1_NRverbose_2019-09-23_143005.csv"),
        encoding: .utf8)
      var cell = 0
      for line in text.split(whereSeparator: \.isNewline) {
        let words = line.split(separator: " ")
        let values = line.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
        if words.first == "Row", words.count == 4, let row = Int(words[1]),
          let column = Int(words[3])
        {
          cell = (row - 1) * 4 + column - 1
        } else if line.hasPrefix("Expected,") {
          expected[cell] = values.dropFirst().compactMap { Int($0) }
        } else if line.hasPrefix("Observed, "), let count = Int(values[1]) {
          observed[cell] = count
        } else if line.hasPrefix("Obs over Mean Exp, "), let ratio = Double(values[1]) {
          ratios[cell] = ratio
        }
      }
    }
  }

  @Test func observedTableIsTheSame() async throws {
    let test = try await KnoxTest.shuffled(
      Self.events("chicago_be_month1.csv"), bands: Self.bands, metric: .manhattan, replicates: 1,
      seed: 1)
    #expect(test.events == 970)
    let counts = test.cells.map(\.observed)
    #expect(
      counts == [
        28, 5, 5, 2, 44, 13, 8, 4, 97, 56, 19, 16, 77, 67, 45, 20, 182194, 146149, 95237, 45879,
      ])
    #expect(counts.reduce(0, +) == 469_965)
    let verbose = try Verbose()
    #expect(counts == counts.indices.map { verbose.observed[$0] })
  }

  /// Read literally, the labels would give other counts.
  @Test func labelsAreOneTooHigh() async throws {
    let literal = KnoxBands(
      distances: [1, 101, 201, 301], days: [8, 15, 22], hasFar: true, hasLate: true)
    let events = try Self.events("chicago_be_month1.csv")
    let test = try await KnoxTest.shuffled(
      events, bands: literal, metric: .manhattan, replicates: 1, seed: 1)
    let counts = test.cells.map(\.observed)
    #expect(counts == slowTable(events, bands: literal, metric: .manhattan))
    // "0 to 7" days in the same place: 29 pairs, of which the Calculator counted those below 7.
    #expect(counts[0] == 29)
  }

  @Test func ratiosAgreeWithinTheirSimulationError() async throws {
    let verbose = try Verbose()
    let test = try await KnoxTest.shuffled(
      Self.events("chicago_be_month1.csv"), bands: Self.bands, metric: .manhattan,
      replicates: 999, seed: 20190923)
    for (number, cell) in test.cells.enumerated() {
      let theirs = try #require(verbose.expected[number]).map(Double.init)
      #expect(theirs.count == 19)
      let mean = theirs.reduce(0, +) / 19
      let variance = theirs.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 18
      // Four standard errors of their 19 and our 999 shuffles.
      #expect(
        abs(mean - cell.expected) < 4 * (variance / 19 + variance / 999).squareRoot(), "\(number)")
      let ratio = try #require(cell.ratio)
      #expect(abs(ratio - (verbose.ratios[number] ?? 0)) < 0.2)
      // And the exact expectation within four errors of our own.
      #expect(abs(cell.expected - cell.exactExpectation) < 4 * (variance * 2 / 999).squareRoot())
    }
    // The first 7 days up to 200 m are beyond chance, as the Calculator says.
    for distance in 0..<3 {
      #expect((test.cell(distance: distance, days: 0).qValue ?? 1) <= 0.05)
    }
    #expect((test.overall?.value ?? 1) <= 0.005)
  }

  @Test(arguments: [("chicago_be.csv", 11_700), ("chicago_arson.csv", 522)])
  func wholeYearsAreCountedExactly(file: String, count: Int) async throws {
    let events = try Self.events(file)
    #expect(events.count == count)
    let sample = Array(events.prefix(3000))
    let test = try await KnoxTest.shuffled(
      sample, bands: .usualWithRest, metric: .manhattan, replicates: 1, seed: 1)
    #expect(
      test.cells.map(\.observed) == slowTable(sample, bands: .usualWithRest, metric: .manhattan))
    let whole = try await KnoxTest.shuffled(
      events, bands: .usualWithRest, metric: .manhattan, replicates: 99, seed: 1)
    #expect(whole.cells.map(\.observed).reduce(0, +) == count * (count - 1) / 2)
    #expect(whole.overall?.value == 0.01)
  }
}
