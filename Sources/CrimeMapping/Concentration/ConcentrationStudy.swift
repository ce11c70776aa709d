import Areas
import Evidence
import Geometry
import Hotspots
import Records

/// Counts incidents in places and tells how few hold most: incidents → places → counts → concentration, chance,
/// stability.
struct ConcentrationStudy: Sendable {
  let data: StudyData
  let question: ConcentrationQuestion
  private let setting: StudySetting
  private let scope: StudyScope

  init(
    _ question: ConcentrationQuestion, of data: StudyData, in setting: StudySetting
  ) throws(StudyError) {
    (self.data, self.question, self.setting) = (data, question, setting)
    scope = try StudyScope(question.terms, of: data, studyArea: setting.studyArea)
    if question.readers.audience == .public, !question.places.isUnit {
      throw .refused(
        parameter: "places",
        reason: "Single streets and points are never told to the public; ask for cells or areas.")
    }
  }

  func document() async throws(StudyError) -> Document {
    let clock = ContinuousClock()
    let start = clock.now
    let incidents = try StudyIncidents(scope, of: data)
    let other = try question.against.map { (terms) throws(StudyError) in
      try OtherPeriod(terms, of: data, in: setting)
    }
    let (places, located) = try await self.places(incidents, other)
    let counted = CountedPlaces(
      places, incidents.inside, other?.incidents.inside, top: question.top)
    let chance = try? counted.chance(question.inference)
    let sections =
      [summary(counted, chance, incidents)] + (other.map { [stability(counted, $0)] } ?? [])
      + [list(counted, other)]
    let recorder = StudyRecorder(
      data: data, scope: scope, asked: question.terms, incidents: incidents,
      comparedMonths: other?.scope.months)
    let record = recorder.record(
      naming: scope.layer, more: caveats(places, incidents, located, counted),
      simulation: .init(
        seed: question.inference.seed, replicates: question.inference.replicates),
      elapsedSeconds: start.duration(to: clock.now) / .seconds(1))
    return Document(
      question: "concentration", title: "Where it concentrates: \(record.terms.subject)",
      subtitle: "\(record.terms.span); \(places.kind)", sections: sections,
      terms: terms(places), record: record, projection: data.projection)
  }

  private func terms(_ places: StudyPlaces) -> [Document.Term] {
    [
      .init("places", .text(question.places.rawValue)), .init("place_kind", .text(places.kind)),
      .init("place_count", .whole(places.names.count)), .init("top", .whole(question.top)),
      .init(
        "against_from", question.against?.from.map { .text($0.text) } ?? .blank),
      .init("against_to", question.against?.to.map { .text($0.text) } ?? .blank),
    ]
  }

  /// The incidents of the period that is compared with.
  struct OtherPeriod {
    let scope: StudyScope
    let incidents: StudyIncidents
    let name: String

    init(_ terms: StudyTerms, of data: StudyData, in setting: StudySetting) throws(StudyError) {
      scope = try StudyScope(terms, of: data, studyArea: setting.studyArea)
      incidents = try StudyIncidents(scope, of: data)
      let (from, to) = (terms.from?.text, terms.to?.text)
      name = "\(from ?? "the first month") to \(to ?? "the last")"
    }
  }
}

extension ConcentrationStudy {
  private func places(
    _ incidents: StudyIncidents, _ other: OtherPeriod?
  ) async throws(StudyError) -> (StudyPlaces, LocatedIncidents?) {
    switch question.places {
    case .hexagon, .square, .area:
      let maker = try SurfaceMaker.ground(
        for: question.lattice, question.locations, in: scope, of: data, threads: setting.threads)
      let units = try StudyUnits(
        question.lattice, in: scope, window: maker.ground.window, of: data, points: [])
      let located = await maker.locate(incidents)
      try units.check(located)
      return (StudyPlaces(units, of: data, in: scope.layer), located)
    case .street:
      if incidents.hasAnonymised || other?.incidents.hasAnonymised == true {
        throw .refused(
          parameter: "places",
          reason: """
            Locations are anonymisation points, each of which stands for several addresses, so streets cannot be \
            ranked; ask for places hexagon, square or area, or for the points themselves.
            """)
      }
      return (StudyPlaces(streetsOf: known(other), in: data), nil)
    case .point:
      let isAnonymised = incidents.hasAnonymised
      return (
        StudyPlaces(
          pointsOf: known(other), more: isAnonymised ? anonymisationPoints : [],
          isAnonymised: isAnonymised, in: data), nil
      )
    }
  }

  /// All incidents of any kind in the study area and either period: where they are is a place.
  private func known(_ other: OtherPeriod?) -> [Int32] {
    let areas = data.areas(of: scope.layer)
    let chosen = Set(scope.areas.map { Int32($0) })
    let periods = [scope.period] + (other.map { [$0.scope.period] } ?? [])
    return areas.indices.filter { index in
      chosen.contains(areas[index])
        && periods.contains { $0.contains(Instant(seconds: data.incidents.starts[index])) }
    }.map { Int32($0) }
  }

  private var anonymisationPoints: [Point] {
    let areas = scope.layer.areas(of: data.anonymisationPoints)
    let chosen = Set(scope.areas.map { Int32($0) })
    return zip(data.anonymisationPoints, areas).filter { chosen.contains($0.1) }.map(\.0)
  }

  private func caveats(
    _ places: StudyPlaces, _ incidents: StudyIncidents, _ located: LocatedIncidents?,
    _ counted: CountedPlaces
  ) -> [Caveat] {
    var caveats: [Caveat] = []
    if incidents.hasAnonymised, let located, question.places != .area {
      let area = places.shapes?.first?.area
      caveats.append(.pointsInCells(located.resolution, cell: area))
    }
    if question.places == .point, incidents.hasAnonymised { caveats.append(.pointsNotAddresses) }
    let left = places.left(of: incidents.inside)
    if left > 0 { caveats.append(.outsideUnits(left)) }
    if places.areOnlyKnown { caveats.append(.onlyKnownPlaces) }
    if incidents.inside.count < places.names.count { caveats.append(.fewerThanPlaces) }
    if question.places.isUnit, question.places != .area { caveats.append(.modifiableUnits) }
    return caveats
  }
}
