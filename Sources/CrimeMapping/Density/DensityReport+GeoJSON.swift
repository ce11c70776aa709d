import Geodesy
package import GeoJSON
import Geometry
import Hotspots

extension DensityReport {
  /// The contours, and the values at places, as a GeoJSON FeatureCollection in WGS 84; `docs/density.md`
  /// describes its members.
  /// - Throws: when an outline cannot be turned into degrees.
  package func featureCollection() throws(StudyError) -> FeatureCollection {
    var features: [Feature] = []
    for contour in contours {
      features.append(
        Feature(
          id: .integer(features.count + 1),
          geometry: .polygons(try projection.outline(contour.shape)),
          properties: [
            .init("area_km2", .rounded(contour.shape.area / 1e6, decimals: 6))
          ] + contour.properties))
    }
    for value in values {
      features.append(
        Feature(
          id: .integer(features.count + 1), geometry: .point(value.place),
          properties: [.init("value", value.value.map { .number($0) } ?? .null)]))
    }
    return FeatureCollection(
      features: features,
      foreign: record.members(
        question: "density", termMembers, summary: record.summaryMembers()))
  }

  private var termMembers: [JSONValue.Member] {
    terms + [
      .init("unit", .string(unit)),
      .init(
        "breaks",
        .array(
          breaks.map {
            .object([.init("level", .number($0.level)), .init("meaning", .string($0.meaning))])
          })),
    ]
  }
}
