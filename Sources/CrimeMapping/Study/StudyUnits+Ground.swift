import Geometry
import Hotspots

extension SurfaceMaker {
  /// The study area of units on a fine grid, on which catchments of anonymisation points are known.
  static func ground(
    for lattice: LatticeTerms, _ locations: SurfaceTerms.Locations?, in scope: StudyScope,
    of data: StudyData, threads: Int
  ) throws(StudyError) -> SurfaceMaker {
    let box = Box(union: scope.shapes.compactMap(\.box))
    let area = box.map { $0.width * $0.height } ?? 0
    let wanted = lattice.shape == .area ? 50 : min(50, lattice.size / 5)
    // Coarser where the study area is so large that this would be too many.
    let cell = max(wanted, (area / 8_000_000).squareRoot()).rounded(.up)
    var given = ["cell": [plain(min(cell, 10_000))]]
    if let locations { given["locations"] = [locations.rawValue] }
    let terms = try SurfaceTerms(try GivenValues(given, for: SurfaceTerms.parameters))
    return try SurfaceMaker(terms, in: scope, of: data, threads: threads)
  }
}

extension StudyUnits {
  /// Refuses cells finer than the ground that most incidents may have happened on.
  func check(_ located: LocatedIncidents) throws(StudyError) {
    guard let resolution = located.resolution, let cell = lattice.cellArea else { return }
    let median = Double.pi * resolution.medianRadius * resolution.medianRadius
    guard cell < median else { return }
    let side =
      terms.shape == .hexagon ? (median * 2 / 3.0.squareRoot()).squareRoot() : median.squareRoot()
    throw .refused(
      parameter: "size",
      reason: """
        Half of the incidents lie at anonymisation points that stand for ground like a circle of radius \
        \(plain(resolution.medianRadius.rounded())) m or wider, so cells of \(plain(terms.size)) m would \
        show where the points are, not where incidents are; choose cells of at least \
        \(Int((side / 10).rounded(.up)) * 10) m, or take locations as-given.
        """)
  }
}
