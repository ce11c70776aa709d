import Geometry
import Hotspots
import RecordFiles
import Records

/// The incidents of a study as events with a place and a day, each once.
struct NearRepeatEvents: Sendable {
  /// The numbers of the incidents, in the order of `events`.
  let incidents: [Int32]
  let events: [SpaceTimeEvent]
  /// How many rows were left out because the same identifier is at the same place and time already.
  let repeated: Int
  /// How many identifiers are at several places or times: those are kept.
  let identifiersElsewhere: Int
  /// How many rows look like another, but have nothing to tell whether they are the same incident: kept, unless
  /// the question merges them.
  let alike: Int
  /// How many may have happened on one of several days, and for how many of them these are as far apart as the
  /// first band of days is wide.
  let uncertain: Int
  let vague: Int

  init(_ inside: [Int32], of columns: IncidentColumns, asked question: NearRepeatQuestion) {
    let calendar = CalendarDays(question.zoneName)
    let resolved = Self.resolved(inside, of: columns, mergesAlike: question.mergesAlike)
    incidents = resolved.kept
    (repeated, alike) = (resolved.repeated, resolved.alike)
    identifiersElsewhere = resolved.elsewhere
    let ranks = Self.ranks(resolved.kept, of: columns)
    var (uncertain, vague) = (0, 0)
    events = zip(resolved.kept, ranks).map { incident, rank in
      let index = Int(incident)
      let (start, end) = (columns.starts[index], columns.ends[index])
      let last = end > start ? end - 1 : end
      let span = calendar.day(of: last) - calendar.day(of: start)
      if span > 0 { uncertain += 1 }
      if span >= question.bands.days[0] { vague += 1 }
      let moment: Int64 =
        switch question.dayOf {
        case .start: start
        case .middle: start + (last - start) / 2
        case .end: last
        }
      return SpaceTimeEvent(
        place: columns.points[index], day: calendar.day(of: moment),
        instant: start == end ? Int(start) : nil, rank: rank)
    }
    (self.uncertain, self.vague) = (uncertain, vague)
  }

  /// What tells one row from another.
  private struct Look: Hashable {
    let x: Double
    let y: Double
    let start: Int64
    let end: Int64
    let offence: OffenceTree.ID?
  }

  private struct Identity: Hashable {
    let id: String
    let look: Look
  }

  /// Leaves out rows whose identifier is at the same place and time already: one incident, listed again or
  /// under another offence. Rows without an identifier are merged because they look alike only where that
  /// is asked for.
  private static func resolved(
    _ inside: [Int32], of columns: IncidentColumns, mergesAlike: Bool
  ) -> (kept: [Int32], repeated: Int, elsewhere: Int, alike: Int) {
    var (identities, looks): (Set<Identity>, Set<Look>) = ([], [])
    var ids: [String: Int] = [:]
    var kept: [Int32] = []
    var (alike, repeated) = (0, 0)
    // The lowest offence first, so that which of several rows is kept does not depend on their order.
    let sorted = inside.sorted {
      (columns.offences[Int($0)], $0) < (columns.offences[Int($1)], $1)
    }
    for incident in sorted {
      let index = Int(incident)
      let point = columns.points[index]
      func look(_ offence: OffenceTree.ID?) -> Look {
        Look(
          x: point.x, y: point.y, start: columns.starts[index], end: columns.ends[index],
          offence: offence)
      }
      if let id = columns.ids[index] {
        guard identities.insert(Identity(id: id, look: look(nil))).inserted else {
          repeated += 1
          continue
        }
        ids[id, default: 0] += 1
      } else if !looks.insert(look(columns.offences[index])).inserted {
        alike += 1
        if mergesAlike { continue }
      }
      kept.append(incident)
    }
    return (kept, repeated, ids.values.count { $0 > 1 }, alike)
  }

  /// The place of each incident's identifier among all, sorted by bytes; those without one come last, in the
  /// order of place and time.
  private static func ranks(_ incidents: [Int32], of columns: IncidentColumns) -> [Int] {
    let keys = incidents.map { incident in
      let index = Int(incident)
      return (
        id: Array((columns.ids[index] ?? "\u{10FFFF}").utf8), x: columns.points[index].x,
        y: columns.points[index].y, start: columns.starts[index]
      )
    }
    let order = keys.indices.sorted { a, b in
      if keys[a].id != keys[b].id { return keys[a].id.lexicographicallyPrecedes(keys[b].id) }
      return (keys[a].x, keys[a].y, keys[a].start, a) < (keys[b].x, keys[b].y, keys[b].start, b)
    }
    var ranks = [Int](repeating: 0, count: incidents.count)
    for (rank, place) in order.enumerated() { ranks[place] = rank }
    return ranks
  }
}

/// Counts calendar days of a time zone.
struct CalendarDays {
  private let zone: CivilTime
  private let first: Instant

  init(_ name: String) {
    zone = CivilTime(identifier: name) ?? .london
    first = zone.instant(LocalTime(year: 1970, month: 1, day: 1))
  }

  /// The day that holds a moment, counted from 1970; a day on which clocks change is one.
  func day(of seconds: Int64) -> Int {
    Int(zone.days(from: first, to: Instant(seconds: seconds)).rounded(.down))
  }

  /// The date of a day, such as 2019-03-31.
  func date(ofDay day: Int) -> String {
    // Noon, which no change of clocks reaches.
    zone.day(of: Instant(seconds: first.seconds + Int64(day) * 86_400 + 43_200))?.description ?? ""
  }
}
