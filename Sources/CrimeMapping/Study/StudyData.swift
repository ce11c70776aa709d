package import Areas
package import Geodesy
package import Geometry
import RecordFiles
package import Records
import SpatialIndex

/// All that studies read: incidents in columns, areas with their index, and where both came from.
///
/// Built once from what a store holds, never changed, and shared by every question.
package struct StudyData: Sendable {
  package let incidents: IncidentColumns
  /// The areas in force, by layer; earlier boundaries are in `areas`.
  package let layers: [String: AreaLayer]
  package let batches: [ImportBatch]
  /// The months in which any incident started.
  package let months: Set<Month>
  /// From the day of the first incident to that of the last: what lies beyond is not known to be without any.
  let known: Period
  /// From degrees to the metres of the incidents and areas, and back.
  package let projection: Projection
  /// All places that are known to stand for the ground around them.
  package let anonymisationPoints: [Point]
  package let denominators: [Denominator]
  let grounds = StudyGrounds()
  let certainties = HotspotCertainties()
  private let areas: [Area]

  /// - Parameters:
  ///   - areas: of all layers and all vintages.
  ///   - anonymisationPoints: all that are known, of incidents not among these too; those of the incidents
  ///     when `nil`.
  /// - Complexity: O(*n* log *n*) for *n* incidents, and some milliseconds for each layer.
  package init(
    incidents: StoredIncidents, areas: [Area], batches: [ImportBatch], projection: Projection,
    anonymisationPoints: [Point]? = nil, denominators: [Denominator] = []
  ) {
    self.denominators = denominators
    self.anonymisationPoints =
      anonymisationPoints
      ?? Array(
        Set(
          incidents.points.indices.compactMap {
            incidents.isAnonymised[$0] ? incidents.points[$0] : nil
          }))
    self.areas = areas
    self.batches = batches
    self.projection = projection
    layers = Dictionary(grouping: areas.filter { $0.validTo == nil }, by: \.layer)
      .reduce(into: [:]) { $0[$1.key] = AreaLayer(name: $1.key, areas: $1.value) }
    months = Set(incidents.months)
    self.incidents = IncidentColumns(incidents, layers: layers)
    known = self.incidents.knownDays
  }

  /// A layer with the boundaries in force on a day; today's when `nil`.
  package func layer(_ name: String, on day: CalendarDay?) -> AreaLayer? {
    guard let layer = layers[name] else { return nil }
    guard let day, hasVintages(name) else { return layer }
    let valid = areas.filter { area in
      area.layer == name && area.validFrom.map { $0 <= day } ?? true
        && area.validTo.map { day < $0 } ?? true
    }
    return valid.isEmpty ? layer : AreaLayer(name: name, areas: valid)
  }

  /// Whether any boundary of a layer was in force on a day.
  func hasBoundaries(_ layer: String, on day: CalendarDay) -> Bool {
    areas.contains { area in
      area.layer == layer && area.validFrom.map { $0 <= day } ?? true
        && area.validTo.map { day < $0 } ?? true
    }
  }

  /// Whether boundaries of a layer changed between two days, the first day left out.
  func boundariesChanged(_ layer: String, after first: CalendarDay, through last: CalendarDay)
    -> Bool
  {
    areas.contains { area in
      area.layer == layer && area.validFrom.map { first < $0 && $0 <= last } ?? false
    }
  }

  /// For each located incident the place of its area in a layer, -1 for none.
  func areas(of layer: AreaLayer) -> [Int32] {
    if let known = incidents.areas[layer.name], !hasVintages(layer.name) { return known }
    return layer.areas(of: incidents.points)
  }

  private func hasVintages(_ layer: String) -> Bool {
    areas.contains { $0.layer == layer && $0.validTo != nil }
  }
}

extension IncidentColumns {
  /// The days from the first incident to the last, whole; nothing of none.
  fileprivate var knownDays: Period {
    let first = starts.min() ?? 0
    let last = zip(starts, ends).reduce(first) { max($0, $1.0, $1.1 - 1) }
    func bound(_ moment: Int64) -> TimeBound? {
      CivilTime.london.day(of: Instant(seconds: moment)).flatMap { TimeBound($0.description) }
    }
    return Period(
      start: bound(first)?.start ?? Instant(seconds: first),
      end: bound(last)?.end ?? Instant(seconds: last + 1))
  }

  /// Sorts what a store hands out along a Hilbert curve, the incidents without location last, and
  /// finds the area of each in every layer.
  init(_ stored: StoredIncidents, layers: [String: AreaLayer]) {
    let located = stored.points.indices.filter { stored.points[$0] != nil }
    let points = stored.points.compactMap { $0 }
    let curve = HilbertCurve.order(of: points)
    let order =
      curve.map { Int32(located[Int($0)]) }
      + stored.points.indices.filter { stored.points[$0] == nil }.map { Int32($0) }
    let sorted = curve.map { points[Int($0)] }
    var stored = stored
    stored.padColumns()
    var months = MonthBounds()
    let bounds = stored.occurrences.map { months.bounds(of: $0) }
    self.init(
      points: sorted, starts: order.map { bounds[Int($0)].0 },
      ends: order.map { bounds[Int($0)].1 }, months: order.map { stored.months[Int($0)] },
      offences: order.map { stored.offences[Int($0)] },
      places: stored.places.reordered(by: order),
      isMonthOnly: order.map {
        if case .month = stored.occurrences[Int($0)] { true } else { false }
      },
      isAnonymised: order.map { stored.isAnonymised[Int($0)] },
      ids: stored.ids.reordered(by: order),
      qualifiers: stored.qualifiers.isEmpty ? [] : order.map { stored.qualifiers[Int($0)] },
      cases: stored.cases.codes.isEmpty ? stored.cases : stored.cases.reordered(by: order),
      areas: layers.mapValues { $0.areas(of: sorted) })
  }
}

/// The seconds between which something happened; each month is looked up in the calendar once.
private struct MonthBounds {
  private var known: [Month: (Int64, Int64)] = [:]

  mutating func bounds(of occurrence: Occurrence) -> (Int64, Int64) {
    switch occurrence {
    case .between(let from, let to): return (from.seconds, to.seconds)
    case .month(let month):
      if let bounds = known[month] { return bounds }
      let bounds = (
        CivilTime.london.start(of: month).seconds,
        CivilTime.london.start(of: month.advanced(by: 1)).seconds
      )
      known[month] = bounds
      return bounds
    }
  }
}
