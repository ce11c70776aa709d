import GeoJSON
import Geometry
import Hotspots
import RecordFiles
import Records

extension DensityStudy {
  /// A density for each month of the period, for a slider: around the middle of the month, smoothed in
  /// time by Epanechnikov's kernel, per km² and day. An incident known by its month is spread over it.
  ///
  /// The levels are the same for all months, so that their contours can be compared.
  func months(
    of incidents: StudyIncidents, by maker: SurfaceMaker, width: Int
  ) async throws(StudyError) -> Shown {
    let chosen = try await monthKernel(of: incidents, maker)
    guard
      let temporal = TemporalKernel(
        .epanechnikov, sides: .both, reach: Double(width) / 2 * Self.daysPerMonth)
    else { preconditionFailure("a width is at least one month") }
    let whole = await maker.locate(incidents)
    try maker.check(months.count, of: whole.points.count, chosen.kernel, parameter: "from")
    let mean = try await maker.surface(of: whole, chosen)
    let surface = mean.surface.scaled(by: 1e6 / (try observedDays(scope)))
    let levels = surfaceLevels(of: surface, by: question.breaks)
    var contours: [DensityReport.Contour] = []
    for month in months {
      let frame = try await frame(
        month, of: incidents, by: maker, chosen: chosen, temporal: temporal)
      let shapes = try cut(maker, frame.contours(at: levels.map(\.value)))
      for (level, shape) in zip(levels, shapes) {
        guard let shape else { continue }
        contours.append(
          .init(
            shape: shape,
            properties: [
              .init("month", .string("\(month)")),
              .init("level", .rounded(level.value, decimals: 8)),
            ]))
      }
    }
    return Shown(
      surface: surface, unit: "\(measured) per km² and day",
      subject: "density\(ofHarm) by month (mean of the period)",
      breaks: levels.map { .init(level: $0.value, meaning: "in the mean of all months") },
      contours: contours,
      terms: [
        .init("show", "months"), .init("months_width", .integer(width)),
        .init("temporal_kernel", "epanechnikov, both sides"),
        .init("months", .array(months.map { .string("\($0)") })),
      ],
      made: mean.made)
  }

  private static let daysPerMonth = 30.436875

  /// Those with any data: of the others nothing is known.
  private var months: [Month] {
    scope.observedMonths(in: data)
  }

  private func monthKernel(
    of incidents: StudyIncidents, _ maker: SurfaceMaker
  ) async throws(StudyError) -> ChosenKernel {
    let points = incidents.inside.map { data.incidents.points[Int($0)] }
    return try await maker.kernel(for: points)
  }

  /// The surface around the middle of a month, per km² and day.
  private func frame(
    _ month: Month, of incidents: StudyIncidents, by maker: SurfaceMaker, chosen: ChosenKernel,
    temporal: TemporalKernel
  ) async throws(StudyError) -> Surface {
    let start = CivilTime.london.start(of: month).seconds
    let end = CivilTime.london.start(of: month.advanced(by: 1)).seconds
    let middle = days(start + (end - start) / 2)
    // Near the ends of the period, and near months without data, part of the kernel falls where nothing was
    // recorded.
    let share = months.reduce(0) { sum, other in
      let from = max(CivilTime.london.start(of: other).seconds, scope.period.start.seconds)
      let to = min(
        CivilTime.london.start(of: other.advanced(by: 1)).seconds, scope.period.end.seconds)
      return sum + temporal.mass(fromLag: middle - days(to), toLag: middle - days(from))
    }
    var numbers: [Int32] = []
    var weights: [Double] = []
    for (place, number) in incidents.inside.enumerated() {
      let (from, to) = (
        days(data.incidents.starts[Int(number)]), days(data.incidents.ends[Int(number)])
      )
      let time = to > from ? IncidentTime.within(from..<to) : .moment(from)
      let weight = temporal.weight(of: time, at: middle)
      guard weight > 0, share > 0 else { continue }
      numbers.append(number)
      weights.append(weight / share * (incidents.weights?[place] ?? 1))
    }
    let located = await maker.locate(numbers, weights: weights)
    return try await maker.surface(of: located, chosen)
      .surface.scaled(by: 1e6)
  }

  /// Days since the start of the period.
  private func days(_ seconds: Int64) -> Double {
    Double(seconds - scope.period.start.seconds) / 86_400
  }
}
