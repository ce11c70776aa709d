import Foundation
import Geometry
import Hotspots
import TestSupport

/// SaTScan's sample data as cases, by its parameter files.
enum SampleScans {
  static func rows(_ name: String) throws -> [[String]] {
    guard let folder = OpenData.folder else { return [] }
    let text = try String(contentsOf: folder.appending(path: "satscan/" + name), encoding: .utf8)
    return text.split(whereSeparator: \.isNewline).map {
      $0.split(whereSeparator: \.isWhitespace).map(String.init)
    }
  }

  static func number(_ text: String) -> Double { Double(text) ?? .nan }

  /// Degrees on a plane that keeps distances near its middle, in metres.
  static func plane(_ rows: [[String]]) -> [Point] {
    let middle = rows.reduce(0) { $0 + number($1[1]) } / Double(rows.count)
    let metres = 6_371_000 * Double.pi / 180
    return rows.map {
      Point(x: number($0[2]) * metres * cos(middle * .pi / 180), y: number($0[1]) * metres)
    }
  }

  struct NewMexico {
    var names: [String] = []
    var positions: [Point] = []
    var cases: [Int] = []
    var expected: [Double] = []
    /// People by the year they were counted in.
    var population: [Int: Double] = [:]

    /// Expected cases are those of the state's rates by age and sex, the people of a year lying between
    /// those of the counts around it.
    init() throws {
      let places = try rows("nm.geo")
      names = places.map { $0[0] }
      positions = plane(places)
      let place = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })
      cases = [Int](repeating: 0, count: names.count * 19)
      var strata: [String: Double] = [:]
      for row in try rows("nm.cas") {
        cases[(place[row[0]] ?? 0) * 19 + Int(number(row[2])) - 1_973] += Int(number(row[1]))
        strata[row[3] + " " + row[4], default: 0] += number(row[1])
      }
      var people: [String: [Double]] = [:]
      for row in try rows("nm.pop") {
        let year = 1_900 + Int(number(row[1]))
        population[year, default: 0] += number(row[2])
        let key = "\(place[row[0]] ?? 0) " + row[3] + " " + row[4]
        people[key, default: [0, 0, 0]][(year - 1_973) / 9] += number(row[2])
      }
      var yearly: [(place: Int, stratum: String, people: [Double])] = []
      for (key, counts) in people.sorted(by: { $0.key < $1.key }) {
        let parts = key.split(separator: " ")
        yearly.append(
          (
            Int(number(String(parts[0]))), "\(parts[1]) \(parts[2])",
            (0..<19).map { year in
              let (before, part) = (min(1, year / 9), Double(year - min(1, year / 9) * 9) / 9)
              return counts[before] * (1 - part) + counts[before + 1] * part
            }
          ))
      }
      var totals: [String: Double] = [:]
      for row in yearly { totals[row.stratum, default: 0] += row.people.reduce(0, +) }
      expected = [Double](repeating: 0, count: names.count * 19)
      for row in yearly {
        let rate = (strata[row.stratum] ?? 0) / (totals[row.stratum] ?? 1)
        for year in 0..<19 { expected[row.place * 19 + year] += rate * row.people[year] }
      }
    }

    func scanCases() throws -> ScanCases {
      try ScanCases(
        positions: positions, steps: 19, cases: cases, model: .poisson(expected: expected))
    }

    var terms: ScanTerms {
      var terms = ScanTerms(periods: .retrospective(steps: 19, longest: 9))
      terms.limits = ScanLimits(share: 0.5, radius: nil)
      return terms
    }
  }

  struct Humberside {
    var positions: [Point] = []
    var cases: [Int] = []
    var controls: [Int] = []

    init() throws {
      positions = try rows("NHumberside.geo").map { Point(x: number($0[1]), y: number($0[2])) }
      cases = try rows("NHumberside.cas").map { Int(number($0[1])) }
      controls = try rows("NHumberside.ctl").map { Int(number($0[1])) }
    }

    var terms: ScanTerms {
      var terms = ScanTerms(periods: .all(steps: 1))
      terms.limits = ScanLimits(share: 0.5, radius: nil)
      return terms
    }
  }

  struct NewYork {
    var codes: [String] = []
    var positions: [Point] = []
    var cases: [Int] = []

    /// Every day of November 2001 to the 24th.
    init() throws {
      let places = try rows("NYCfever.geo")
      codes = places.map { $0[0] }
      positions = plane(places)
      let place = Dictionary(codes.enumerated().map { ($1, $0) }) { first, _ in first }
      cases = [Int](repeating: 0, count: codes.count * 24)
      for row in try rows("NYCfever.cas") {
        let day = Int(number(String(row[2].split(separator: "/")[2]))) - 1
        cases[(place[row[0]] ?? 0) * 24 + day] += Int(number(row[1]))
      }
    }

    var terms: ScanTerms {
      var terms = ScanTerms(periods: .prospective(steps: 24, longest: 7))
      terms.limits = ScanLimits(share: 0.5, radius: 3_000)
      return terms
    }
  }
}
