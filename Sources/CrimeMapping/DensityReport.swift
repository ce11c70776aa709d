package import Geodesy
package import GeoJSON
package import Geometry
package import Hotspots

/// The answer to a `DensityQuestion`: a surface, the ground above its levels, values at places, and what
/// every result carries.
package struct DensityReport: Sendable {
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
