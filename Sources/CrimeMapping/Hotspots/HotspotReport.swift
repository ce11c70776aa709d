import GeoJSON
import Geodesy
import Maps
import Records

/// The answer to a `HotspotQuestion`: the hotspots and what every result carries.
package struct HotspotReport: StudyReport {
  package let hotspots: [Hotspot]
  package let question: HotspotQuestion
  package let record: StudyRecord
  /// The layer each of whose areas was ranked by itself.
  package let per: String?
  /// The incidents in any of the hotspots listed; one that lies in two counts once.
  package let inHotspots: Int
  let projection: Projection
  /// The areas to draw.
  let outlines: [Area]
}

extension HotspotReport {
  package func bytes(as form: ResultForm) throws(StudyError) -> [UInt8] {
    switch form {
    case .table: Array(table.utf8)
    case .csv: Array(csv.utf8)
    case .svg: Array(map().svg().utf8)
    default: try featureCollection().bytes
    }
  }
}
