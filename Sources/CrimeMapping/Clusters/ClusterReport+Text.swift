import Geodesy
import Geometry
import Probability
import RecordFiles
import Records

extension ClusterReport {
  /// The clusters for a terminal, with the study's terms above and its caveats below.
  package var table: String {
    let columns = shownColumns
    var table = TextTable(columns.map { ($0.title, $0.alignment) })
    for cluster in clusters { table.add(columns.map { $0.value(cluster) }) }
    let none = "No place meets the criteria.\n"
    let more = overview.clusters + overview.higher - clusters.count
    let rest = more > 0 ? "and \(grouped(more)) more\n" : ""
    return record.page(title, subtitle, clusters.isEmpty ? none : table.text + rest)
  }

  private struct Column {
    let title: String
    let alignment: TextTable.Alignment
    let value: (Cluster) -> String
  }

  private var shownColumns: [Column] {
    let general: [Column] = [
      Column(title: "No", alignment: .right) { String($0.number) },
      Column(title: "Area", alignment: .left) { areaText($0.area) },
      Column(title: "Place", alignment: .left) { $0.place ?? "" },
      Column(title: "Incidents", alignment: .right) { grouped($0.count) },
      Column(title: "Share", alignment: .right) { fixed($0.share * 100, 1) + " %" },
      Column(title: "Per year", alignment: .right) { fixed($0.perYear, 0) },
      Column(title: "km²", alignment: .right) { fixed($0.areaKm2, 3) },
      Column(title: "Per km²", alignment: .right) { fixed($0.perKm2, 0) },
      Column(title: "PAI", alignment: .right) { fixed($0.pai, 1) },
      Column(title: "Length", alignment: .right) {
        fixed($0.longest, 0) + " m" + ($0.isLong ? " !" : "")
      },
      Column(title: "Places", alignment: .right) { grouped($0.countsAtPlaces.count) },
      Column(title: "Peak", alignment: .left) { $0.peak.map { "\($0.month)" } ?? "" },
    ]
    return general + ownColumns
  }

  /// A p-value at its floor could be smaller: nothing between was simulated.
  private func chanceText(_ p: PValue) -> String {
    let floor = p.floor ?? 0
    return (p.value <= floor ? "≤" : "") + fixed(p.value, floor < 0.001 ? 4 : 3)
  }

  private func areaText(_ area: Area?) -> String {
    area.map { $0.code == $0.name ? $0.name : "\($0.code) \($0.name)" } ?? ""
  }

  private var ownColumns: [Column] {
    switch question.method {
    case .dbscan: []
    case .spaceTime:
      [
        Column(title: "From", alignment: .left) { $0.span?.first ?? "" },
        Column(title: "To", alignment: .left) { $0.span?.last ?? "" },
      ]
    case .hdbscan:
      [
        Column(title: "Apart below", alignment: .right) {
          $0.evidence.birth.map { fixed($0, 0) + " m" } ?? ""
        }
      ]
    case .nnh:
      [
        Column(title: "Order", alignment: .right) { String($0.order) },
        Column(title: "p", alignment: .right) {
          $0.evidence.pValue.map(chanceText) ?? "–"
        },
      ]
    }
  }

  /// One line for each cluster, with the middle of its box in degrees.
  package var csv: String {
    let header = [
      "id", "order", "parent", "area", "area_name", "place", "count", "share", "per_year",
      "area_km2", "count_per_km2", "pai", "longest_m", "is_long", "places", "at_busiest_place",
      "first_month", "last_month", "peak_month", "distance_m", "distinct_below_m", "p_value",
      "longitude", "latitude",
    ]
    return clusters.reduce(into: csvLine(header)) { $0 += csvLine(cells(of: $1)) }
  }

  private func cells(of cluster: Cluster) -> [String] {
    let (longitude, latitude) = middle(of: cluster)
    let evidence = cluster.evidence
    return [
      String(cluster.number), String(cluster.order), cluster.parent.map { String($0) } ?? "",
      cluster.area?.code ?? "", cluster.area?.name ?? "", cluster.place ?? "",
      String(cluster.count), fixed(cluster.share, 6), fixed(cluster.perYear, 2),
      fixed(cluster.areaKm2, 6), fixed(cluster.perKm2, 2), fixed(cluster.pai, 4),
      fixed(cluster.longest, 1), cluster.isLong ? "true" : "false",
      String(cluster.countsAtPlaces.count), String(cluster.countsAtPlaces.first ?? 0),
      cluster.months.first.map { "\($0.month)" } ?? "",
      cluster.months.last.map { "\($0.month)" } ?? "", cluster.peak.map { "\($0.month)" } ?? "",
      evidence.distance.map { plain($0) } ?? "", evidence.birth.map { fixed($0, 1) } ?? "",
      evidence.pValue.map { fixed($0.value, 6) } ?? "", longitude, latitude,
    ]
  }

  private func middle(of cluster: Cluster) -> (String, String) {
    guard let box = cluster.shape.box,
      let place = projection.positions(
        of: [.init(x: (box.minX + box.maxX) / 2, y: (box.minY + box.maxY) / 2)])[0]
    else { return ("", "") }
    return (fixed(place.longitude, 6), fixed(place.latitude, 6))
  }
}
