import Areas
import Geodesy
package import GeoJSON
import Geometry
import Hotspots
import Probability
import Records

extension ClusterReport {
  /// The report as a GeoJSON FeatureCollection of polygons in WGS 84; never of incidents.
  /// - Throws: when an outline cannot be turned into degrees.
  package func featureCollection() throws(StudyError) -> FeatureCollection {
    var features: [Feature] = []
    for cluster in clusters {
      features.append(
        Feature(
          id: .integer(cluster.number), geometry: .polygons(try projection.outline(cluster.shape)),
          properties: properties(of: cluster) + evidence(of: cluster)))
    }
    return FeatureCollection(
      features: features,
      foreign: record.members(
        question: ClusterQuestion.method.verb, termMembers, summary: summaryMembers))
  }

  private func properties(of cluster: Cluster) -> [JSONValue.Member] {
    [
      .init("cluster", .integer(cluster.number)),
      .init("order", .integer(cluster.order)),
      .init("parent", cluster.parent.map { .integer($0) } ?? .null),
      .init("count", .integer(cluster.count)),
      .init("share", .rounded(cluster.share, decimals: 6)),
      .init("per_year", .rounded(cluster.perYear, decimals: 2)),
      .init("area_km2", .rounded(cluster.areaKm2, decimals: 6)),
      .init("count_per_km2", .rounded(cluster.perKm2, decimals: 2)),
      .init("pai", .rounded(cluster.pai, decimals: 4)),
      .init("longest_m", .rounded(cluster.longest, decimals: 1)),
      .init("is_long", .boolean(cluster.isLong)),
      .init("first_month", JSONValue(cluster.months.first.map { "\($0.month)" })),
      .init("last_month", JSONValue(cluster.months.last.map { "\($0.month)" })),
      .init("peak_month", JSONValue(cluster.peak.map { "\($0.month)" })),
      .init("place", JSONValue(cluster.place)),
      .init("areas", .array(cluster.areas.map { .string($0.code) })),
      .init("area", JSONValue(cluster.area?.code)),
      .init("area_name", JSONValue(cluster.area?.name)),
      .init("places", .integer(cluster.countsAtPlaces.count)),
      .init("incidents_at_busiest_places", busiest(cluster.countsAtPlaces)),
      .init("offences", .object(cluster.offences.map { .init($0.code, .integer($0.count)) })),
      .init(
        "months", .object(cluster.months.map { .init("\($0.month)", .integer($0.count)) })),
    ]
  }

  /// How many incidents lie at each of the ten busiest places.
  private func busiest(_ counts: [Int]) -> JSONValue {
    .array(counts.prefix(10).map { .integer($0) })
  }

  /// What the method says of a cluster.
  private func evidence(of cluster: Cluster) -> [JSONValue.Member] {
    let evidence = cluster.evidence
    switch question.method {
    case .dbscan, .spaceTime:
      let span: [JSONValue.Member] =
        cluster.span.map {
          [
            .init("first_day", .string($0.first)), .init("last_day", .string($0.last)),
            .init("days", .rounded($0.days, decimals: 2)),
          ]
        } ?? []
      return [
        .init("distance_m", evidence.distance.map { .number($0) } ?? .null),
        .init("cores", evidence.cores.map { .integer($0) } ?? .null),
      ] + span
    case .hdbscan:
      return [
        .init("stability", evidence.stability.map { .rounded($0, decimals: 6) } ?? .null),
        .init("distinct_below_m", evidence.birth.map { .rounded($0, decimals: 2) } ?? .null),
      ]
    case .nnh:
      return [
        .init("p_value", evidence.pValue?.json ?? .null),
        .init(
          "p_standard_error",
          evidence.pValue?.monteCarloError.map { .rounded($0, decimals: 6) } ?? .null),
      ]
    }
  }

  private var termMembers: [JSONValue.Member] {
    let sizes: [JSONValue.Member] = [
      .init("method", .string(question.method.rawValue)),
      .init("least", .integer(size.least)),
      .init("least_per_year", .rounded(size.perYear, decimals: 4)),
      .init("least_years", .rounded(size.years, decimals: 6)),
      .init("least_rule", .string(size.rule.rawValue)),
      .init("top", question.top.map { .integer($0) } ?? .null),
    ]
    switch question.method {
    case .dbscan: return sizes + distanceMembers
    case .spaceTime: return sizes + distanceMembers + [.init("days_apart", .number(question.days))]
    case .hdbscan: return sizes + [.init("resolution_m", .number(1)), outlineMember]
    case .nnh:
      return sizes + [
        .init("chance", .number(question.chance)),
        .init(
          "thresholds_m",
          .array((chance?.thresholds ?? []).map { .rounded($0, decimals: 3) })),
        outlineMember, .init("test", testJSON),
      ]
    }
  }

  private var distanceMembers: [JSONValue.Member] {
    [
      .init("distance_m", .number(question.distance)),
      .init("tolerance_m", .number(NeighbourReach.tolerance)),
      .init("split_m", question.split.map { .number($0) } ?? .null),
      .init("outline", .string("ground within the distance of incidents with enough near them")),
    ]
  }

  private var outlineMember: JSONValue.Member {
    .init("outline", .string("hull of the incidents and \(plain(ClusterGroup.margin)) m around"))
  }

  /// How p-values were found, or why there are none.
  private var testJSON: JSONValue {
    guard let test = chance?.test else {
      let reason = chance?.isAnonymised == true ? "anonymised locations" : "no incidents"
      return .object([.init("none_because", .string(reason))])
    }
    return .object([
      .init("null", .string("incidents evenly over the study area")),
      .init("statistic", .string("size of the largest cluster")),
      .init("how", test.clusters.methodJSON),
      .init("clusters_p_value", test.clusters.json),
      .init("clusters_expected", .rounded(test.expectedClusters, decimals: 4)),
    ])
  }

  private var summaryMembers: [JSONValue.Member] {
    let counts = Dictionary(grouping: clusters.filter { $0.order == 1 }) { $0.area?.code ?? "" }
      .mapValues(\.count)
    return record.summaryMembers("clusters", counts) + [
      .init("clusters", .integer(overview.clusters)),
      .init("clusters_of_clusters", .integer(overview.higher)),
      .init("in_clusters", .integer(overview.inClusters)),
      .init("noise", .integer(overview.noise)),
      .init("clusters_km2", .rounded(overview.areaKm2, decimals: 6)),
      .init("pai", overview.pai.map { .rounded($0, decimals: 4) } ?? .null),
      .init("longer_than_1_km", .integer(overview.long)),
      .init("single_places", .integer(overview.single)),
      .init("places", .integer(overview.places)),
      .init("incidents_at_busiest_place", .integer(overview.atBusiest)),
    ]
  }
}
