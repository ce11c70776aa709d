import Geodesy
import Geometry
import Hotspots
import Probability
import RecordFiles
import Records

extension NearRepeatReport {
  package var title: String { "\(record.terms.subject): near repeats, \(record.terms.span)" }

  package var subtitle: String {
    let metric = knox.metric == .euclidean ? "in a straight line" : "along a grid of streets"
    return """
      \(grouped(eventCount)) incidents, \(grouped(eventCount * (eventCount - 1) / 2)) pairs; distance \(metric), \
      calendar days of \(question.zoneName); \(grouped(question.inference.replicates)) shuffles of the days, seed \
      \(question.inference.seed)
      """
  }

  /// What is to be shown, for a terminal.
  package var table: String { question.show == .table ? pairPage : chainPage }

  /// The table of pairs for a terminal: ratios at a glance, then every cell.
  var pairPage: String {
    record.page(title, subtitle, ratios + "\n" + cells + "\n" + overallWords + "\n")
  }

  /// Observed over expected, and a star where there are more than by chance.
  private var ratios: String {
    var table = TextTable(
      [("Ratio, metres \\ days", .left)] + labels.days.map { ($0, .right) })
    for (distance, label) in labels.distances.enumerated() {
      table.add(
        [label]
          + labels.days.indices.map { day in
            let cell = knox.cell(distance: distance, days: day)
            return (cell.ratio.map { fixed($0, 2) } ?? "–") + (isFinding(cell) ? "*" : " ")
          })
    }
    return table.text + "* more pairs than by chance, q ≤ \(plain(question.inference.level))\n"
  }

  private var cells: String {
    var table = TextTable([
      ("Metres", .left), ("Days", .left), ("Pairs", .right), ("Expected", .right),
      ("Ratio", .right), ("p", .right), ("q", .right),
    ])
    for (distance, label) in labels.distances.enumerated() {
      for (day, dayLabel) in labels.days.enumerated() {
        let cell = knox.cell(distance: distance, days: day)
        table.add([
          label, dayLabel, grouped(cell.observed), fixed(cell.expected, 1),
          cell.ratio.map { fixed($0, 2) } ?? "–", Self.probability(cell.pValue?.value),
          Self.probability(cell.qValue),
        ])
      }
    }
    return table.text
  }

  /// All cells taken as one test.
  var overallWords: String {
    guard let overall = knox.overall else {
      return "Nothing could be tested: no shuffle changes any cell."
    }
    let words =
      overall.value <= question.inference.level
      ? "More pairs are close in place and time than by chance"
      : "No more pairs are close in place and time than by chance"
    return "\(words): p = \(Self.probability(overall.value)) for all cells as one test."
  }

  static func probability(_ value: Double?) -> String {
    value.map { fixed($0, $0 < 0.001 ? 4 : 3) } ?? "–"
  }

  /// The incidents and chains for a terminal.
  var chainPage: String {
    var roles = TextTable([("Incidents that", .left), ("", .right), ("", .right)])
    for (role, words) in Self.roles {
      let count = repeats.count(of: role)
      roles.add([words, grouped(count), share(count)])
    }
    let links = repeats.links.count { $0.isSamePlace }
    let line = """
      \(grouped(repeats.links.count)) links, \(linkWords): \(grouped(links)) \(samePlaceWords), \
      \(grouped(repeats.links.count - links)) near; \(grouped(repeats.chains.count)) chains.

      """
    return record.page(title, subtitle, roles.text + "\n" + line + chainTable)
  }

  private static let mostChains = 20

  private var chainTable: String {
    guard !repeats.chains.isEmpty else { return "" }
    var table = TextTable([
      ("Chain", .right), ("Incidents", .right), ("Links", .right), ("First day", .left),
      ("Last day", .left), ("Began at", .left),
    ])
    for (number, chain) in repeats.chains.prefix(Self.mostChains).enumerated() {
      table.add([
        String(number + 1), grouped(chain.events.count), grouped(chain.links.count),
        calendar.date(ofDay: chain.firstDay), calendar.date(ofDay: chain.lastDay),
        whereabouts(chain.events[0]),
      ])
    }
    let rest = repeats.chains.count - Self.mostChains
    return "\n" + table.text + (rest > 0 ? "and \(grouped(rest)) more, no longer\n" : "")
  }

  static let roles: [(NearRepeatPart.Role, String)] = [
    (.originator, "others followed"), (.both, "followed one and were followed"),
    (.follower, "followed another"),
    (.sameDay, "are linked on their own day alone"), (.unlinked, "are linked with none"),
  ]

  /// One line for each cell of the table of pairs.
  package var pairCSV: String {
    let header = [
      "distance", "distance_from_m", "distance_below_m", "days", "days_from", "days_below", "pairs",
      "expected", "expected_exact", "median", "ratio", "p", "q",
    ]
    var text = csvLine(header)
    for (distance, ends) in labels.distanceEnds.enumerated() {
      for (day, dayEnds) in labels.dayEnds.enumerated() {
        let cell = knox.cell(distance: distance, days: day)
        text += csvLine(
          [labels.distances[distance]] + Self.texts(ends) + [labels.days[day]]
            + Self.texts(dayEnds) + [
              String(cell.observed), fixed(cell.expected, 4), fixed(cell.exactExpectation, 4),
              fixed(cell.median, 1), cell.ratio.map { fixed($0, 4) } ?? "",
              cell.pValue.map { fixed($0.value, 6) } ?? "",
              cell.qValue.map { fixed($0, 6) } ?? "",
            ])
      }
    }
    return text
  }

  /// The ends of a band; those of the same place are 0 and 0.
  private static func texts(_ ends: NearRepeatLabels.Ends) -> [String] {
    [
      plain(NearRepeatLabels.shown(ends.from)),
      ends.below.map { plain(NearRepeatLabels.shown($0)) } ?? "",
    ]
  }

  /// One line for each linked incident, however many links it has.
  package var incidentCSV: String {
    let header = [
      "incident", "id", "date", "offence", "role", "followers", "originators", "same_day",
      "repeats",
      "near_repeats", "chain", "longitude", "latitude",
    ]
    let linked = linkedEvents
    let positions = projection.positions(of: linked.map { events.events[$0].place })
    return zip(linked, positions).reduce(into: csvLine(header)) { text, entry in
      let (event, position) = entry
      let (incident, part) = (incidents[event], repeats.parts[event])
      text += csvLine([
        String(incident.number), incident.id ?? "", calendar.date(ofDay: events.events[event].day),
        incident.offence, part.role.rawValue, String(part.followers), String(part.originators),
        String(part.sameDay), String(part.repeats), String(part.nearRepeats),
        part.chain.map { String($0 + 1) } ?? "", position.map { fixed($0.longitude, 6) } ?? "",
        position.map { fixed($0.latitude, 6) } ?? "",
      ])
    }
  }
}
