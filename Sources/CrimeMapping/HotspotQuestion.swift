package import Records

/// Where are the hotspots? The question with all its parameters, as asked.
package struct HotspotQuestion: Sendable {
  /// The offences by code, name or alias; empty for every incident.
  package let offences: [String]
  package let from: TimeBound?
  package let to: TimeBound?
  /// The layer whose areas make the study area; chosen by rule when `nil`.
  package let layer: String?
  /// The areas of the layer to study, by code or name; empty for all.
  package let areas: [String]
  /// The layer each of whose areas gets a level and a ranking of its own.
  package let per: String?
  /// How many hotspots to keep, for each area of `per` if given; all when `nil`.
  package let top: Int?
  /// The largest part of the study area that may be hot.
  package let hotShare: Double
  package let minCount: Int
  /// The radius of the kernel, in metres.
  package let bandwidth: Double
  /// The side of a cell, in metres.
  package let cell: Double

  package static let parameters = [
    ParameterDescription(
      "offence", .text, "Offence or group to map, by code or name", fallback: "every incident",
      repeats: true),
    ParameterDescription(
      "from", .text, "First month, day or moment, such as 2018-10 or 2018-10-05T21:00",
      fallback: "the first in the store"),
    ParameterDescription(
      "to", .text, "Last month or day, which is included, or moment, which is not",
      fallback: "the last in the store"),
    ParameterDescription(
      "layer", .text, "Layer whose areas together are the study area",
      fallback: "lpu, or the coarsest layer that holds 99 % of the incidents"),
    ParameterDescription(
      "area", .text, "Area of the layer to study, by code or name", fallback: "all of them",
      repeats: true),
    ParameterDescription(
      "per", .text, "Layer each of whose areas gets its own level and ranking",
      fallback: "one ranking for the whole study area"),
    ParameterDescription(
      "top", .integer(1...10_000),
      "How many hotspots to list, of each area when areas are ranked by themselves",
      fallback: "all"),
    ParameterDescription(
      "hot-share", .number(0.0001...0.5), "Largest part of the area that may be hot",
      fallback: "0.01"),
    ParameterDescription(
      "min-count", .integer(1...1_000_000), "Fewest incidents that make a hotspot",
      fallback: "5"),
    ParameterDescription(
      "bandwidth", .number(1...100_000), "Radius of the quartic kernel in metres",
      fallback: "300"),
    ParameterDescription(
      "cell", .number(1...10_000), "Side of a cell in metres", fallback: "50"),
  ]

  /// Understands the values given for the parameters.
  /// - Throws: naming the first parameter whose value cannot be used.
  package init(_ values: [String: [String]]) throws(StudyError) {
    let given = try GivenValues(values, for: Self.parameters)
    offences = given.texts("offence")
    from = try Self.bound("from", given)
    to = try Self.bound("to", given)
    layer = try given.text("layer")
    areas = given.texts("area")
    per = try given.text("per")
    top = try given.integer(Self.parameter("top"))
    hotShare = try given.number(Self.parameter("hot-share")) ?? 0.01
    minCount = try given.integer(Self.parameter("min-count")) ?? 5
    bandwidth = try given.number(Self.parameter("bandwidth")) ?? 300
    cell = try given.number(Self.parameter("cell")) ?? 50
    if let from, let to, to.end <= from.start {
      throw .reversedPeriod(from: from.text, to: to.text)
    }
    guard bandwidth >= cell else {
      throw .badValue(
        parameter: "bandwidth", value: plain(bandwidth),
        reason: "is smaller than a cell of \(plain(cell)) m, so the surface would miss incidents")
    }
  }

  /// The description of a parameter by its name.
  package static func parameter(_ name: String) -> ParameterDescription {
    guard let parameter = parameters.first(where: { $0.name == name }) else {
      preconditionFailure("no parameter is named \(name)")
    }
    return parameter
  }

  /// The months the question may need, so that no more need be loaded; `nil` for all.
  package var months: ClosedRange<Month>? {
    guard from != nil || to != nil else { return nil }
    // One month more on either side: a source's own time zone may put an incident there.
    let first = from.map { Month(of: $0).advanced(by: -1) } ?? Month(ordinal: 12)
    let last = to.map { Month(of: $0).advanced(by: 1) } ?? Month(ordinal: 9_999 * 12 + 11)
    let widest = Month(ordinal: 12)...Month(ordinal: 9_999 * 12 + 11)
    return (min(first, last)...max(first, last)).clamped(to: widest)
  }

  private static func bound(
    _ name: String, _ given: GivenValues
  ) throws(StudyError) -> TimeBound? {
    guard let text = try given.text(name) else { return nil }
    guard let bound = TimeBound(text) else {
      throw .badValue(
        parameter: name, value: text,
        reason: "is no month, day or moment such as 2018-10, 2018-10-05 or 2018-10-05T21:00")
    }
    return bound
  }
}
