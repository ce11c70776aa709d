import GeoJSON
import Geodesy
import Hotspots
import Maps
import Records

/// The answer to a `ClusterQuestion`: the clusters and what every result carries.
package struct ClusterReport: StudyReport {
  /// Those listed, the largest first, then those of higher orders.
  package let clusters: [Cluster]
  package let question: ClusterQuestion
  package let size: ClusterSize
  package let overview: ClusterOverview
  let chance: ClusterChance?
  package let record: StudyRecord
  let projection: Projection
  /// The areas to draw.
  let outlines: [Area]
}

extension ClusterReport {
  package func bytes(as form: ResultForm) throws(StudyError) -> [UInt8] {
    switch form {
    case .table: Array(table.utf8)
    case .csv: Array(csv.utf8)
    case .svg: Array(map().svg().utf8)
    default: try featureCollection().bytes
    }
  }

  /// What was mapped and when, such as "Robbery: clusters, 2019-01 to 2019-12".
  package var title: String { "\(record.terms.subject): clusters, \(record.terms.span)" }

  /// How it was found, and what was found.
  package var subtitle: String {
    let found = overview.clusters == 1 ? "1 cluster" : "\(grouped(overview.clusters)) clusters"
    return """
      \(grouped(record.summary.incidents)) incidents, \(grouped(overview.inClusters)) of them in \
      \(found) on \(fixed(overview.areaKm2, 2)) km²\(paiWords); \(ruleWords)
      """
  }

  private var paiWords: String { overview.pai.map { ", PAI \(fixed($0, 1))" } ?? "" }

  /// The rule in words, the number of incidents both ways.
  var ruleWords: String {
    let least = grouped(size.least)
    let rate = "\(fixed(size.perYear, 1)) a year"
    switch question.method {
    case .dbscan: return "\(least) within \(plain(question.distance)) m (\(rate))"
    case .spaceTime:
      return """
        \(least) within \(plain(question.distance)) m and \(plain(question.days)) days of each other \
        (\(rate) while it lasts)
        """
    case .hdbscan: return "at least \(least) in each (\(rate)), of any density"
    case .nnh:
      let threshold = chance?.thresholds.first ?? 0
      return "at least \(least) in each (\(rate)), within \(fixed(threshold, 1)) m"
    }
  }
}
