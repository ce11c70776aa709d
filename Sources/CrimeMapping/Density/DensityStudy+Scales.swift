import GeoJSON
import Geometry
import Hotspots

extension DensityStudy {
  /// At what share of several bandwidths each place is among the hottest ground.
  func scales(
    of incidents: StudyIncidents, by maker: SurfaceMaker, radii: [Double]
  ) async throws(StudyError) -> Shown {
    guard radii.count <= ScaleSpace.most, let narrowest = radii.first, narrowest >= maker.terms.cell
    else {
      throw .badValue(
        parameter: "scale", value: radii.map(plain).joined(separator: " "),
        reason: "must be at most \(ScaleSpace.most) numbers, none below a cell of "
          + "\(plain(maker.terms.cell)) m")
    }
    let located = await maker.locate(incidents)
    if let widest = Kernel(maker.terms.kernel, radius: radii.last ?? narrowest) {
      try maker.check(radii.count, of: located.points.count, widest, parameter: "scale")
    }
    var made: [StudySurface] = []
    for radius in radii {
      guard let kernel = Kernel(maker.terms.kernel, radius: radius) else { continue }
      made.append(
        try await maker.surface(
          of: located, ChosenKernel(kernel: kernel, choice: nil)))
    }
    guard let last = made.last else { preconditionFailure("there is at least one scale") }
    let space = ScaleSpace(made.map(\.surface), share: Self.hotShare)
    let surface = space.persistence
    // Halfway between what some and what more scales make, so that a contour lies between cells.
    let steps = (1...radii.count).map { Double($0) / Double(radii.count) }
    let between = steps.map { $0 - 0.5 / Double(radii.count) }
    let shapes = try cut(maker, surface.contours(at: between))
    let contours = zip(steps, shapes).compactMap { step, shape in
      shape.map {
        DensityReport.Contour(
          shape: $0, properties: [.init("persistence", .rounded(step, decimals: 4))])
      }
    }
    return Shown(
      surface: surface, unit: "share of the bandwidths at which a place is hot",
      subject: "persistence\(ofHarm) over bandwidths",
      breaks: zip(between, steps).suffix(9).map {
        .init(level: $0, meaning: "hot at \(percent($1)) of the bandwidths or more")
      },
      contours: contours,
      terms: [
        .init("show", "scales"), .init("scales_m", .array(radii.map { .number($0) })),
        .init("hot_share", .number(Self.hotShare)),
      ],
      made: last.made)
  }

  /// The hottest part of the ground at each bandwidth, as `hotspots` has it by default.
  private static let hotShare = 0.01
}
