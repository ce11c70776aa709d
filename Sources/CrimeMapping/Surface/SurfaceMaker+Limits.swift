import Geometry
import Hotspots

// A question is refused that would keep a service busy for minutes. What it costs is estimated before.

extension SurfaceMaker {
  /// The longest that a question may keep one core busy, in seconds.
  static let mostSeconds = 30.0

  /// - Parameter bandwidths: those of the incidents, when each has its own.
  func check(
    _ located: LocatedIncidents, _ kernel: Kernel, _ bandwidths: LocalBandwidths?
  ) throws(StudyError) {
    let seconds =
      bandwidths.map { self.seconds(of: $0, shape: kernel.shape) }
      ?? self.seconds(of: located.points.count, kernel)
    guard seconds <= Self.mostSeconds else {
      throw .tooFarReaching(bandwidth: kernel.radius, cell: terms.cell)
    }
  }

  /// Refuses a question that makes so many surfaces.
  ///
  /// - Parameter parameter: what to make smaller.
  func check(
    _ surfaces: Int, of count: Int, _ kernel: Kernel, parameter: String
  ) throws(StudyError) {
    let seconds = densitySeconds(of: count, kernel: kernel, on: grid, method: terms.method)
    // Levels, contours and their cutting take about as long as some passes over the cells.
    let each = seconds + Double(grid.cellCount) * 50e-9
    guard Double(surfaces) * each <= Self.mostSeconds else {
      throw .tooManySurfaces(count: surfaces, parameter: parameter)
    }
  }

  /// Refuses a comparison, whose standard errors stamp each place by itself and sum squares near the edge.
  func checkComparison(of count: Int, _ kernel: Kernel) throws(StudyError) {
    let cells = Double(grid.cellCount)
    let reached = min(4 * kernel.reach * kernel.reach / grid.cellArea, cells)
    let near = terms.edge == .none ? 0 : cells * reached * 1e-9
    guard seconds(of: count, kernel) + Double(count) * reached * 2e-9 + near <= Self.mostSeconds
    else { throw .tooFarReaching(bandwidth: kernel.radius, cell: terms.cell) }
  }

  /// Refuses a rule that looks at all pairs of too many places.
  func check(_ rule: BandwidthRule, for points: [Point]) throws(StudyError) {
    let perPair: Double =
      switch rule {
      case .likelihood: 15e-9
      case .cronieVanLieshout: 80e-9
      case .scott, .silverman, .diggle, .neighbourDistance: 0
      }
    let places = Double(perPair > 0 ? Set(points).count : 0)
    guard places * places * perPair <= Self.mostSeconds else {
      throw .noBandwidth(
        rule: rule.rawValue,
        reason: "\(Int(places)) places are too many for it to look at all pairs")
    }
  }

  private func seconds(of count: Int, _ kernel: Kernel) -> Double {
    let isKnown = terms.edge != .uniform || ground.masses.known(kernel) != nil
    return densitySeconds(of: count, kernel: kernel, on: grid, method: terms.method)
      + (isKnown ? 0 : mass(of: kernel).estimatedSeconds(on: grid))
  }

  /// Each incident is stamped by itself on the cells in its reach, and its own share of the edge found.
  private func seconds(of bandwidths: LocalBandwidths, shape: Kernel.Shape) -> Double {
    let (cells, area) = (Double(grid.cellCount), grid.cellArea)
    let edges = terms.edge == .none ? 0 : Double(ground.window.cornerCount)
    let extent = max(grid.box.width * grid.box.height, .leastNormalMagnitude)
    return bandwidths.standardDeviations.reduce(0) { sum, deviation in
      guard let kernel = Kernel(shape, standardDeviation: deviation) else { return sum }
      let reached = 4 * kernel.reach * kernel.reach
      return sum + min(reached / area, cells) * 2e-9 + edges * min(1, reached / extent) * 30e-9
    }
  }
}

extension MultiPolygon {
  /// How many corners its rings have.
  fileprivate var cornerCount: Int {
    polygons.reduce(0) { $0 + $1.rings.reduce(0) { $0 + $1.corners.count } }
  }
}
