import Foundation
import Geometry
import Records
import Simulation
import Testing

struct SimulatedIncidentsTests {
  private let exact = Samples.exact.incidents
  private let monthOnly = Samples.monthOnly.incidents

  @Test func hasColumnsOfOneLength() {
    for incidents in [exact, monthOnly] {
      #expect(incidents.months.count == incidents.count)
      #expect(incidents.offences.codes.count == incidents.count)
      #expect(incidents.places.codes.count == incidents.count)
    }
    #expect(exact.instants.count == exact.count && exact.precision == .exact)
    #expect(monthOnly.instants.isEmpty && monthOnly.precision == .anonymisedPoint)
  }

  @Test func isInOrderOfTime() {
    #expect(zip(exact.instants, exact.instants.dropFirst()).allSatisfy { $0 <= $1 })
    #expect(zip(monthOnly.months, monthOnly.months.dropFirst()).allSatisfy { $0 <= $1 })
  }

  /// Against Foundation's calendar, summer time included.
  @Test func liesInItsMonth() throws {
    var calendar = Foundation.Calendar(identifier: .gregorian)
    calendar.timeZone = try #require(TimeZone(identifier: "Europe/London"))
    let bounds = try (0...24).map { offset in
      let month = Month(ordinal: 2023 * 12).advanced(by: offset)
      let start = DateComponents(year: month.year, month: month.month, day: 1)
      return Int64(try #require(calendar.date(from: start)).timeIntervalSince1970)
    }
    for (instant, month) in zip(exact.instants, exact.months) {
      let place = Int(month.ordinal) - 2023 * 12
      guard (0..<24).contains(place), bounds[place] <= instant.seconds,
        instant.seconds < bounds[place + 1]
      else {
        Issue.record("\(instant) is not in \(month)")
        return
      }
    }
    #expect(Set(exact.months).count == 24)
  }

  @Test func liesInTheForce() {
    let boundary = Samples.exact.boundary
    for point in stride(from: 0, to: exact.count, by: 20).map({ exact.points[$0] }) {
      #expect(boundary.contains(point))
    }
    #expect(Set(monthOnly.points).allSatisfy { boundary.contains($0) })
  }

  @Test func saysWhenAsFinelyAsItKnows() {
    #expect(exact.occurrence(of: 5) == .between(exact.instants[5], exact.instants[5]))
    #expect(monthOnly.occurrence(of: 5) == .month(monthOnly.months[5]))
  }

  /// The same seed gives the same incidents either way; only what is published differs.
  @Test func anonymisesTheSameIncidents() {
    #expect(monthOnly.months == exact.months)
    #expect(monthOnly.offences.codes == exact.offences.codes)
    #expect(monthOnly.places.codes == exact.places.codes)
    let moves = zip(exact.points, monthOnly.points).map { $0.distance(to: $1) }.sorted()
    #expect(moves[moves.count / 2] < 40)
    #expect(moves[moves.count - 1] < 800)
  }

  @Test func namesOneStreetForEachPoint() {
    var places: [Point: Int32] = [:]
    for (point, place) in zip(monthOnly.points, monthOnly.places.codes) {
      #expect(places.updateValue(place, forKey: point) ?? place == place)
    }
    #expect(places.count < monthOnly.count / 3)
    #expect(monthOnly.places.pool.allSatisfy { $0.hasPrefix("On or near ") })
    #expect(Set(monthOnly.places.pool).count == monthOnly.places.pool.count)
  }
}
