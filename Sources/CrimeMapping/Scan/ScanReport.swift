import GeoJSON
import Geodesy
import Geometry
import Hotspots
import Maps
import Probability
import RecordFiles
import Records

/// The answer to a `ScanQuestion`: the clusters and what every result carries.
package struct ScanReport: StudyReport {
  /// The most likely first.
  package let alarms: [ScanAlarm]
  package let question: ScanQuestion
  package let record: StudyRecord
  let made: ScanMaking
  let projection: Projection
  /// The areas to draw.
  let outlines: [Area]
}

extension ScanReport {
  package func bytes(as form: ResultForm) throws(StudyError) -> [UInt8] {
    switch form {
    case .table: Array(table.utf8)
    case .csv: Array(csv.utf8)
    case .svg: Array(map().svg().utf8)
    default: try featureCollection().bytes
    }
  }

  /// What was scanned and when, such as "Burglary: clusters, 2019-01-01 to 2019-12-31".
  package var title: String {
    let kind =
      switch question.when {
      case .prospective:
        made.days.last.isEmpty ? "alarms" : "alarms at the end of \(made.days.last)"
      case .retrospective: "clusters in space and time"
      case .none: "clusters"
      }
    return "\(record.terms.subject): \(kind), \(record.terms.span)"
  }

  /// How it was scanned.
  package var subtitle: String {
    guard let result = made.result else {
      return "\(grouped(record.summary.incidents)) incidents, nothing to scan"
    }
    let shape = question.shape == .circle ? "circles" : "circles and ellipses"
    let lengths = made.lengths.map(String.init).joined(separator: ", ")
    let time = question.when == .none ? "" : ", windows of \(lengths) \(made.unit.rawValue)s"
    return """
      \(grouped(result.cases)) incidents at \(grouped(result.positions)) \
      \(question.units.map { "areas of \($0)" } ?? "places"), compared with \(compared); \(shape) up to \
      \(plain(question.limits.radius ?? 0)) m and \(percent(question.limits.share)) %\(time)
      """
  }

  private var compared: String {
    switch question.model {
    case .poisson: "\(question.measure)\(made.ground.year.map { " of \($0)" } ?? "")"
    case .bernoulli:
      "\(grouped(made.ground.controls.reduce(0) { $0 + $1.count })) controls"
    case .permutation: "their own history"
    }
  }

  func percent(_ share: Double) -> String { plain((share * 1e8).rounded() / 1e6) }

  /// The clusters for a terminal, with the study's terms above and its caveats below.
  package var table: String {
    var table = TextTable([
      ("Cluster", .right), ("Area", .left), ("Place", .left), ("From", .left), ("To", .left),
      ("Radius", .right), ("Observed", .right), ("Expected", .right), ("Risk", .right),
      ("LLR", .right), ("p", .right), (recurs ? "Once in" : "Ties", .right),
    ])
    for (index, alarm) in alarms.enumerated() {
      let cluster = alarm.cluster
      table.add([
        String(index + 1), alarm.area.map { "\($0.code) \($0.name)" } ?? "", alarm.place ?? "",
        alarm.firstDay, alarm.lastDay, radiusText(cluster),
        grouped(cluster.observed), fixed(cluster.expected, 1),
        cluster.relativeRisk.map { "×" + fixed($0, 1) } ?? "",
        fixed(cluster.logLikelihoodRatio, 2), pText(cluster.p),
        recurs ? recurrenceText(alarm) : String(cluster.tieCount),
      ])
    }
    let none = whenEmpty + ".\n"
    let verdict =
      alarms.first.map(\.isSignificant) == false
      ? "The most likely cluster is told; chance alone makes one as good in \(pPercent) of scans.\n"
      : ""
    return record.page(
      title, subtitle, (alarms.isEmpty ? none : table.text + verdict) + surgeLines)
  }

  /// A line for each surge of the whole area.
  private var surgeLines: String {
    let lines = made.surges.flatMap { window in
      zip(window.scan.surges, window.days).map { surge, days in
        "  \(days.first) to \(days.last)  \(grouped(surge.count)) for \(fixed(surge.expected, 1)) expected, p "
          + "\(pText(surge.p))\n"
      }
    }
    return lines.isEmpty
      ? "" : "\nSurges of the whole area (Naus' moving window)\n" + lines.joined()
  }

  /// What stands in the place of clusters.
  var whenEmpty: String {
    guard made.result != nil else { return "There is nothing to scan" }
    let kind =
      switch question.rates {
      case .high: "more"
      case .low: "fewer"
      case .both: "other"
      }
    return "No window holds \(kind) than is explained"
  }

  private var recurs: Bool { question.when == .prospective }

  private var pPercent: String {
    fixed((alarms.first?.cluster.p.value ?? 1) * 100, 0) + " %"
  }

  private func radiusText(_ cluster: ScanCluster) -> String {
    guard cluster.radius == 0 else { return fixed(cluster.radius, 0) + " m" }
    return question.units == nil ? "one place" : "one area"
  }

  func pText(_ p: PValue) -> String {
    let floor = p.floor ?? 0
    return (p.value <= floor ? "≤" : "") + fixed(p.value, floor < 0.001 ? 4 : 3)
  }

  /// How long chance alone takes to raise such an alarm once.
  private func recurrenceText(_ alarm: ScanAlarm) -> String {
    guard let steps = alarm.recurrence else { return "" }
    let days = made.unit == .day ? steps : steps * 30.4
    return days < 730 ? grouped(Int(days.rounded())) + " days" : fixed(days / 365.25, 1) + " years"
  }

  /// One line for each cluster, with its centre in degrees.
  package var csv: String {
    let header = [
      "id", "area", "area_name", "place", "first_day", "last_day", "radius_m", "observed",
      "expected", "observed_over_expected", "relative_risk", "log_likelihood_ratio", "p",
      "significant", "recurrence_\(made.unit.rawValue)s", "ties", "places", "units", "longitude",
      "latitude",
    ]
    return alarms.enumerated().reduce(into: csvLine(header)) { text, entry in
      let (index, alarm) = entry
      let cluster = alarm.cluster
      let centre = projection.positions(of: [cluster.centre])[0]
      text += csvLine([
        String(index + 1), alarm.area?.code ?? "", alarm.area?.name ?? "", alarm.place ?? "",
        alarm.firstDay, alarm.lastDay, fixed(cluster.radius, 1), String(cluster.observed),
        fixed(cluster.expected, 4), fixed(cluster.ratio, 4),
        cluster.relativeRisk.map { fixed($0, 4) } ?? "", fixed(cluster.logLikelihoodRatio, 6),
        fixed(cluster.p.value, 6), alarm.isSignificant ? "true" : "false",
        alarm.recurrence.map { fixed($0, 1) } ?? "", String(cluster.tieCount),
        String(cluster.locations.count), alarm.units.map(\.code).joined(separator: " "),
        centre.map { fixed($0.longitude, 6) } ?? "", centre.map { fixed($0.latitude, 6) } ?? "",
      ])
    }
  }
}
