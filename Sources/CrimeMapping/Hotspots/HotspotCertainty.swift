package import Hotspots
package import Probability

/// How certain a hotspot is.
package struct HotspotCertainty: Hashable, Sendable {
  /// How its rank and place hold in resamples; `nil` when none were made.
  package let resampled: HotspotStability?
  /// How often chance makes a hottest place as hot; `nil` when no null was named.
  package let p: PValue?

  static let unknown = HotspotCertainty(resampled: nil, p: nil)
}

/// How the certainty of hotspots is found, as asked.
package struct CertaintyTerms: Hashable, Sendable {
  /// How many resamples are made for ranks and stability; none when 0.
  package let resamples: Int
  package let null: NullModel?
  /// How many null patterns are made.
  package let replicates: Int
  package let seed: UInt64

  /// What chance would do to the incidents.
  package enum NullModel: Hashable, Sendable {
    /// Strew them evenly over the study area.
    case uniform
    /// Deal their places from those of all incidents.
    case allIncidents
    /// Strew them as a denominator is strewn, such as residents.
    case population(layer: String, measure: String)

    package var name: String {
      switch self {
      case .uniform: "uniform"
      case .allIncidents: "all-incidents"
      case .population: "population"
      }
    }
  }

  private static let fallbacks = InferenceTerms.Fallbacks(replicates: 999, alternative: .greater)

  private static let own = [
    ParameterDescription(
      "resamples", .integer(0...9_999),
      "How many resamples give the interval of each rank and the stability, none or at least "
        + "\(HotspotResampling.fewestResamples)", fallback: "199"),
    ParameterDescription(
      "null", .choice(["population", "all-incidents", "uniform"]),
      "What chance would give, for p: incidents where people live, where all recorded incidents are, or "
        + "strewn evenly, which every town rejects", fallback: "none, and no p"),
    ParameterDescription(
      "compare-layer", .text, "Layer whose denominators the null 'population' goes by",
      fallback: "none"),
    ParameterDescription(
      "compare-measure", .text, "Which denominator of that layer", fallback: "residents"),
  ]

  static let parameters = own + InferenceTerms.parameters(fallbacks, ["replicates", "seed"])

  init(_ given: GivenValues) throws(StudyError) {
    let inference = try InferenceTerms(given, Self.fallbacks)
    (replicates, seed) = (inference.replicates, inference.seed)
    resamples = try given.integer(Self.own["resamples"]) ?? 199
    null = try Self.null(given)
    if 1..<HotspotResampling.fewestResamples ~= resamples {
      throw .badValue(
        parameter: "resamples", value: String(resamples),
        reason: "is too few for 95 % of them to lie between two; give 0 or at least "
          + "\(HotspotResampling.fewestResamples)")
    }
    if null == nil, let text = given.texts("replicates").first {
      throw .badValue(
        parameter: "replicates", value: text, reason: "needs a null to make replicates of")
    }
  }

  private static func null(_ given: GivenValues) throws(StudyError) -> NullModel? {
    let layer = try given.text("compare-layer")
    let measure = try given.text("compare-measure")
    switch try given.choice(own["null"]) {
    case "population":
      guard let layer else {
        throw .refused(
          parameter: "compare-layer",
          reason: "The null 'population' needs the layer of a denominator, such as lsoa.")
      }
      return .population(layer: layer, measure: measure ?? "residents")
    case let other:
      if let value = layer ?? measure {
        throw .badValue(
          parameter: layer == nil ? "compare-measure" : "compare-layer", value: value,
          reason: "is only used with the null 'population'")
      }
      return other.map { $0 == "uniform" ? .uniform : .allIncidents }
    }
  }

  /// How many random patterns are made in all.
  var simulations: Int { resamples + (null == nil ? 0 : replicates) }
}
