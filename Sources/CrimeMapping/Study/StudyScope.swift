import Areas
import Geometry
import RecordFiles
import Records

/// What a terms is about once its words are understood: which offences, when, and where.
struct StudyScope: Sendable {
  let offences: OffenceSelection
  let qualifiers: Qualifiers
  let period: Period
  /// The months the period touches.
  let months: ClosedRange<Month>
  /// The layer of the study area, and the places of the areas that make it up.
  let layer: AreaLayer
  let areas: [Int]
  /// Whether the layer is one of the store's, not one given with the terms.
  let isOfStore: Bool
  /// The size of the study area, in km².
  let areaKm2: Double
  /// The rule that chose the layer, when it was not named.
  let layerRule: String?
  /// The layer each of whose areas is ranked by itself.
  let per: AreaLayer?
  /// The layers whose boundaries changed within the period, and those that had none yet.
  let boundariesChanged: [String]
  let boundariesMissing: [String]

  init(
    _ terms: StudyTerms, per: String? = nil, of data: StudyData, studyArea: AreaLayer? = nil
  ) throws(StudyError) {
    offences = try Self.selection(terms.offences)
    qualifiers = Qualifiers(terms.qualifiers)
    if !qualifiers.isEmpty, !data.incidents.hasQualifiers { throw .noQualifiers }
    let period = Self.period(terms, data)
    try Self.checkBounds(terms, period, data)
    self.period = period
    let london = CivilTime.london
    let last = Instant(seconds: max(period.start.seconds, period.end.seconds - 1))
    months = london.month(of: period.start)...london.month(of: last)
    let day = london.day(of: last)
    (layer, layerRule) = try Self.layer(
      terms, of: data, in: period, on: day, studyArea: studyArea)
    isOfStore = studyArea == nil
    areas = try Self.areas(terms.areas, in: layer)
    areaKm2 = areas.reduce(into: 0) { [layer] in $0 += layer.areas[$1].shape.area } / 1e6
    self.per = try per.map { (name) throws(StudyError) in
      try Self.named(name, parameter: "per", of: data, on: day)
    }
    let used = [layer.name] + (self.per.map { [$0.name] } ?? [])
    guard let first = london.day(of: period.start), let day else {
      (boundariesChanged, boundariesMissing) = ([], [])
      return
    }
    let layers = Set(used).filter { data.layers[$0] != nil }.sorted()
    boundariesChanged = layers.filter { data.boundariesChanged($0, after: first, through: day) }
    boundariesMissing = layers.filter { !data.hasBoundaries($0, on: day) }
  }

  private static func selection(_ names: [String]) throws(StudyError) -> OffenceSelection {
    let tree = OffenceTree.standard
    var asked: [OffenceTree.ID] = []
    for name in names {
      guard let id = tree.id(named: name) else {
        throw .unknownOffence(name: name, suggestions: tree.suggestions(for: name))
      }
      asked.append(id)
    }
    return tree.selection(of: asked)
  }

  /// A bound finer than a month is refused where an incident in reach of it has only a month.
  ///
  /// Only incidents of the period are looked at, so the answer does not depend on what else is loaded.
  private static func checkBounds(
    _ terms: StudyTerms, _ period: Period, _ data: StudyData
  ) throws(StudyError) {
    let finer = [("from", terms.from), ("to", terms.to)].first {
      $1.map { !$0.isMonth } ?? false
    }
    guard case (let name, .some(let bound))? = finer else { return }
    let incidents = data.incidents
    let touched = (0..<incidents.count).contains { index in
      incidents.isMonthOnly[index] && incidents.starts[index] < period.end.seconds
        && incidents.ends[index] > period.start.seconds
    }
    if touched { throw .boundFinerThanData(parameter: name, value: bound.text) }
  }

  /// The period asked for; an end that is not said is that of the data.
  private static func period(_ terms: StudyTerms, _ data: StudyData) -> Period {
    let start = terms.from?.start.seconds ?? firstSecond(of: data, before: terms.to)
    let end = terms.to?.end.seconds ?? lastSecond(of: data, after: start)
    return Period(start: Instant(seconds: start), end: Instant(seconds: max(start, end)))
  }

  private static func firstSecond(of data: StudyData, before to: TimeBound?) -> Int64 {
    let first = data.incidents.starts.min()
    let latest = to?.start.seconds ?? first ?? 0
    return min(first ?? latest, latest)
  }

  /// A moment is in the period when it is before the end, so the last one needs a second more.
  private static func lastSecond(of data: StudyData, after start: Int64) -> Int64 {
    zip(data.incidents.starts, data.incidents.ends).reduce(start) { max($0, $1.0 + 1, $1.1) }
  }

  private static func named(
    _ name: String, parameter: String, of data: StudyData, on day: CalendarDay?
  ) throws(StudyError) -> AreaLayer {
    guard let layer = data.layer(name, on: day) else {
      throw .unknownLayer(parameter: parameter, name: name, present: data.layers.keys.sorted())
    }
    return layer
  }

  private static func layer(
    _ terms: StudyTerms, of data: StudyData, in period: Period, on day: CalendarDay?,
    studyArea: AreaLayer?
  ) throws(StudyError) -> (AreaLayer, String?) {
    if let studyArea { return (studyArea, nil) }
    if let name = terms.layer {
      return (try named(name, parameter: "layer", of: data, on: day), nil)
    }
    if let layer = data.layer("lpu", on: day) { return (layer, "the layer lpu is present") }
    let covering = data.layers.values.filter { covers($0, data.incidents, period) }
    let coarsest = covering.min { ($0.areas.count, $0.name) < ($1.areas.count, $1.name) }
    guard let coarsest, let layer = data.layer(coarsest.name, on: day) else {
      throw .noStudyArea(layers: data.layers.keys.sorted())
    }
    return (layer, "the coarsest layer that holds 99 % of the located incidents")
  }

  /// Whether a layer holds 99 % of the located incidents of the period.
  private static func covers(
    _ layer: AreaLayer, _ incidents: IncidentColumns, _ period: Period
  ) -> Bool {
    var (held, located) = (0, 0)
    for (index, area) in incidents.areas[layer.name, default: []].enumerated()
    where period.contains(Instant(seconds: incidents.starts[index])) {
      located += 1
      if area >= 0 { held += 1 }
    }
    return Double(held) >= 0.99 * Double(located)
  }

  /// The places in a layer of the areas with some codes or names; of all where none is given.
  static func areas(_ names: [String], in layer: AreaLayer) throws(StudyError) -> [Int] {
    guard !names.isEmpty else { return Array(layer.areas.indices) }
    var chosen: Set<Int> = []
    for name in names {
      let found = layer.areas(named: name)
      guard found.count < 2 else {
        throw .ambiguousArea(
          name: name, layer: layer.name, codes: found.map { layer.areas[$0].code })
      }
      guard let one = found.first else {
        let like = layer.areas.filter {
          $0.name.lowercased().hasPrefix(name.lowercased().prefix(3))
        }
        throw .unknownArea(
          name: name, layer: layer.name, suggestions: like.prefix(3).map(\.name))
      }
      chosen.insert(one)
    }
    return chosen.sorted()
  }
}

extension StudyScope {
  /// The last day of the period, whose boundaries are used.
  var lastDay: CalendarDay? {
    CivilTime.london.day(of: Instant(seconds: max(period.start.seconds, period.end.seconds - 1)))
  }

  /// The length of the period, in days.
  var days: Double { CivilTime.london.days(from: period.start, to: period.end) }

  /// The months of the period for which there is any data.
  func observedMonths(in data: StudyData) -> [Month] {
    (months.lowerBound.ordinal...months.upperBound.ordinal).map { Month(ordinal: $0) }
      .filter { data.months.contains($0) }
  }

  /// The days of the period for which there is any data; none before the day of the store's first incident or
  /// after that of its last.
  func observedDays(in data: StudyData) -> Double {
    observedMonths(in: data).reduce(0) { sum, month in
      let london = CivilTime.london
      let start = max(
        london.start(of: month).seconds, period.start.seconds, data.known.start.seconds)
      let end = min(
        london.start(of: month.advanced(by: 1)).seconds, period.end.seconds,
        data.known.end.seconds)
      guard end > start else { return sum }
      return sum + london.days(from: Instant(seconds: start), to: Instant(seconds: end))
    }
  }

  /// The months with data of which only a part is known, as the store's data begins or ends in them.
  func partialMonths(in data: StudyData) -> [Month] {
    let london = CivilTime.london
    return observedMonths(in: data).filter { month in
      let start = max(london.start(of: month), period.start)
      let end = min(london.start(of: month.advanced(by: 1)), period.end)
      return start < data.known.start || data.known.end < end
    }
  }

  /// The shapes of the areas that make up the study area.
  var shapes: [MultiPolygon<Point>] { areas.map { layer.areas[$0].shape } }
}
