import Areas
import Geodesy
import Geometry

extension Projection {
  /// An outline in degrees with the decimals it is written with, valid after rounding too.
  func outline(_ shape: MultiPolygon<Point>) throws(StudyError) -> MultiPolygon<LonLat> {
    guard let degrees: MultiPolygon<LonLat> = self.shape(of: shape) else {
      throw .cannotProject(reason: "an outline has no place on the globe")
    }
    let scale = 1e6
    let rounded: MultiPolygon<Point>? = degrees.mapped {
      Point(x: ($0.x * scale).rounded() / scale, y: ($0.y * scale).rounded() / scale)
    }
    guard let rounded else { return degrees }
    do {
      let valid = try repair(rounded)?.shape ?? rounded
      return valid.mapped { LonLat(x: $0.x, y: $0.y) } ?? degrees
    } catch {
      throw .overlayFailed(reason: "\(error.operation): \(error.message)")
    }
  }
}
