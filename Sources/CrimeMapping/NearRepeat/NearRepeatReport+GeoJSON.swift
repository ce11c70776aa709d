package import GeoJSON
import Geodesy
import Geometry
import Hotspots
import Probability

extension NearRepeatReport {
  /// The linked incidents as points, and the links as lines from the originator to its follower; the table of
  /// pairs is the member `knox`. A link within one place is a point.
  package func featureCollection() -> FeatureCollection {
    let positions = projection.positions(of: events.events.map(\.place))
    let linked = linkedEvents
    let points = linked.enumerated().map { place, event in
      Feature(
        id: .integer(place + 1), geometry: positions[event].map { .point($0) } ?? .none,
        properties: properties(ofEvent: event))
    }
    let lines = repeats.links.enumerated().map { place, link in
      Feature(
        id: .integer(linked.count + place + 1),
        geometry: Self.geometry(positions[link.first], positions[link.second]),
        properties: properties(of: link))
    }
    return FeatureCollection(
      features: points + lines,
      foreign: record.members(question: "near-repeat", termMembers, summary: summaryMembers)
        + [.init("knox", knoxJSON), .init("chains", chainsJSON)])
  }

  private static func geometry(_ first: LonLat?, _ second: LonLat?) -> Feature.Geometry {
    guard let first, let second else { return .none }
    return first == second ? .point(first) : .line([first, second])
  }

  private func properties(ofEvent event: Int) -> [JSONValue.Member] {
    let (incident, part) = (incidents[event], repeats.parts[event])
    return [
      .init("kind", "incident"), .init("incident", .integer(incident.number)),
      .init("id", JSONValue(incident.id)), .init("date", date(event)),
      .init("offence", .string(incident.offence)), .init("place", JSONValue(incident.place)),
      .init("role", .string(part.role.rawValue)), .init("followers", .integer(part.followers)),
      .init("originators", .integer(part.originators)), .init("same_day", .integer(part.sameDay)),
      .init("repeats", .integer(part.repeats)), .init("near_repeats", .integer(part.nearRepeats)),
      .init("chain", number(part.chain)),
    ]
  }

  private func properties(of link: NearRepeatLink) -> [JSONValue.Member] {
    let names = link.hasOriginator ? ("originator", "follower") : ("first", "second")
    return [
      .init("kind", "link"), .init("has_originator", .boolean(link.hasOriginator)),
      .init(names.0, .integer(incidents[link.first].number)),
      .init(names.1, .integer(incidents[link.second].number)),
      .init("\(names.0)_id", JSONValue(incidents[link.first].id)),
      .init("\(names.1)_id", JSONValue(incidents[link.second].id)),
      .init("\(names.0)_date", date(link.first)), .init("\(names.1)_date", date(link.second)),
      .init("distance_m", .rounded(link.distance, decimals: 2)), .init("days", .integer(link.days)),
      .init("same_place", .boolean(link.isSamePlace)),
      .init("chain", number(repeats.parts[link.first].chain)),
    ]
  }

  private func date(_ event: Int) -> JSONValue {
    .string(calendar.date(ofDay: events.events[event].day))
  }

  private func number(_ chain: Int?) -> JSONValue { chain.map { .integer($0 + 1) } ?? .null }

  private var termMembers: [JSONValue.Member] {
    [
      .init("metric", .string(knox.metric.rawValue)),
      .init("time_zone", .string(question.zoneName)),
      .init("day_of", .string(question.dayOf.rawValue)),
      .init("alike", .string(question.mergesAlike ? "once" : "keep")),
      .init("compatible", .string(question.labels.rawValue)),
      .init("link_distance_m", .number(repeats.limits.distance)),
      .init("link_days", .integer(repeats.limits.days)),
      .init("same_place_below_m", .number(NearRepeatLabels.shown(repeats.limits.samePlace))),
      .init("level", .number(question.inference.level)),
    ]
  }

  private var summaryMembers: [JSONValue.Member] {
    let same = repeats.links.count { $0.isSamePlace }
    return record.summaryMembers() + [
      .init("events", .integer(eventCount)),
      .init(
        "roles",
        .object(
          NearRepeatPart.Role.allCases.map {
            .init($0.rawValue, .integer(repeats.count(of: $0)))
          })),
      .init("links", .integer(repeats.links.count)), .init("links_same_place", .integer(same)),
      .init("links_near", .integer(repeats.links.count - same)),
      .init("chains", .integer(repeats.chains.count)),
    ]
  }

  private var chainsJSON: JSONValue {
    .array(
      repeats.chains.enumerated().map { place, chain in
        .object([
          .init("chain", .integer(place + 1)),
          .init("incidents", .array(chain.events.map { .integer(incidents[$0].number) })),
          .init("links", .integer(chain.links.count)),
          .init("first_day", .string(calendar.date(ofDay: chain.firstDay))),
          .init("last_day", .string(calendar.date(ofDay: chain.lastDay))),
        ])
      })
  }
}

extension NearRepeatReport {
  /// The table of pairs. It counts pairs, not incidents.
  private var knoxJSON: JSONValue {
    let tested = knox.cells.compactMap(\.pValue).first
    let found = Discoveries(
      knox.cells.map { $0.pValue?.value }, by: .benjaminiHochberg, level: question.inference.level)
    return .object(
      [
        .init("counts", "pairs"),
        .init("pairs", .integer(eventCount * (eventCount - 1) / 2)),
        .init("distance_bands", bands(labels.distances, labels.distanceEnds, "m")),
        .init("day_bands", bands(labels.days, labels.dayEnds, "days")),
        .init("test", tested?.methodJSON ?? .null),
        .init("overall_p", knox.overall?.json ?? .null),
      ] + found.members + [.init("cells", .array(knox.cells.indices.map(json)))])
  }

  private func bands(
    _ names: [String], _ ends: [NearRepeatLabels.Ends], _ unit: String
  ) -> JSONValue {
    .array(
      zip(names, ends).map { name, ends in
        .object([
          .init("label", .string(name)),
          .init("from_\(unit)", .number(NearRepeatLabels.shown(ends.from))),
          .init(
            "below_\(unit)", ends.below.map { .number(NearRepeatLabels.shown($0)) } ?? .null),
        ])
      })
  }

  private func json(_ place: Int) -> JSONValue {
    let cell = knox.cells[place]
    var members: [JSONValue.Member] = [
      .init("distance_band", .integer(place / knox.bands.dayCount)),
      .init("day_band", .integer(place % knox.bands.dayCount)),
      .init("observed", .integer(cell.observed)),
      .init("expected", .rounded(cell.expected, decimals: 4)),
      .init("expected_exact", .rounded(cell.exactExpectation, decimals: 4)),
      .init("median", .number(cell.median)),
      .init("ratio", cell.ratio.map { .rounded($0, decimals: 4) } ?? .null),
      .init("p", cell.pValue?.json ?? .null),
      .init("q", cell.qValue.map { .rounded($0, decimals: 6) } ?? .null),
    ]
    if cell.pValue == nil { members.append(.init("absent", "no shuffle can put a pair here")) }
    if cell.pValue != nil, cell.ratio == nil {
      members.append(.init("absent", "no shuffle put a pair here"))
    }
    return .object(members)
  }
}
