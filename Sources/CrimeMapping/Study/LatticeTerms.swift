package import Hotspots

/// In which units incidents are counted, and which of them are neighbours, as asked.
package struct LatticeTerms: Sendable {
  package let shape: Shape
  /// The side of a square or the width of a hexagon, in metres.
  package let size: Double
  /// The layer whose areas are the units; the study's own when `nil`.
  package let units: String?
  /// A unit with a smaller share of its ground in the study area is absent.
  package let leastShare: Double
  package let neighbours: Neighbours
  package let standardisation: Standardisation

  package enum Shape: String, CaseIterable, Sendable {
    case square, hexagon, area
  }

  /// Which units are neighbours.
  package enum Neighbours: Hashable, Sendable {
    /// Those that share a side or a corner.
    case queen
    /// Those that share a side.
    case rook
    /// Those with their centre in so many metres; as far as the cells that touch when `nil`.
    case distanceBand(Double?)
    /// So many with the nearest centres.
    case nearest(Int)
  }

  /// What the weights of a unit's neighbours add up to.
  package enum Standardisation: String, CaseIterable, Sendable {
    /// Their number: each counts for one.
    case binary
    /// One.
    case row
  }

  static let parameters = [
    ParameterDescription(
      "shape", .choice(Shape.allCases.map(\.rawValue)), "What incidents are counted in",
      fallback: "hexagon"),
    ParameterDescription(
      "size", .number(10...100_000),
      "Side of a square cell, or distance between opposite sides of a hexagon, in metres",
      fallback: "500"),
    ParameterDescription(
      "units", .text, "Layer whose areas incidents are counted in, with --shape area",
      fallback: "the layer of the study area"),
    ParameterDescription(
      "least-share", .number(0...1),
      "A cell or area with a smaller share of its ground in the study area is left out",
      fallback: "0.1"),
    ParameterDescription(
      "weights", .choice(["queen", "rook", "distance-band", "nearest"]),
      "Which units are neighbours: those that share a side or corner, a side, those within --band, or the "
        + "--neighbours nearest", fallback: "queen"),
    ParameterDescription(
      "band", .number(1...1_000_000),
      "How far apart centres of neighbours are at most, in metres, with --weights distance-band",
      fallback: "as far as cells that touch; of areas none"),
    ParameterDescription(
      "neighbours", .integer(1...100), "How many neighbours a unit has, with --weights nearest",
      fallback: "8"),
    ParameterDescription(
      "standardise", .choice(Standardisation.allCases.map(\.rawValue)),
      "Whether each neighbour weighs 1, or those of a unit 1 together", fallback: "binary"),
  ]

  init(_ given: GivenValues) throws(StudyError) {
    let known = Self.parameters
    shape = try given.choice(known["shape"]).flatMap(Shape.init) ?? .hexagon
    size = try given.number(known["size"]) ?? 500
    units = try given.text("units")
    leastShare = try given.number(known["least-share"]) ?? 0.1
    neighbours = try Self.neighbours(given, shape)
    standardisation =
      try given.choice(known["standardise"]).flatMap(Standardisation.init) ?? .binary
    if shape == .area, let size = given.texts("size").first {
      throw .badValue(parameter: "size", value: size, reason: "is only used for cells")
    }
    if shape != .area, let units {
      throw .badValue(parameter: "units", value: units, reason: "is only used with shape area")
    }
  }

  private static func neighbours(
    _ given: GivenValues, _ shape: Shape
  ) throws(StudyError) -> Neighbours {
    let chosen = try given.choice(parameters["weights"]) ?? "queen"
    let band = try given.number(parameters["band"])
    let count = try given.integer(parameters["neighbours"])
    if let band, chosen != "distance-band" {
      throw .badValue(
        parameter: "band", value: plain(band), reason: "is only used with weights distance-band")
    }
    if let count, chosen != "nearest" {
      throw .badValue(
        parameter: "neighbours", value: String(count), reason: "is only used with weights nearest")
    }
    switch chosen {
    case "rook": return .rook
    case "nearest": return .nearest(count ?? 8)
    case "distance-band":
      guard band != nil || shape != .area else {
        throw .badValue(
          parameter: "weights", value: chosen, reason: "needs a band where units are areas")
      }
      return .distanceBand(band)
    default: return .queen
    }
  }
}
