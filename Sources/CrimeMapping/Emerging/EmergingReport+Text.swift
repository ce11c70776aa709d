import Areas
import Geometry
import Hotspots
import Probability
import RecordFiles
import Records

extension EmergingReport {
  /// How many places are in each class, and which are hot now, for a terminal.
  package var table: String {
    var classes = TextTable([
      ("Class", .left), ("Places", .right), ("Incidents", .right), ("In the last step", .right),
    ])
    let last = counts.steps - 1
    for (pattern, units) in found {
      classes.add([
        pattern.words, grouped(units.count), grouped(units.reduce(0) { $0 + total(of: $1) }),
        grouped(units.reduce(0) { $0 + Int(counts[$1, last]) }),
      ])
    }
    return record.page(title, subtitle, classes.text + hottest + moved)
  }

  /// How many places a table lists.
  private static let mostRows = 10

  /// The places in a hot class with the highest scores in the last step.
  private var hottest: String {
    let last = counts.steps - 1
    let hot = emerging.areas.indices.filter { emerging.areas[$0].pattern.side == .hot }
      .sorted { a, b in
        (-(emerging.scores.z(a, last) ?? 0), a) < (-(emerging.scores.z(b, last) ?? 0), b)
      }
    guard !hot.isEmpty else { return "" }
    var table = TextTable([
      (units.areas == nil ? "Centre" : "Area", .left), ("Class", .left), ("Steps", .left),
      ("Incidents", .right), ("Last", .right), ("z", .right), ("Trend", .left),
    ])
    for place in hot.prefix(Self.mostRows) {
      let (unit, area) = (classes.units[place], emerging.areas[place])
      table.add([
        label(of: unit), area.pattern.words, area.states.map(\.letter).joined(),
        grouped(total(of: unit)), grouped(Int(counts[unit, last])),
        emerging.scores.z(place, last).map { fixed($0, 2) } ?? "",
        area.trend?.trend(level: emerging.discoveries.level).rawValue ?? "",
      ])
    }
    let more = hot.count - Self.mostRows
    return "\n\(table.text)" + (more > 0 ? "and \(grouped(more)) more\n" : "")
  }

  /// What the last step changed.
  private var moved: String {
    guard !changes.isEmpty else { return "" }
    let words = changes.prefix(4).map { change in
      "\(grouped(change.count)) from \(change.from.words.lowercased()) to \(change.to.words.lowercased())"
    }
    let all = changes.reduce(0) { $0 + $1.count }
    return "\nWith the last step \(grouped(all)) place\(all == 1 ? "" : "s") changed class: "
      + words.joined(separator: ", ") + (changes.count > 4 ? ", …" : "") + ".\n"
  }

  private func label(of unit: Int) -> String {
    units.areas.map { "\($0[unit].code) \($0[unit].name)" } ?? units.name(of: unit)
  }

  /// One line for each unit, with its counts and scores step by step.
  package var csv: String {
    let names = (0..<counts.steps).map { steps.name(of: $0) }
    let header =
      ["id", "code", "name", "x", "y", "count", "class", "class_before", "hot_share", "cold_share"]
      + ["states", "trend_s", "trend_tau", "trend_z", "trend_p"]
      + ["count", "z", "p", "q"].flatMap { prefix in names.map { "\(prefix)_\($0)" } }
    let places = places
    return (0..<count).reduce(into: csvLine(header)) { text, unit in
      text += csvLine(
        identity(of: unit, places[unit]) + judgement(places[unit]) + series(of: unit, places[unit]))
    }
  }

  private func identity(of unit: Int, _ place: Int?) -> [String] {
    let centre = units.lattice.centres[unit]
    return [
      String(unit + 1), units.areas?[unit].code ?? "", units.areas?[unit].name ?? "",
      fixed(centre.x, 2), fixed(centre.y, 2), String(total(of: unit)), className(place),
      place.flatMap { classes.before?.areas[$0].pattern.name } ?? "",
    ]
  }

  private func judgement(_ place: Int?) -> [String] {
    guard let place else { return Array(repeating: "", count: 7) }
    let area = emerging.areas[place]
    return [
      fixed(area.share(of: .hot), 6), fixed(area.share(of: .cold), 6),
      area.states.map(\.letter).joined(),
    ]
      + (area.trend.map { trend in
        [
          String(trend.score), fixed(trend.tau, 6), fixed(trend.z, 6),
          "\(trend.pValue.value)",
        ]
      } ?? ["", "", "", ""])
  }

  private func series(of unit: Int, _ place: Int?) -> [String] {
    let steps = 0..<counts.steps
    let counted = steps.map { String(Int(counts[unit, $0])) }
    guard let place else { return counted + Array(repeating: "", count: 3 * counts.steps) }
    let bins = steps.map { $0 * classes.units.count + place }
    return counted + steps.map { emerging.scores.z(place, $0).map { fixed($0, 6) } ?? "" }
      + bins.map { emerging.pValues[$0].map { "\($0.value)" } ?? "" }
      + bins.map { emerging.discoveries.qValues[$0].map { "\($0)" } ?? "" }
  }

  /// What was classed and when.
  package var title: String {
    let last = Instant(seconds: steps.periods[steps.count - 1].end.seconds - 1)
    let end =
      steps.length == .month
      ? steps.name(of: steps.count - 1) : CivilTime.london.day(of: last)?.description ?? ""
    let span = "\(steps.name(of: 0)) to \(end)"
    return "\(record.terms.subject): emerging hot spots, \(span)"
  }

  /// How.
  package var subtitle: String {
    let found = emerging.discoveries
    let bins = steps.length == .month ? "months" : "steps of \(steps.length)"
    return """
      \(grouped(counted)) incidents in \(grouped(classes.units.count)) \(unitWords) and \(steps.count) \
      \(bins); \(grouped(found.count)) of \(grouped(found.tests)) bins hot or cold at \(plain(found.level)) \
      (\(found.rule.words)); rules \(question.rules.name)
      """
  }
}
