/// What each event has to do with near repeats, apart from the pairs: one row an event, however many pairs it
/// is in.
///
/// A number of pairs is not a number of events and can exceed it: three burglaries of one house are three
/// pairs. Shares of events are told from here, never from the pairs.
package struct NearRepeats: Hashable, Sendable {
  package let limits: NearRepeatLimits
  /// The pairs (`NearRepeatLink.all`).
  package let links: [NearRepeatLink]
  /// For each event, in the order given, its part.
  package let parts: [NearRepeatPart]
  /// The chains, longest first, then by first day and rank; each has the number of its place here.
  package let chains: [NearRepeatChain]

  package init(_ events: [SpaceTimeEvent], limits: NearRepeatLimits) {
    let links = NearRepeatLink.all(among: events, limits: limits)
    var parts = [NearRepeatPart](repeating: NearRepeatPart(), count: events.count)
    for link in links {
      parts[link.first].add(link, isFirst: true)
      parts[link.second].add(link, isFirst: false)
    }
    chains = NearRepeatChain.all(of: links, among: events)
    for (number, chain) in chains.enumerated() {
      for event in chain.events { parts[event].chain = number }
    }
    (self.limits, self.links, self.parts) = (limits, links, parts)
  }

  /// How many events have a role.
  package func count(of role: NearRepeatPart.Role) -> Int { parts.count { $0.role == role } }
}

/// One event's part in near repeats.
package struct NearRepeatPart: Hashable, Sendable {
  /// How many events followed this one.
  package private(set) var followers = 0
  /// How many events this one followed.
  package private(set) var originators = 0
  /// How many events of the same day it is linked with, of which none is the originator.
  package private(set) var sameDay = 0
  /// How many of its links are repeats in the same place.
  package private(set) var repeats = 0
  /// How many of its links are near repeats, in another place.
  package private(set) var nearRepeats = 0
  /// The chain it belongs to; `nil` without links.
  package fileprivate(set) var chain: Int?

  package enum Role: String, CaseIterable, Hashable, Sendable {
    /// Others followed it, and it followed none.
    case originator
    /// It followed others, and none followed it.
    case follower
    /// It followed some, and others followed it.
    case both
    /// Linked on its own day alone, with nothing to tell which came first.
    case sameDay = "same-day"
    /// No event is so near, so soon before or after.
    case unlinked
  }

  package var role: Role {
    switch (followers > 0, originators > 0) {
    case (true, true): .both
    case (true, false): .originator
    case (false, true): .follower
    case (false, false): sameDay > 0 ? .sameDay : .unlinked
    }
  }

  fileprivate mutating func add(_ link: NearRepeatLink, isFirst: Bool) {
    if !link.hasOriginator {
      sameDay += 1
    } else if isFirst {
      followers += 1
    } else {
      originators += 1
    }
    if link.isSamePlace { repeats += 1 } else { nearRepeats += 1 }
  }
}
