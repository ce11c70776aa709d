package import Areas
import GeoJSON
import Geometry
import Hotspots
package import Records

/// Answers how dense incidents are everywhere: incidents → density on a grid → levels → contours.
package struct DensityStudy: Sendable {
  let data: StudyData
  let question: DensityQuestion
  let scope: StudyScope
  let studyArea: AreaLayer?
  /// What incidents count for; one each when `nil`.
  let harm: HarmWeights?
  let threads: Int

  /// - Parameters:
  ///   - studyArea: areas to study in the place of a layer of the store.
  ///   - harm: weights, so that the density is that of harm; of incidents when `nil`.
  /// - Throws: when the question does not fit the data.
  package init(
    _ question: DensityQuestion, of data: StudyData, studyArea: AreaLayer? = nil,
    harm: HarmWeights? = nil, threads: Int = 2
  ) throws(StudyError) {
    self.data = data
    self.question = question
    self.studyArea = studyArea
    self.harm = harm
    self.threads = threads
    scope = try StudyScope(question.terms, of: data, studyArea: studyArea)
  }

  /// What a question shows, before it is written up.
  struct Shown: Sendable {
    let surface: Surface
    let unit: String
    let subject: String
    let breaks: [DensityReport.Break]
    let contours: [DensityReport.Contour]
    var values: [DensityReport.PlaceValue] = []
    var terms: [JSONValue.Member] = []
    var caveats: [Caveat] = []
    /// The files of the numbers of areas that were compared with.
    var denominators: [ImportBatch] = []
    let made: SurfaceMaking
  }

  /// - Complexity: O(cells + places × cells in reach + corners of contours × areas nearby).
  package func run() async throws(StudyError) -> DensityReport {
    let clock = ContinuousClock()
    let start = clock.now
    let incidents = try StudyIncidents(scope, of: data, weighedBy: harm)
    let maker = try SurfaceMaker(question.surface, in: scope, of: data, threads: threads)
    let shown =
      switch question.show {
      case .density: try await density(of: incidents, by: maker)
      case .months(let width): try await months(of: incidents, by: maker, width: width)
      case .difference(let period): try await difference(of: incidents, from: period, by: maker)
      case .ratio(let controls): try await ratio(of: incidents, to: controls, by: maker)
      case .scales(let radii): try await scales(of: incidents, by: maker, radii: radii)
      }
    let elapsed = start.duration(to: clock.now) / .seconds(1)
    let recorder = StudyRecorder(
      data: data, scope: scope, asked: question.terms, incidents: incidents,
      comparedMonths: try comparedMonths())
    return DensityReport(
      question: question,
      record: recorder.record(
        shown.made, naming: scope.layer, more: shown.caveats, denominators: shown.denominators,
        elapsedSeconds: elapsed),
      surface: shown.surface, unit: shown.unit, breaks: shown.breaks, contours: shown.contours,
      values: shown.values, subject: shown.subject, terms: shown.terms,
      projection: data.projection)
  }
}

extension DensityStudy {
  /// What is measured, in words for units and titles.
  var measured: String { harm == nil ? "incidents" : "harm" }
  var ofHarm: String { harm == nil ? "" : " of harm" }

  /// Incidents, or their harm, per km² over the period.
  private func density(
    of incidents: StudyIncidents, by maker: SurfaceMaker
  ) async throws(StudyError) -> Shown {
    let points = incidents.inside.map { data.incidents.points[Int($0)] }
    let chosen = try await maker.kernel(for: points)
    let located = await maker.locate(incidents)
    let made = try await maker.surface(of: located, chosen)
    let surface = made.surface.scaled(by: 1e6)
    let levels = surfaceLevels(of: surface, by: question.breaks)
    let contours = try cut(maker, surface.contours(at: levels.map(\.value)))
    return Shown(
      surface: surface, unit: "\(measured) per km²", subject: "density\(ofHarm)",
      breaks: levels.map { DensityReport.Break(level: $0.value, meaning: meaning(of: $0)) },
      contours: zip(levels, contours).compactMap { level, shape in
        shape.map {
          .init(
            shape: $0,
            properties: [
              .init("level", .rounded(level.value, decimals: 6)),
              .init(
                harm == nil ? "incident_share" : "harm_share",
                level.massShare.map { .rounded($0, decimals: 4) } ?? .null),
              .init("ground_share", level.areaShare.map { .rounded($0, decimals: 6) } ?? .null),
            ])
        }
      },
      values: try await maker.values(at: question.places, of: located, kernel: chosen.kernel),
      made: made.made)
  }

  private func meaning(of level: SurfaceLevel) -> String {
    guard let mass = level.massShare, let area = level.areaShare else { return "above the level" }
    return "\(percent(mass)) of \(measured) on \(percent(area)) of the ground"
  }

  /// Ground cut to the study area; `nil` where nothing is left.
  func cut(
    _ maker: SurfaceMaker, _ areas: [ContourArea]
  ) throws(StudyError) -> [MultiPolygon<Point>?] {
    let window = maker.ground.window("study", scope.shapes)
    do {
      return try areas.map { (area) throws(OverlayError) in
        try window.clip(area.shape)?.shape
      }
    } catch {
      throw .overlayFailed(reason: "\(error.operation): \(error.message)")
    }
  }
}

/// A share as a percentage that does not round to 0 what is not 0.
func percent(_ share: Double) -> String {
  let percentage = share * 100
  return percentage > 0 && percentage < 0.1 ? "<0.1 %" : "\(fixed(percentage, 1)) %"
}
