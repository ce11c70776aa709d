import Areas
import Geometry
import Hotspots
import Records
import SpatialIndex

/// Counts incidents in cells or areas and tests each with its neighbours:
/// incidents → units → numbers → neighbours → statistic → findings.
struct CellStudy: Sendable {
  private let data: StudyData
  private let question: CellQuestion
  private let scope: StudyScope
  private let setting: StudySetting

  init(
    _ question: CellQuestion, of data: StudyData, in setting: StudySetting
  ) throws(StudyError) {
    if let harm = setting.harm, question.value == .rate {
      throw .refused(
        parameter: "value",
        reason: """
          Empirical Bayes rates are of counts, which vary by chance as counts do; harm by \(harm.file) does \
          not. Ask for the count or the density of harm.
          """)
    }
    self.data = data
    self.question = question
    self.setting = setting
    scope = try StudyScope(question.terms, of: data, studyArea: setting.studyArea)
  }

  func run() async throws(StudyError) -> CellReport {
    let clock = ContinuousClock()
    let start = clock.now
    let incidents = try StudyIncidents(scope, of: data, weighedBy: setting.harm)
    let maker = try ground()
    let units = try StudyUnits(
      question.lattice, in: scope, window: maker.ground.window, of: data,
      points: incidents.inside.map { data.incidents.points[Int($0)] })
    let located = await maker.locate(incidents)
    try check(units, located)
    let denominator = try question.denominatorLayer.map { (layer) throws(StudyError) in
      try CellDenominator(layer: layer, measure: question.measure, of: units, by: maker)
    }
    let numbers = CellNumbers(units, incidents, denominator)
    let values = values(numbers, units)
    let findings = try await self.findings(
      question.transform == .none ? values : values.map { $0.map { question.transform($0) } }, units
    )
    let elapsed = start.duration(to: clock.now) / .seconds(1)
    let recorder = StudyRecorder(
      data: data, scope: scope, asked: question.terms, incidents: incidents)
    return CellReport(
      question: question,
      record: recorder.record(
        naming: scope.layer,
        more: caveats(units, numbers, values, located, findings, incidents),
        denominators: denominator?.sources ?? [], simulation: simulation(findings),
        elapsedSeconds: elapsed),
      units: units, numbers: numbers, values: values, findings: findings,
      locations: located.locations, projection: data.projection,
      outlines: scope.areas.map { scope.layer.areas[$0] })
  }

  private func values(_ numbers: CellNumbers, _ units: StudyUnits) -> [Double?] {
    (0..<units.lattice.count).map {
      numbers.value(
        of: $0, question.value, for: question.statistic, ground: units.lattice.ground[$0])
    }
  }

  private func findings(
    _ values: [Double?], _ units: StudyUnits
  ) async throws(StudyError) -> CellFindings? {
    guard let statistic = question.statistic else { return nil }
    return try await CellFindings(
      question, statistic: statistic, values: values,
      weights: try await units.weights(threads: setting.threads), threads: setting.threads)
  }

  private func simulation(_ findings: CellFindings?) -> StudyRecord.Simulation? {
    guard let findings, findings.test != .normal else { return nil }
    return StudyRecord.Simulation(
      seed: question.inference.seed, replicates: findings.replicates)
  }
}

extension CellStudy {
  /// The study area on a fine grid, on which catchments are known and people are spread.
  private func ground() throws(StudyError) -> SurfaceMaker {
    let box = Box(union: scope.shapes.compactMap(\.box))
    let area = box.map { $0.width * $0.height } ?? 0
    let isFine = question.denominatorLayer != nil && question.lattice.shape != .area
    let wanted = isFine ? min(50, question.lattice.size / 5) : 50
    // Coarser where the study area is so large that this would be too many.
    let cell = max(wanted, (area / Self.mostGroundCells).squareRoot()).rounded(.up)
    var given = ["cell": [plain(min(cell, 10_000))]]
    if let locations = question.locations { given["locations"] = [locations.rawValue] }
    let terms = try SurfaceTerms(try GivenValues(given, for: SurfaceTerms.parameters))
    return try SurfaceMaker(terms, in: scope, of: data, threads: setting.threads)
  }

  private static let mostGroundCells = 8_000_000.0

  /// Refuses cells finer than the ground that most incidents may have happened on.
  private func check(_ units: StudyUnits, _ located: LocatedIncidents) throws(StudyError) {
    guard let resolution = located.resolution, let cell = units.lattice.cellArea else { return }
    let median = Double.pi * resolution.medianRadius * resolution.medianRadius
    guard cell < median else { return }
    throw .refused(
      parameter: "size",
      reason: """
        Half of the incidents lie at anonymisation points that stand for ground like a circle of radius \
        \(plain(resolution.medianRadius.rounded())) m or wider, so cells of \
        \(plain(question.lattice.size)) m would show where the points are, not where incidents are; choose \
        cells of at least \(Self.leastSize(median, question.lattice.shape)) m, or take locations as-given.
        """)
  }

  /// The size of a cell with so large an area, rounded up to tens of metres.
  private static func leastSize(_ area: Double, _ shape: LatticeTerms.Shape) -> Int {
    let side = shape == .hexagon ? (area * 2 / 3.0.squareRoot()).squareRoot() : area.squareRoot()
    return Int((side / 10).rounded(.up)) * 10
  }
}
