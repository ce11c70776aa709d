import Geometry
import Records
import Simulation
import Testing

struct IncidentGenerationTests {
  private let incidents = Samples.exact.incidents

  /// police.uk's categories; the shares of Cheshire in late 2018, in percent of their sum, 99.
  private static let shares = [
    "asb": 39, "violence-and-sexual-offences": 20, "public-order": 11,
    "criminal-damage-and-arson": 7, "other-theft": 5, "shoplifting": 5, "burglary": 3.5,
    "vehicle-offences": 3.5, "bicycle-theft": 1, "drugs": 1.5, "other-crime": 1.2, "weapons": 0.5,
    "robbery": 0.4, "theft-from-the-person": 0.4,
  ]

  /// Within four standard errors; follow-ups make numbers a little more uneven than Poisson's.
  @Test func dividesIncidentsByOffence() {
    #expect(Set(incidents.offences.pool) == Set(Self.shares.keys))
    let total = Double(incidents.count)
    for (offence, percent) in Self.shares {
      let expected = total * percent / 99
      let count = Double(incidents.rows(of: offence).count)
      #expect(abs(count - expected) < 4 * (1.3 * expected).squareRoot(), "\(offence)")
    }
  }

  @Test func knowsAllOffences() {
    #expect(incidents.offences.pool.allSatisfy { OffenceTree.standard.id(code: $0) != nil })
  }

  /// Anti-social behaviour swings by a quarter around its mean: July and August have 1.64 times as
  /// many a day as January and February.
  @Test func peaksInSummerAndBurglaryInWinter() {
    let (summer, winter) = (monthly("asb", [7, 8]), monthly("asb", [1, 2]))
    // Two years: 124 days of July and August, 119 (2024 leaps) of January and February.
    let ratio = (summer / 124) / (winter / 119)
    #expect(abs(ratio - 1.637) < 4 * ratio * (1 / summer + 1 / winter).squareRoot())
    #expect(monthly("burglary", [12, 1]) > 1.2 * monthly("burglary", [6, 7]))
  }

  private func monthly(_ offence: String, _ numbers: Set<Int>) -> Double {
    Double(incidents.rows(of: offence).count { numbers.contains(incidents.months[$0].month) })
  }

  /// In winter, when clocks show Greenwich Mean Time: 1.35 times as many on each of Friday to
  /// Sunday as on another day, and more in six evening hours than in six of the morning.
  @Test func gathersInEveningsAndAtWeekends() {
    let seconds = incidents.rows(of: "asb")
      .filter { [1, 2, 11, 12].contains(incidents.months[$0].month) }
      .map { incidents.instants[$0].seconds }
    // 1 January 1970 was a Thursday.
    let weekend = Double(seconds.count { [1, 2, 3].contains($0 / 86_400 % 7) })
    let count = Double(seconds.count)
    // 3 × 1.35 / (3 × 1.35 + 4), give or take the months' weekends.
    #expect(abs(weekend / count - 0.503) < 0.02)
    let evening = seconds.count { 18..<24 ~= $0 / 3_600 % 24 }
    let morning = seconds.count { 6..<12 ~= $0 / 3_600 % 24 }
    #expect(evening > 3 * morning)
  }

  /// 15 of 115 burglaries follow another within 200 m and 14 days: so many more pairs are that
  /// close than are within 200 m and 14 to 28 days. The tolerance is four standard errors.
  @Test(arguments: ["burglary", "criminal-damage-and-arson"])
  func repeatsNearby(offence: String) {
    let rows = incidents.rows(of: offence)
    let pairs = closePairs(rows)
    let excess = Double(pairs.soon - pairs.later)
    let expected = Double(rows.count) * 0.15 / 1.15
    #expect(abs(excess - expected) < 4 * Double(pairs.soon + pairs.later).squareRoot())
    #expect(excess > 0.5 * expected)
  }

  @Test func repeatsNothingElse() {
    let pairs = closePairs(incidents.rows(of: "vehicle-offences"))
    let excess = Double(pairs.soon - pairs.later)
    #expect(abs(excess) < 4 * Double(pairs.soon + pairs.later).squareRoot())
  }

  /// Pairs within 200 m, and within 14 days or 14 to 28.
  private func closePairs(_ rows: [Int]) -> (soon: Int, later: Int) {
    let fortnight: Int64 = 14 * 86_400
    var (soon, later) = (0, 0)
    for (place, row) in rows.enumerated() {
      for other in rows[(place + 1)...] {
        let apart = incidents.instants[other].seconds - incidents.instants[row].seconds
        if apart > 2 * fortnight { break }
        guard abs(incidents.points[row].x - incidents.points[other].x) <= 200,
          incidents.points[row].distance(to: incidents.points[other]) <= 200
        else { continue }
        if apart <= fortnight { soon += 1 } else { later += 1 }
      }
    }
    return (soon, later)
  }
}
