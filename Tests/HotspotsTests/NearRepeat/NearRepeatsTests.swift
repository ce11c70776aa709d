import Geometry
import Hotspots
import Probability
import Testing

struct NearRepeatsTests {
  static func event(_ x: Double, _ day: Int, _ rank: Int, instant: Int? = nil) -> SpaceTimeEvent {
    SpaceTimeEvent(place: Point(x: x, y: 0), day: day, instant: instant, rank: rank)
  }

  static let limits = NearRepeatLimits(metric: .euclidean, distance: 100, days: 7)

  @Test func theEarlierEventIsTheOriginator() {
    // Given late first: the order of the list decides nothing.
    let repeats = NearRepeats(
      [Self.event(50, 5, 0), Self.event(0, 2, 1), Self.event(90, 9, 2)], limits: Self.limits)
    #expect(repeats.links.map(\.first) == [1, 0])
    #expect(repeats.links.map(\.second) == [0, 2])
    #expect(repeats.links.map(\.days) == [3, 4])
    #expect(repeats.links.map(\.distance) == [50, 40])
    #expect(repeats.links.allSatisfy { $0.hasOriginator && !$0.isSamePlace })
    #expect(repeats.parts.map(\.role) == [.both, .originator, .follower])
    #expect(repeats.chains.map(\.events) == [[1, 0, 2]])
    #expect(repeats.chains[0].firstDay == 2 && repeats.chains[0].lastDay == 9)
    #expect(repeats.chains[0].links == [0, 1])
  }

  @Test func oneDayHasNoOriginatorWithoutTimes() {
    let repeats = NearRepeats(
      [Self.event(0, 2, 7), Self.event(0, 2, 3, instant: 5)], limits: Self.limits)
    #expect(repeats.links.map(\.hasOriginator) == [false])
    #expect(repeats.links.map(\.first) == [1], "the lower rank is listed first")
    #expect(repeats.links[0].isSamePlace)
    #expect(repeats.parts.map(\.role) == [.sameDay, .sameDay])
    #expect(repeats.parts.map(\.repeats) == [1, 1])
  }

  @Test func timesDecideOnOneDayAndThenTheRank() {
    let byTime = NearRepeats(
      [Self.event(0, 2, 1, instant: 900), Self.event(1, 2, 2, instant: 800)], limits: Self.limits)
    #expect(byTime.links.map(\.first) == [1] && byTime.links[0].hasOriginator)
    let byRank = NearRepeats(
      [Self.event(0, 2, 8, instant: 800), Self.event(1, 2, 4, instant: 800)], limits: Self.limits)
    #expect(byRank.links.map(\.first) == [1] && byRank.links[0].hasOriginator)
  }

  @Test func limitsAreHalfOpen() {
    let repeats = NearRepeats(
      [Self.event(0, 0, 0), Self.event(100, 0, 1), Self.event(0, 7, 2)], limits: Self.limits)
    #expect(repeats.links.isEmpty && repeats.chains.isEmpty)
    #expect(repeats.count(of: .unlinked) == 3)
  }

  /// Four burglaries of one house are six pairs, but four events: three times too many if mixed up.
  @Test func pairsAreNotEvents() {
    let repeats = NearRepeats((0..<4).map { Self.event(0, $0, $0) }, limits: Self.limits)
    #expect(repeats.links.count == 6)
    #expect(repeats.count(of: .originator) == 1)
    #expect(repeats.count(of: .both) == 2)
    #expect(repeats.count(of: .follower) == 1)
    #expect(repeats.parts.map(\.followers) == [3, 2, 1, 0])
  }

  @Test(arguments: [0, 1, 40, 400])
  func areWhatAllPairsGive(count: Int) {
    let events = latticeEvents(count)
    let repeats = NearRepeats(events, limits: Self.limits)
    var expected: Set<[Int]> = []
    for a in events.indices {
      for b in events.indices where b > a {
        let distance = events[a].place.distance(to: events[b].place)
        if distance < 100, abs(events[a].day - events[b].day) < 7 { expected.insert([a, b]) }
      }
    }
    #expect(Set(repeats.links.map { [$0.first, $0.second].sorted() }) == expected)
    #expect(repeats.links.count == expected.count)
    // Chains by repeated spreading of the lowest number.
    var lowest = Array(events.indices)
    var changed = true
    while changed {
      changed = false
      for pair in expected where lowest[pair[0]] != lowest[pair[1]] {
        let least = min(lowest[pair[0]], lowest[pair[1]])
        (lowest[pair[0]], lowest[pair[1]], changed) = (least, least, true)
      }
    }
    let groups = Dictionary(grouping: events.indices, by: { lowest[$0] }).values
      .filter { $0.count > 1 }
    #expect(Set(repeats.chains.map { Set($0.events) }) == Set(groups.map { Set($0) }))
    #expect(repeats.chains.map(\.links.count).reduce(0, +) == repeats.links.count)
    for (event, part) in repeats.parts.enumerated() {
      #expect(part.chain.map { repeats.chains[$0].events.contains(event) } ?? true)
      #expect((part.chain == nil) == (part.role == .unlinked))
    }
  }

  @Test func orderOfTheListChangesNothing() {
    var events = latticeEvents(300)
    func summary(_ events: [SpaceTimeEvent]) -> ([[Int]], [[Int]]) {
      let repeats = NearRepeats(events, limits: Self.limits)
      return (
        repeats.links.map { [events[$0.first].rank, events[$0.second].rank] },
        repeats.chains.map { $0.events.map { events[$0].rank } }
      )
    }
    let first = summary(events)
    var generator = Philox(seed: 3, stream: 3)
    generator.shuffle(&events)
    #expect(summary(events) == first)
  }
}
