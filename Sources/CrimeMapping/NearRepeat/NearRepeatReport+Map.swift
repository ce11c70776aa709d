import Geometry
import Hotspots
package import Maps
import Records

extension NearRepeatReport {
  private static let mostNumbered = 20
  /// Beyond so many, incidents without links would hide the others.
  private static let mostUnlinked = 5_000

  private static let looks:
    [NearRepeatPart.Role: (name: String, colour: String, symbol: ThematicMap.Symbol)] = [
      .originator: ("Others followed it", "#d55e00", .triangle),
      .both: ("Followed one and was followed", "#cc79a7", .diamond),
      .follower: ("Followed another", "#0072b2", .disc),
      .sameDay: ("Linked on its own day alone", "#e69f00", .square),
      .unlinked: ("Linked with none", "#c4c8cb", .disc),
    ]

  /// The linked incidents and their links, the longest chains numbered.
  package func map() -> ThematicMap {
    let hidesUnlinked = repeats.count(of: .unlinked) > Self.mostUnlinked
    let roles = NearRepeatPart.Role.allCases.filter {
      repeats.count(of: $0) > 0 && ($0 != .unlinked || !hidesUnlinked)
    }
    let links = lines(roles.count)
    let legend =
      roles.compactMap { role in
        Self.looks[role].map {
          ThematicMap.Category(
            name: $0.name, colour: $0.colour, symbol: $0.symbol, count: repeats.count(of: role))
        }
      }
      + (links.isEmpty
        ? []
        : [.init(name: "Link between places", colour: "#444444", count: links.count)])
    let points = repeats.parts.indices.compactMap { mark($0, roles: roles) }
    return ThematicMap(
      title: title, subtitle: mapSubtitle,
      outlines: outlines.map { .init(name: $0.name, code: $0.code, shape: $0.shape) },
      marks: links + points, legend: legend, legendTitle: "Incidents and links",
      legendNotes: hidesUnlinked ? ["Incidents linked with none are not drawn."] : [],
      listTitle: "Longest chains", listWhenEmpty: "No two incidents are linked",
      caveats: record.caveats.map(\.sentence), attribution: record.provenance.attribution)
  }

  private var mapSubtitle: String {
    """
    \(grouped(linkedCount)) of \(grouped(eventCount)) incidents (\(share(linkedCount))) are linked with another, \
    \(linkWords); \(grouped(repeats.chains.count)) chains
    """
  }

  private func lines(_ category: Int) -> [ThematicMap.Mark] {
    repeats.links.filter { !$0.isSamePlace }.map { link in
      let line = [events.events[link.first].place, events.events[link.second].place]
      return .init(shape: link.hasOriginator ? .arrows([line]) : .lines([line]), category: category)
    }
  }

  /// An incident; the first of a long chain has its number.
  private func mark(_ event: Int, roles: [NearRepeatPart.Role]) -> ThematicMap.Mark? {
    let part = repeats.parts[event]
    guard let category = roles.firstIndex(of: part.role) else { return nil }
    let shape = ThematicMap.Shape.point(events.events[event].place)
    guard let number = part.chain, number < Self.mostNumbered,
      repeats.chains[number].events[0] == event
    else { return .init(shape: shape, category: category) }
    let chain = repeats.chains[number]
    let words = [
      "\(grouped(chain.events.count)) incidents", span(chain), whereabouts(event),
    ]
    return .init(
      shape: shape, category: category, number: number + 1,
      caption: words.filter { !$0.isEmpty }.joined(separator: ", "))
  }

  private func span(_ chain: NearRepeatChain) -> String {
    let (first, last) = (calendar.date(ofDay: chain.firstDay), calendar.date(ofDay: chain.lastDay))
    return first == last ? first : "\(first) to \(last)"
  }

  /// The table of pairs as a picture.
  package func pairPicture() -> KnoxTable {
    KnoxTable(
      title: title, subtitle: subtitle, rows: labels.distances, columns: labels.days,
      cells: knox.cells.map { cell in
        .init(
          ratio: cell.ratio, observed: cell.observed, expected: cell.expected,
          q: cell.qValue.map { Self.probability($0) }, isFinding: isFinding(cell))
      },
      verdict: overallWords, notes: record.caveats.map(\.sentence),
      attribution: record.provenance.attribution)
  }
}
