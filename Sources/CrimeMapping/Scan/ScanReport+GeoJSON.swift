package import GeoJSON
import Geodesy
import Geometry
import Hotspots
import Probability
import Records

extension ScanReport {
  /// The report as a GeoJSON FeatureCollection in WGS 84: a window as drawn for each cluster.
  /// - Throws: when an outline cannot be turned into degrees.
  package func featureCollection() throws(StudyError) -> FeatureCollection {
    var features: [Feature] = []
    for (index, alarm) in alarms.enumerated() {
      features.append(
        Feature(
          id: .integer(index + 1), geometry: .polygons(try projection.outline(alarm.shape)),
          properties: properties(of: alarm, rank: index + 1)))
    }
    return FeatureCollection(
      features: features,
      foreign: record.members(question: "scan", termMembers, summary: summaryMembers))
  }

  private func properties(of alarm: ScanAlarm, rank: Int) -> [JSONValue.Member] {
    let cluster = alarm.cluster
    return [
      .init("rank", .integer(rank)),
      .init("observed", .integer(cluster.observed)),
      .init("expected", .rounded(cluster.expected, decimals: 6)),
      .init("observed_over_expected", .rounded(cluster.ratio, decimals: 4)),
      .init("relative_risk", cluster.relativeRisk.map { .rounded($0, decimals: 4) } ?? .null),
      .init("log_likelihood_ratio", .rounded(cluster.logLikelihoodRatio, decimals: 6)),
      .init("statistic", .rounded(cluster.statistic, decimals: 6)),
      .init("p", cluster.p.json),
      .init("significant", .boolean(alarm.isSignificant)),
      .init("high_rate", .boolean(cluster.isHigh)),
      .init(
        "recurrence_\(made.unit.rawValue)s",
        alarm.recurrence.map { .rounded($0, decimals: 1) } ?? .null),
      .init("first_day", .string(alarm.firstDay)),
      .init("last_day", .string(alarm.lastDay)),
      .init("centre", centre(cluster.centre)),
      .init("radius_m", .rounded(cluster.radius, decimals: 2)),
    ] + ellipse(cluster.outline, cluster.radius) + contents(alarm)
  }

  private func contents(_ alarm: ScanAlarm) -> [JSONValue.Member] {
    [
      .init("places", .integer(alarm.cluster.locations.count)),
      .init(
        "units",
        question.units == nil ? .null : .array(alarm.units.map { .string($0.code) })),
      .init("areas", .array(alarm.areas.map { .string($0.code) })),
      .init("area", JSONValue(alarm.area?.code)),
      .init("area_name", JSONValue(alarm.area?.name)),
      .init("place", JSONValue(alarm.place)),
      .init("tied_windows", .integer(alarm.cluster.tieCount)),
      .init("ties", .array(zip(alarm.cluster.ties, alarm.tieDays).map(tie))),
    ]
  }

  private func ellipse(_ outline: ScanOutline, _ radius: Double) -> [JSONValue.Member] {
    guard question.shape != .circle else { return [] }
    return [
      .init("semi_minor_m", .rounded(radius / outline.ratio, decimals: 2)),
      .init("axis_ratio", .number(outline.ratio)),
      .init("angle_deg", .rounded(outline.degrees, decimals: 2)),
    ]
  }

  private func tie(
    _ tie: ScanCluster.Tie, _ days: (first: String, last: String)
  ) -> JSONValue {
    .object(
      [
        .init("observed", .integer(tie.observed)),
        .init("expected", .rounded(tie.expected, decimals: 6)),
        .init("first_day", .string(days.first)), .init("last_day", .string(days.last)),
        .init("centre", centre(tie.centre)),
        .init("radius_m", .rounded(tie.radius, decimals: 2)),
        .init("places", .integer(tie.locations.count)),
      ] + ellipse(tie.outline, tie.radius))
  }

  private func centre(_ point: Point) -> JSONValue {
    guard let place = projection.positions(of: [point])[0] else { return .null }
    return .array([
      .rounded(place.longitude, decimals: 6), .rounded(place.latitude, decimals: 6),
    ])
  }

  private var termMembers: [JSONValue.Member] {
    let isPoisson = question.model == .poisson
    return [
      .init("model", .string(question.model.rawValue)),
      .init("when", .string(question.when.rawValue)),
      .init("units", JSONValue(question.units)),
      .init("measure", isPoisson ? .string(question.measure) : .null),
      .init("measure_year", made.ground.year.map { .integer($0) } ?? .null),
      .init(
        "controls",
        question.controls.map { .array($0.offences.map { .string($0) }) } ?? .null),
      .init("max_share", .number(question.limits.share)),
      .init("max_radius_m", question.limits.radius.map { .number($0) } ?? .null),
      .init("min_cases", .integer(question.limits.cases)),
      .init("time_step", .string(made.unit.rawValue)),
      .init(
        "windows",
        question.when == .none ? .null : .array(made.lengths.map { .integer($0) })),
      .init("first_day", .string(made.days.first)),
      .init("last_day", .string(made.days.last)),
      .init("shape", shapeJSON),
      .init("rates", .string(question.rates.rawValue)),
      .init("overlap", .string(question.overlap.rawValue)),
      .init("top", .integer(question.most)),
      .init("every", made.every.map { .integer($0) } ?? .null),
      .init("level", .number(question.inference.level)),
      .init("p", alarms.first?.cluster.p.methodJSON ?? .null),
    ]
  }

  private var shapeJSON: JSONValue {
    guard case .ellipse(let ellipses) = question.shape else { return "circle" }
    return .object([
      .init("axis_ratios", .array(ellipses.families.map { .number($0.ratio) })),
      .init("angles", .array(ellipses.families.map { .integer($0.angles) })),
      .init("penalty", .number(ellipses.penalty)),
    ])
  }

  private var summaryMembers: [JSONValue.Member] {
    let significant = alarms.reduce(0) { $0 + ($1.isSignificant ? 1 : 0) }
    let result = made.result
    return record.summaryMembers() + [
      .init("cases", .integer(result?.cases ?? 0)),
      .init("controls", .integer(made.ground.controls.reduce(0) { $0 + $1.count })),
      .init("places", .integer(result?.positions ?? 0)),
      .init("steps", .integer(made.steps)),
      .init("left_out_of_whole_steps", .integer(made.leftOut)),
      .init("windows", .integer(result?.windows ?? 0)),
      .init("clusters", .integer(alarms.count)),
      .init("significant", .integer(significant)),
      .init("dispersion", dispersion), .init("gini", gini),
      .init("surges", .array(made.surges.map(\.json))),
    ]
  }

  /// Pearson's X² over its degrees of freedom, outside significant clusters.
  private var dispersion: JSONValue {
    guard let dispersion = made.result?.dispersion else { return .null }
    return .object([
      .init("index", .rounded(dispersion.index, decimals: 4)),
      .init("p", dispersion.p.json), .init("places", .integer(dispersion.places)),
    ])
  }

  /// The largest share at which the significant clusters are told best (Han et al. 2016).
  private var gini: JSONValue {
    guard let gini = made.result?.gini else { return .null }
    return .object([
      .init("best_max_share", .number(gini.best.share)),
      .init("coefficient", .rounded(gini.best.coefficient, decimals: 6)),
      .init("clusters", .integer(gini.best.clusters)),
    ])
  }
}
