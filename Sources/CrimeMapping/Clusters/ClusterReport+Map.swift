import Geometry
package import Maps
import Records

extension ClusterReport {
  /// More numbers than the page's list has room for would only hide the clusters.
  private static let mostNumbered = 20

  /// The report as a map for a briefing. The largest clusters are numbered, as they are listed.
  package func map() -> ThematicMap {
    let kinds = Kind.allCases.filter { kind in clusters.contains { Kind($0) == kind } }
    return ThematicMap(
      title: title, subtitle: subtitle,
      outlines: outlines.map { .init(name: $0.name, code: $0.code, shape: $0.shape) },
      marks: clusters.map { cluster in
        ThematicMap.Mark(
          shape: .polygon(cluster.shape), category: kinds.firstIndex(of: Kind(cluster)) ?? 0,
          number: cluster.order == 1 && cluster.number <= Self.mostNumbered
            ? cluster.number : nil, caption: caption(of: cluster))
      },
      legend: kinds.map { kind in
        kind.look.named(count: clusters.count { Kind($0) == kind })
      },
      legendTitle: "Dense places", legendNotes: [ruleWords], listTitle: "Clusters",
      listWhenEmpty: "No place meets the criteria", caveats: record.caveats.map(\.sentence),
      attribution: record.provenance.attribution)
  }

  private func caption(of cluster: Cluster) -> String {
    let when =
      cluster.span.map { "\($0.first) to \($0.last)" } ?? "\(fixed(cluster.perYear, 0)) a year"
    let words = [
      cluster.place, "\(grouped(cluster.count)) incidents", when, cluster.area?.name,
    ]
    return words.compactMap { $0 }.joined(separator: ", ")
  }

  /// What a reader must tell apart.
  private enum Kind: CaseIterable {
    case place, single, long, higher

    init(_ cluster: Cluster) {
      self =
        if cluster.order > 1 {
          .higher
        } else if cluster.isLong {
          .long
        } else if cluster.isSinglePlace {
          .single
        } else {
          .place
        }
    }

    var look: ThematicMap.Category {
      switch self {
      case .place: .init(name: "Cluster", colour: "#d55e00")
      case .single: .init(name: "All in one place", colour: "#0072b2", fill: .dotted)
      case .long: .init(name: "Longer than 1 km", colour: "#d55e00", fill: .hatched)
      case .higher:
        .init(name: "Cluster of clusters", colour: "#0072b2", fill: .open, isDashed: true)
      }
    }
  }
}
