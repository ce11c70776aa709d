package import Hotspots

/// How a density surface is made, as asked.
package struct SurfaceTerms: Sendable {
  package let kernel: Kernel.Shape
  package let width: Width
  /// The side of a cell, in metres.
  package let cell: Double
  package let edge: EdgeCorrection
  package let locations: Locations?
  /// How each incident gets a bandwidth of its own; `nil` when all have the same.
  package let adaptive: Adaptive?
  /// Which nearest place the rules go by that look at one.
  package let neighbours: Int
  /// How the surface is computed; the cheapest way when `nil`.
  package let method: DensityMethod?

  /// How wide the kernel is.
  package enum Width: Hashable, Sendable {
    /// The radius of its support, in metres.
    case radius(Double)
    /// Its standard deviation on each axis, in metres.
    case standardDeviation(Double)
    /// Found by a rule from the incidents.
    case rule(BandwidthRule)
  }

  /// What a location is taken for.
  package enum Locations: String, CaseIterable, Sendable {
    /// The place itself.
    case given = "as-given"
    /// A point that stands for all places nearer to it than to other such points.
    case anonymised
  }

  /// How bandwidths follow the density.
  package enum Adaptive: Hashable, Sendable {
    /// Abramson's square-root law around the given bandwidth.
    case abramson
    /// The distance to the k-th nearest other place as the standard deviation.
    case nearest(Int)
  }

  static let parameters = [
    ParameterDescription(
      "kernel", .choice(Kernel.Shape.allCases.map(\.rawValue)), "Shape of the kernel",
      fallback: "quartic"),
    ParameterDescription(
      "bandwidth", .numberOrRule(1...100_000, BandwidthRule.allCases.map(\.rawValue)),
      "Radius of the kernel in metres (of a gaussian, that of the quartic kernel as wide)",
      fallback: "300"),
    ParameterDescription(
      "standard-deviation", .number(1...100_000),
      "Standard deviation of the kernel on each axis in metres, in the place of the bandwidth",
      fallback: "that of the bandwidth"),
    ParameterDescription(
      "cell", .number(1...10_000), "Side of a cell in metres", fallback: "50"),
    ParameterDescription(
      "edge", .choice(EdgeCorrection.allCases.map(\.rawValue)),
      "Correction near the edge of the study area", fallback: "uniform"),
    ParameterDescription(
      "locations", .choice(Locations.allCases.map(\.rawValue)),
      "Whether locations are taken as given or as points that stand for the ground around them",
      fallback: "anonymised where the source says so"),
    ParameterDescription(
      "adaptive", .choice(["abramson", "nearest"]),
      "Bandwidth of each incident by itself: by Abramson's rule around --bandwidth, or its distance "
        + "to the --neighbours-th nearest place", fallback: "the same bandwidth for all"),
    ParameterDescription(
      "neighbours", .integer(1...1_000),
      "Which nearest place makes the adaptive bandwidth, or the bandwidth by neighbour-distance",
      fallback: "15"),
    ParameterDescription(
      "method", .choice(DensityMethod.allCases.map(\.rawValue)),
      "How the surface is computed; all ways give the same", fallback: "the cheapest"),
  ]

  init(_ given: GivenValues) throws(StudyError) {
    let known = Self.parameters
    kernel = try given.choice(known["kernel"]).flatMap(Kernel.Shape.init) ?? .quartic
    width = try Self.width(given)
    cell = try given.number(known["cell"]) ?? 50
    edge = try given.choice(known["edge"]).flatMap(EdgeCorrection.init) ?? .uniform
    locations = try given.choice(known["locations"]).flatMap(Locations.init)
    let neighbours = try given.integer(known["neighbours"])
    self.neighbours = neighbours ?? 15
    switch try given.choice(known["adaptive"]) {
    case "abramson": adaptive = .abramson
    case "nearest": adaptive = .nearest(neighbours ?? 15)
    default: adaptive = nil
    }
    method = try given.choice(known["method"]).flatMap(DensityMethod.init)
    try check(neighbours)
  }

  private static func width(_ given: GivenValues) throws(StudyError) -> Width {
    let (radius, rule) = try given.numberOrRule(parameters["bandwidth"])
    let deviation = try given.number(parameters["standard-deviation"])
    if let deviation {
      guard radius == nil, rule == nil else {
        throw .badValue(
          parameter: "standard-deviation", value: plain(deviation),
          reason: "stands in the place of the bandwidth; give only one")
      }
      return .standardDeviation(deviation)
    }
    if let rule = rule.flatMap(BandwidthRule.init) { return .rule(rule) }
    return .radius(radius ?? 300)
  }

  /// Refuses what cannot go together.
  private func check(_ neighbours: Int?) throws(StudyError) {
    if let method, !method.applies(to: kernel) {
      throw .badValue(
        parameter: "method", value: method.rawValue,
        reason: "does not compute the \(kernel.rawValue) kernel")
    }
    if let method, adaptive != nil {
      throw .badValue(
        parameter: "method", value: method.rawValue,
        reason: "cannot be chosen where each incident has its own bandwidth")
    }
    if let neighbours, !usesNeighbours {
      throw .badValue(
        parameter: "neighbours", value: String(neighbours),
        reason:
          "is only used with the adaptive bandwidth 'nearest' or the rule 'neighbour-distance'")
    }
    let reach: (radius: Double, name: String)? =
      switch width {
      case .radius(let radius): (radius, "bandwidth")
      case .standardDeviation(let deviation):
        (deviation * kernel.radiusPerDeviation, "standard-deviation")
      case .rule: nil
      }
    if let reach, reach.radius < cell {
      throw .badValue(
        parameter: reach.name, value: plain(reach.radius),
        reason: "is smaller than a cell of \(plain(cell)) m, so the surface would miss incidents")
    }
  }

  private var usesNeighbours: Bool {
    if case .nearest? = adaptive { return true }
    return width == .rule(.neighbourDistance)
  }
}
