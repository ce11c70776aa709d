/// Events that hang together by links: from each to each other there is a way along near repeats.
///
/// The first and the last of a chain may be much farther apart than one link reaches.
package struct NearRepeatChain: Hashable, Sendable {
  /// The numbers of its events, in the order of day, time and rank.
  package let events: [Int]
  /// The places of its links in the list of links.
  package let links: [Int]
  /// The days of its first and its last event.
  package let firstDay: Int
  package let lastDay: Int

  /// All chains of two events or more: the longest first, then the one that began first, by day, time and rank.
  /// - Complexity: O(*n* log *n* + links).
  static func all(of links: [NearRepeatLink], among events: [SpaceTimeEvent]) -> [NearRepeatChain] {
    var sets = EventSets(count: events.count)
    for link in links { sets.unite(link.first, link.second) }
    var members: [Int: [Int]] = [:]
    var linksOf: [Int: [Int]] = [:]
    for event in events.indices { members[sets.root(of: event), default: []].append(event) }
    for (place, link) in links.enumerated() {
      linksOf[sets.root(of: link.first), default: []].append(place)
    }
    let chains = linksOf.map { root, links in
      let sorted = (members[root] ?? []).sorted { events[$0].isListedBefore(events[$1]) }
      return NearRepeatChain(
        events: sorted, links: links, firstDay: events[sorted[0]].day,
        lastDay: events[sorted[sorted.count - 1]].day)
    }
    return chains.sorted {
      $0.events.count != $1.events.count
        ? $0.events.count > $1.events.count
        : events[$0.events[0]].isListedBefore(events[$1.events[0]])
    }
  }
}

/// Sets of events that grow together (Tarjan 1975, with halved paths).
private struct EventSets {
  private var parents: [Int]

  init(count: Int) { parents = Array(0..<count) }

  mutating func root(of event: Int) -> Int {
    var event = event
    while parents[event] != event {
      parents[event] = parents[parents[event]]
      event = parents[event]
    }
    return event
  }

  /// The lower number leads, so that no order of the links shows.
  mutating func unite(_ a: Int, _ b: Int) {
    let (a, b) = (root(of: a), root(of: b))
    parents[max(a, b)] = min(a, b)
  }
}
