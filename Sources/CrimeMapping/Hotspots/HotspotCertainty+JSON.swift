import GeoJSON
import Hotspots
import Probability

extension HotspotCertainty {
  /// The properties of a feature; null for what was not asked.
  var members: [JSONValue.Member] {
    [
      .init("rank_low", resampled.map { .integer($0.bestRank) } ?? .null),
      .init("rank_high", resampled.map { .integer($0.worstRank) } ?? .null),
      .init("stability", resampled.map { .rounded($0.stability, decimals: 4) } ?? .null),
      .init("p", p?.json ?? .null),
      .init("p_error", p?.monteCarloError.map { .rounded($0, decimals: 6) } ?? .null),
    ]
  }
}

extension CertaintyTerms {
  /// The terms as members of a JSON object.
  var members: [JSONValue.Member] {
    [
      .init("resamples", .integer(resamples)),
      .init("rank_interval", resamples > 0 ? .number(0.95) : .null),
      .init(
        "hot_share_variation", resamples > 0 ? .number(HotspotResampling.shareVariation) : .null),
      .init("null", JSONValue(null?.name)),
      .init("null_denominator", denominator),
      .init("p_method", method),
    ]
  }

  private var denominator: JSONValue {
    guard case .population(let layer, let measure) = null else { return .null }
    return .object([.init("layer", .string(layer)), .init("measure", .string(measure))])
  }

  /// What p is, beside the number of a hotspot.
  private var method: JSONValue {
    guard null != nil else { return .null }
    let p = PValue(1, .greater, .monteCarlo(replicates: replicates))
    guard case .object(let members) = p.methodJSON else { return .null }
    return .object(
      members + [
        .init("statistic", "highest mean density of a hotspot in the study area"),
        .init("replicates", .integer(replicates)),
      ])
  }
}
