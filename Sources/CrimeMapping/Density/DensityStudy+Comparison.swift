import Areas
import GeoJSON
import Geometry
import Hotspots
import Records

extension DensityStudy {
  /// The incidents of another period on the same ground.
  private func incidents(
    of period: DensityQuestion.Period
  ) throws(StudyError) -> (scope: StudyScope, incidents: StudyIncidents) {
    let terms = try question.terms.during(period.from, period.to)
    let scope = try StudyScope(terms, of: data, studyArea: studyArea)
    return (scope, try StudyIncidents(scope, of: data, weighedBy: harm))
  }

  /// The months of the period that is compared with; `nil` when none is.
  func comparedMonths() throws(StudyError) -> ClosedRange<Month>? {
    switch question.show {
    case .difference(let period), .ratio(.period(let period)):
      let terms = try question.terms.during(period.from, period.to)
      return try StudyScope(terms, of: data, studyArea: studyArea).months
    case .density, .months, .ratio(.measure), .scales: return nil
    }
  }

  /// The days of a period of which anything is known; a rate needs some.
  func observedDays(_ scope: StudyScope) throws(StudyError) -> Double {
    let days = scope.observedDays(in: data)
    guard days > 0 else {
      throw .noDataThen(from: scope.months.lowerBound, to: scope.months.upperBound)
    }
    return days
  }

  /// How much denser incidents are than in another period, per km² and day.
  func difference(
    of incidents: StudyIncidents, from period: DensityQuestion.Period, by maker: SurfaceMaker
  ) async throws(StudyError) -> Shown {
    let (other, before) = try self.incidents(of: period)
    let kernel = try await commonKernel(of: incidents, maker)
    let (later, earlier) = (
      await maker.locate(incidents), await maker.locate(before)
    )
    let (days, otherDays) = (try observedDays(scope), try observedDays(other))
    try maker.checkComparison(of: later.points.count + earlier.points.count, kernel.kernel)
    let shares = question.surface.edge == .none ? nil : await maker.masses(of: kernel.kernel)
    let difference = await DensityDifference(
      from: PeriodIncidents(WeightedPoints(earlier), days: otherDays),
      to: PeriodIncidents(WeightedPoints(later), days: days), kernel: kernel.kernel,
      on: maker.grid, shares: shares, threads: threads)
    let cells = 0..<maker.grid.cellCount
    let surface = Surface(
      computed: cells.map { difference[$0] * 1e6 }, study: maker.ground.study)
    let scores = Surface(
      computed: cells.map { difference.score(at: $0) ?? 0 }, study: maker.ground.study)
    let levels = surfaceLevels(of: surface, by: question.breaks)
    return Shown(
      surface: surface, unit: "\(measured) per km² and day, more than before",
      subject: "change\(ofHarm) since \(period.words(other))",
      breaks: levels.map { .init(level: $0.value, meaning: "rise of this and more") },
      contours: try changes(scores, on: maker),
      terms: [
        .init("show", "difference"), .init("compare_from", .string(period.words(other))),
        .init("compare_days", .rounded(otherDays, decimals: 2)),
        .init("compare_incidents", .integer(before.inside.count)),
      ],
      caveats: [.manyCells] + comparability(other, before),
      made: maker.making(kernel, later))
  }

  /// Ground where the score is beyond 2 and 3 standard errors, upwards and downwards.
  private func changes(
    _ scores: Surface, on maker: SurfaceMaker
  ) throws(StudyError) -> [DensityReport.Contour] {
    var contours: [DensityReport.Contour] = []
    for (direction, surface) in [("rise", scores), ("fall", scores.scaled(by: -1))] {
      let shapes = try cut(maker, surface.contours(at: [2, 3]))
      for (score, shape) in zip([2, 3], shapes) {
        guard let shape else { continue }
        contours.append(
          .init(
            shape: shape,
            properties: [
              .init("direction", .string(direction)), .init("standard_errors", .integer(score)),
            ]))
      }
    }
    return contours
  }

  /// How many times as dense incidents are as the controls lead to expect.
  func ratio(
    of incidents: StudyIncidents, to controls: DensityQuestion.Controls, by maker: SurfaceMaker
  ) async throws(StudyError) -> Shown {
    let kernel = try await commonKernel(of: incidents, maker)
    let cases = await maker.locate(incidents)
    let base = try await self.controls(controls, by: maker)
    try maker.checkComparison(of: cases.points.count + base.points.points.count, kernel.kernel)
    let edge =
      question.surface.edge == .none
      ? nil
      : await EdgeMass(
        kernel: maker.masses(of: kernel.kernel), of: kernel.kernel, in: maker.ground.study,
        threads: threads)
    guard
      let relative = await RelativeDensity(
        cases: WeightedPoints(cases), controls: base.points, kernel: kernel.kernel,
        epsilon: Self.epsilon, study: maker.ground.study, edge: edge, threads: threads)
    else {
      throw .nothingToCompare(what: incidents.inside.isEmpty ? "incidents" : base.name)
    }
    let surface = relative.ratio
    let levels = surfaceLevels(of: surface, by: ratioBreaks)
    return Shown(
      surface: surface, unit: (harm == nil ? "" : "harm, ") + "times as dense as \(base.name)",
      subject: "ratio\(ofHarm) to \(base.name)",
      breaks: levels.map { .init(level: $0.value, meaning: "this many times and more") },
      contours: try tolerance(relative, isKnown: base.isKnown, on: maker),
      terms: [
        .init("show", "ratio"), .init("compared_with", .string(base.name)),
        .init("compare_year", base.population.map { .integer($0.year) } ?? .null),
        .init("epsilon", .number(Self.epsilon)),
        .init("tolerance", "asymptotic, each cell by itself (Hazelton and Davies 2009)"),
      ],
      caveats: [.manyCells] + base.caveats, denominators: base.population?.sources ?? [],
      made: maker.making(kernel, cases))
  }

  /// A hundredth of the highest control density is added to both, so that nothing is divided by 0.
  private static let epsilon = 0.01

  private var ratioBreaks: SurfaceBreaks {
    if case .given = question.breaks { return question.breaks }
    return .given([0.5, 0.8, 1.25, 2, 4])
  }

  /// Ground where the ratio is further from 1 than chance would have it in 5 and 1 of 100 such places.
  private func tolerance(
    _ relative: RelativeDensity, isKnown: Bool, on maker: SurfaceMaker
  ) throws(StudyError) -> [DensityReport.Contour] {
    var contours: [DensityReport.Contour] = []
    let scores = relative.asymptoticScores(controlsAreKnown: isKnown)
    // One-sided 5 and 1 % of the normal law.
    let limits = [(0.05, 1.6448536269514722), (0.01, 2.3263478740408408)]
    for (direction, surface) in [("higher", scores), ("lower", scores.scaled(by: -1))] {
      let shapes = try cut(maker, surface.contours(at: limits.map(\.1)))
      for ((p, _), shape) in zip(limits, shapes) {
        guard let shape else { continue }
        contours.append(
          .init(
            shape: shape,
            properties: [.init("direction", .string(direction)), .init("p", .number(p))]))
      }
    }
    return contours
  }

  /// What a ratio compares with.
  private struct Base {
    let points: WeightedPoints
    let name: String
    /// Whether the controls are exact numbers, not a sample.
    let isKnown: Bool
    let caveats: [Caveat]
    /// The numbers of areas it was made of, where it was.
    var population: Population?
  }

  private func controls(
    _ controls: DensityQuestion.Controls, by maker: SurfaceMaker
  ) async throws(StudyError) -> Base {
    switch controls {
    case .period(let period):
      let (other, before) = try incidents(of: period)
      return Base(
        points: WeightedPoints(await maker.locate(before)), name: period.words(other),
        isKnown: false, caveats: comparability(other, before))
    case .measure(let layer, let name):
      let population = try maker.population(layer: layer, measure: name)
      return Base(
        points: population.points, name: name, isKnown: true,
        caveats: [.evenlySpread(measure: name, layer: layer)], population: population)
    }
  }

  private func commonKernel(
    of incidents: StudyIncidents, _ maker: SurfaceMaker
  ) async throws(StudyError) -> ChosenKernel {
    let points = incidents.inside.map { data.incidents.points[Int($0)] }
    return try await maker.kernel(for: points)
  }

  /// Months without data in the other period, and incidents that count for nothing.
  private func comparability(_ other: StudyScope, _ incidents: StudyIncidents) -> [Caveat] {
    let span = other.months.lowerBound.ordinal...other.months.upperBound.ordinal
    let missing = span.map { Month(ordinal: $0) }.filter { !data.months.contains($0) }
    let weightless = incidents.weightless
    return (missing.isEmpty ? [] : [.missingMonths(missing)])
      + (weightless.isEmpty
        ? [] : [.withoutWeight(weightless, when: " of the period compared with")])
  }
}

extension DensityQuestion.Period {
  func words(_ scope: StudyScope) -> String {
    let from = from?.text ?? "\(scope.months.lowerBound)"
    let to = to?.text ?? "\(scope.months.upperBound)"
    return from == to ? from : "\(from) to \(to)"
  }
}

extension WeightedPoints {
  init(_ located: LocatedIncidents) {
    self.init(located.points, weights: located.weights, variances: located.variances)
  }
}
