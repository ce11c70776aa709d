import Areas
import Evidence
import RecordFiles
import Records

/// Divides what happened by who could have met it: incidents → counts of areas → rates → comparisons.
struct RatesStudy: Sendable {
  let question: RatesQuestion
  let data: StudyData
  let scope: StudyScope
  let incidents: StudyIncidents
  let ground: RateGround
  let comparators: RateComparators
  /// Whether rates are for a year, not for the period as it is.
  let isAnnual: Bool
  let style: Cell.Style
  private let start = ContinuousClock().now

  init(
    _ question: RatesQuestion, of data: StudyData, in setting: StudySetting
  ) throws(StudyError) {
    self.question = question
    self.data = data
    let scope = try StudyScope(question.terms, of: data, studyArea: setting.studyArea)
    let everywhere = try StudyScope(question.everywhere, of: data, studyArea: setting.studyArea)
    self.scope = scope
    incidents = try StudyIncidents(scope, of: data)
    let all = try StudyIncidents(everywhere, of: data)
    let published = setting.supplied.comparators
    isAnnual = question.time.map { $0 == .year } ?? (published != nil)
    try Self.check(question, published, scope, data)
    let middle = Instant(seconds: (scope.period.start.seconds + scope.period.end.seconds) / 2)
    ground = RateGround(
      layer: scope.layer, tallies: all.tallies(areas: scope.layer.areas.count),
      denominators: try AreaDenominators(
        question.measure, for: scope.layer, from: question.denominatorLayer,
        middle: CivilTime.london.month(of: middle).year, of: data),
      years: isAnnual ? scope.observedYears(in: data) : 1, confidence: question.confidence)
    style = Self.style(question.by, ground, data)
    comparators = RateComparators(
      ground: ground, group: try scope.members(question.group, parameter: "group"),
      published: published, data: data)
  }

  /// Published rates are of twelve months.
  private static func check(
    _ question: RatesQuestion, _ published: ComparatorRates?, _ scope: StudyScope,
    _ data: StudyData
  ) throws(StudyError) {
    guard published != nil else { return }
    guard question.measure == "residents" else {
      throw .refused(
        parameter: "measure",
        reason: """
          Published rates are for 1,000 residents: leave --measure out, or the file of comparators.
          """)
    }
    guard question.time == .period else { return }
    let days = scope.observedDays(in: data)
    guard (360...372).contains(days) else {
      throw .refused(
        parameter: "time",
        reason: """
          Published rates are of twelve months and the period has \(plain(days)) days with data: leave \
          --time out, or ask for a year.
          """)
    }
  }

  func document() throws(StudyError) -> Document {
    let against = try self.against()
    if scope.observedDays(in: data) <= 0 {
      throw .noDataThen(from: scope.months.lowerBound, to: scope.months.upperBound)
    }
    let sections: [Document.Section]
    switch question.by {
    case .area: sections = AreaRates(study: self, against: against).sections
    case .offence: sections = OffenceRates(study: self, against: against).sections
    }
    return Document(
      question: "rates", title: Sentence(words: title), subtitle: Sentence(words: subtitle),
      sections: sections, terms: terms(against),
      record: StudyRecorder(data: data, scope: scope, asked: question.terms, incidents: incidents)
        .record(
          naming: scope.layer, more: caveats(), denominators: ground.denominators.batches,
          elapsedSeconds: start.duration(to: ContinuousClock().now) / .seconds(1)),
      projection: data.projection)
  }

  /// The comparators that there are, in the order in which they are shown.
  var offered: [RateComparator] {
    let areas = scope.layer.areas
    let hasParents = scope.areas.contains { areas[$0].parent != nil }
    let isAll = question.by == .offence && scope.areas.count == areas.count
    return (isAll || areas.count < 2 ? [] : [.all])
      + (hasParents && !isAll ? [.parent] : [])
      + (comparators.group.isEmpty ? [] : [.group])
      + (comparators.published?.comparators.map { .published($0) } ?? [])
  }

  /// What ratios and positions are of; `nil` where there is nothing to compare with.
  private func against() throws(StudyError) -> RateComparator? {
    let offered = offered
    if let name = question.against {
      guard let found = offered.first(where: { $0.name.lowercased() == name.lowercased() }) else {
        throw .badValue(
          parameter: "against", value: name,
          reason: "is not offered; there are \(offered.map(\.name).joined(separator: ", "))")
      }
      return found
    }
    return offered.first { if case .published = $0 { true } else { false } }
      ?? (offered.contains(.group) ? .group : offered.first)
  }

  /// What a comparator is called.
  func name(of comparator: RateComparator) -> String {
    switch comparator {
    case .all: return "All areas"
    case .parent:
      let parents = Set(scope.areas.compactMap { scope.layer.areas[$0].parent })
      guard parents.count == 1, let parent = parents.first else { return "Its parent area" }
      let area = data.layers[parent.layer]?.areas.first { $0.code == parent.code }
      return area?.name ?? parent.code
    case .group: return "Group average"
    case .published(let name): return name
    }
  }

  /// For what a rate is, such as "per 1,000 residents a year".
  var unit: String {
    "per 1,000 \(ground.measure)" + (isAnnual ? " a year" : " in the period")
  }

  private var title: String {
    let tree = OffenceTree.standard
    let names = scope.offences.asked.map { tree[$0].name }
    switch question.by {
    case .offence: return "Recorded crime in \(placeWords)"
    case .area:
      return "Rates of \(names.isEmpty ? "all incidents" : names.joined(separator: ", "))"
        + " by \(scope.layer.name)"
    }
  }

  var placeWords: String {
    let names = scope.areas.map { scope.layer.areas[$0].name }
    if scope.areas.count == scope.layer.areas.count { return "all areas of \(scope.layer.name)" }
    return names.count <= 3
      ? names.joined(separator: ", ") : "\(names.count) areas of \(scope.layer.name)"
  }

  private var subtitle: String {
    "\(scope.months.lowerBound) to \(scope.months.upperBound), "
      + "\(plain(scope.observedDays(in: data))) days with data; rates \(unit) "
      + "(\(ground.measure) of \(ground.denominators.year), by \(ground.denominators.source))"
  }

  private func terms(_ against: RateComparator?) -> [Document.Term] {
    let denominators = ground.denominators
    return [
      .init("by", .text(question.by.rawValue)),
      .init("measure", .text(denominators.measure)),
      .init("denominator_layer", .text(denominators.source)),
      .init("denominator_year", Cell(.number(Double(denominators.year), .decimals(0)))),
      .init("denominator_way", .text(denominators.way.rawValue)),
      .init("rate_for", .text(isAnnual ? "year" : "period")),
      .init("years", .number(ground.years, decimals: 3)),
      .init("confidence", .number(question.confidence, decimals: 3)),
      .init("against", against.map { .text($0.name) } ?? .blank),
      .init(
        "test",
        .text(
          "two-sided, exact Poisson tails"
            + (question.overdispersion == .none
              ? "" : "; of widened limits by a normal score where φ is above 1"))),
      .init("overdispersion", .text(question.overdispersion.rawValue)),
      .init("winsorised", .number(question.winsorised, decimals: 2)),
      .init(
        "comparators",
        comparators.published.map { .text("\($0.file) (\($0.digest.prefix(12)))") } ?? .blank),
    ]
  }
}

extension StudyScope {
  /// The months of the period with data, in years; days where the period is not of whole months.
  func observedYears(in data: StudyData) -> Double {
    let london = CivilTime.london
    let isOfMonths =
      london.start(of: months.lowerBound) == period.start
      && london.start(of: months.upperBound.advanced(by: 1)) == period.end
    return isOfMonths && partialMonths(in: data).isEmpty
      ? Double(observedMonths(in: data).count) / 12 : observedDays(in: data) / 365.25
  }

  /// The places in the layer of areas named by code or name.
  func members(_ names: [String], parameter: String) throws(StudyError) -> [Int] {
    var found: Set<Int> = []
    for name in names {
      let places = layer.areas(named: name)
      guard let place = places.first else {
        throw .badValue(
          parameter: parameter, value: name, reason: "is no area of the layer \(layer.name)")
      }
      guard places.count == 1 else {
        throw .ambiguousArea(
          name: name, layer: layer.name, codes: places.map { layer.areas[$0].code })
      }
      found.insert(place)
    }
    return found.sorted()
  }
}
