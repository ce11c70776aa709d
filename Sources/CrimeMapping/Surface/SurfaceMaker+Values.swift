import Records
import Geodesy
import Geometry
import Hotspots

/// Incidents where the surface takes them to be.
struct LocatedIncidents: Sendable {
  let points: [Point]
  let weights: [Double]?
  /// Where points are parts of incidents, what each adds to a variance.
  var variances: [Double]?
  /// The incidents themselves, before they were spread, and for each point the place of those it is a part of.
  let incidents: [Point]
  let incidentWeights: [Double]?
  var sources: [Point]?
  let locations: SurfaceTerms.Locations
  let resolution: LocationResolution?
}

extension SurfaceMaker {
  /// The incidents of a study with what each counts for.
  func locate(_ incidents: StudyIncidents) async -> LocatedIncidents {
    await locate(incidents.inside, weights: incidents.weights)
  }

  /// Takes locations as given, or spreads those at anonymisation points over their catchments.
  func locate(_ numbers: [Int32], weights: [Double]? = nil) async -> LocatedIncidents {
    await locate(numbers.map { data.incidents.points[Int($0)] }, weights: weights)
  }

  /// The same for incidents at some points.
  func locate(_ points: [Point], weights: [Double]? = nil) async -> LocatedIncidents {
    // The same for all surfaces of a study: incidents elsewhere than at such points stay where they are.
    let locations = terms.locations ?? (data.anonymisationPoints.isEmpty ? .given : .anonymised)
    guard locations == .anonymised else {
      return LocatedIncidents(
        points: points, weights: weights, incidents: points, incidentWeights: weights,
        locations: locations, resolution: nil)
    }
    let spread = SpreadLocations(of: points, weights: weights, over: await catchments)
    return LocatedIncidents(
      points: spread.points, weights: spread.weights, variances: spread.variances,
      incidents: points, incidentWeights: weights, sources: spread.sources,
      locations: locations,
      resolution: spread.resolution)
  }

  /// The catchments of all known anonymisation points, as far as they are in the study area.
  var catchments: CatchmentPieces {
    get async {
      await ground.catchments.value(for: true) {
        await CatchmentPieces(
          of: Catchments(of: data.anonymisationPoints, on: ground.study, threads: threads),
          threads: threads)
      }
    }
  }

  func values(
    of located: LocatedIncidents, kernel: Kernel, bandwidths: LocalBandwidths?
  ) async -> [Double] {
    let weights = weights(of: located, kernel: kernel, bandwidths: bandwidths)
    let values =
      if let bandwidths {
        await adaptiveDensity(
          of: located.points, weights: weights, shape: kernel.shape, bandwidths: bandwidths,
          on: grid, threads: threads)
      } else {
        await density(
          of: located.points, weights: weights, kernel: kernel, on: grid, method: terms.method,
          threads: threads)
      }
    guard terms.edge == .uniform, bandwidths == nil else { return values }
    let masses = await masses(of: kernel)
    return zip(values, masses).map { $1 > 0 ? $0 / $1 : $0 }
  }

  /// What each incident weighs: with Jones and Diggle's correction more near the edge. Where each has a kernel
  /// of its own, no one share belongs to a cell, so there both corrections are this one.
  func weights(
    of located: LocatedIncidents, kernel: Kernel, bandwidths: LocalBandwidths?
  ) -> [Double]? {
    guard terms.edge != .none else { return located.weights }
    if let bandwidths {
      return mass(of: kernel).weights(
        of: located.points, weights: located.weights,
        kernels: bandwidths.standardDeviations.map {
          Kernel(kernel.shape, standardDeviation: $0) ?? kernel
        })
    }
    guard terms.edge == .jonesDiggle else { return located.weights }
    return mass(of: kernel)
      .weights(of: located.points, weights: located.weights, edge: .jonesDiggle)
  }

  /// So little of a kernel lies in the study area at a cell of the rim that a quotient means nothing.
  private static let leastRimMass = 0.1

  /// The share of a kernel that lies in the study area, at any place.
  func mass(of kernel: Kernel) -> KernelMass {
    if let known = ground.kernelMasses.known(kernel) { return known }
    let mass = KernelMass(window: ground.window, kernel: kernel)
    ground.kernelMasses.keep(mass, for: kernel)
    return mass
  }

  /// The share of a kernel that lies in the study area, at its cells and those of a rim around it, up to which
  /// contours run; 0 elsewhere.
  func masses(of kernel: Kernel) async -> [Double] {
    await ground.masses.value(for: kernel) {
      let masses = await mass(of: kernel)
        .masses(atCentresOf: grid, where: ground.study.grown(by: 2), threads: threads)
      return zip(masses, ground.study.areas).map { $1 < 0 && $0 <= Self.leastRimMass ? 0 : $0 }
    }
  }

  /// The exact density at places in the study area, per km².
  func values(
    at places: [LonLat], of located: LocatedIncidents, kernel: Kernel
  ) async throws(StudyError) -> [DensityReport.PlaceValue] {
    guard !places.isEmpty else { return [] }
    let mass = mass(of: kernel)
    let weights =
      terms.edge == .jonesDiggle
      ? mass.weights(of: located.points, weights: located.weights, edge: .jonesDiggle)
      : located.weights
    let points = data.projection.points(of: places.map { Coordinate(x: $0.x, y: $0.y) })
    let known = points.compactMap { $0 }.filter { mass.holds($0) }
    let densities = await density(
      of: located.points, weights: weights, kernel: kernel, at: known, threads: threads)
    var next = densities.makeIterator()
    return zip(places, points).map { place, point in
      guard let point, mass.holds(point), let value = next.next() else {
        return DensityReport.PlaceValue(place: place, value: nil)
      }
      let share = terms.edge == .uniform ? mass(at: point) : 1
      return DensityReport.PlaceValue(place: place, value: value / share * 1e6)
    }
  }

  /// How a surface was made that is not this maker's own.
  func making(_ chosen: ChosenKernel, _ located: LocatedIncidents) -> SurfaceMaking {
    SurfaceMaking(
      kernel: chosen.kernel, choice: chosen.choice, cell: terms.cell, edge: terms.edge,
      locations: located.locations, resolution: located.resolution, adaptive: nil,
      deviations: nil)
  }

  /// The bandwidth of each incident where the terms ask for adaptive ones.
  func localBandwidths(of located: LocatedIncidents, kernel: Kernel) async -> LocalBandwidths? {
    let found: LocalBandwidths
    switch terms.adaptive {
    case nil: return nil
    case .abramson:
      let pilot = await densityAtPoints(
        of: located.incidents, weights: located.incidentWeights, kernel: kernel, own: .counted,
        threads: threads)
      found = .abramson(
        pilot: pilot, weights: located.incidentWeights,
        standardDeviation: kernel.standardDeviation, least: terms.cell)
    case .nearest(let rank):
      found = await .neighbours(
        of: located.incidents, rank: rank, least: terms.cell, threads: threads)
    }
    return located.inherited(found)
  }
}

extension LocatedIncidents {
  /// The bandwidths of the points: each has that of the incidents it is a part of.
  fileprivate func inherited(_ bandwidths: LocalBandwidths) -> LocalBandwidths {
    guard let sources else { return bandwidths }
    let byPlace = Dictionary(
      zip(incidents, bandwidths.standardDeviations), uniquingKeysWith: { first, _ in first })
    return LocalBandwidths(
      standardDeviations: sources.map { byPlace[$0] ?? 0 }, raised: bandwidths.raised,
      trimmed: bandwidths.trimmed)
  }
}
