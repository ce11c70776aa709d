import Geodesy
import Maps
package import GeoJSON
package import Geometry
import Hotspots

/// The answer to a `DensityQuestion`: a surface, the ground above its levels, values at places, and what
/// every result carries.
package struct DensityReport: StudyReport {
  package let question: DensityQuestion
  package let record: StudyRecord
  /// The surface in the unit shown; cells outside the study area are absent.
  package let surface: Surface
  /// What the surface is in, such as "incidents per km²".
  package let unit: String
  /// The levels, with what holds for the ground above each, in words.
  package let breaks: [Break]
  package let contours: [Contour]
  package let values: [PlaceValue]
  /// What was shown, for a title.
  let subject: String
  /// What the question adds to the study's terms.
  let terms: [JSONValue.Member]
  let projection: Projection

  package struct Break: Sendable {
    package let level: Double
    package let meaning: String
  }

  /// Ground that is above or below a level, cut to the study area.
  package struct Contour: Sendable {
    package let shape: MultiPolygon<Point>
    /// What is true of it.
    package let properties: [JSONValue.Member]
  }

  /// The exact value at a place; `nil` outside the study area.
  package struct PlaceValue: Sendable {
    package let place: LonLat
    package let value: Double?
  }
}

extension DensityReport {
  package func bytes(as form: ResultForm) throws(StudyError) -> [UInt8] {
    do {
      switch form {
      case .table: return Array(table.utf8)
      case .csv: return Array(csv.utf8)
      case .asc, .geotiff: return asciiGrid
      case .png: return try image.page()
      case .overlay: return try image.plain()
      default: return try featureCollection().bytes
      }
    } catch let error as StudyError {
      throw error
    } catch {
      throw .pictureFailed(reason: "\(error)")
    }
  }
}
