package import Geometry
package import Records

/// Two areas of one layer that share ground.
package struct AreaOverlap: Hashable, Sendable {
  package let first: String
  package let second: String
  /// How much they share, in square metres.
  package let area: Double
}

/// Finds the pairs of areas that share more than a sliver of ground, the largest overlap first.
///
/// - Parameter sliver: what is taken for the rounding of a shared line, in square metres.
/// - Complexity: O(*n*² boxes + overlays of neighbours).
package func overlaps(
  among areas: [Area], beyond sliver: Double = 100
) throws(OverlayError) -> [AreaOverlap] {
  let context = OverlayContext()
  let boxes = areas.map(\.shape.box)
  var found: [AreaOverlap] = []
  for first in areas.indices {
    guard let box = boxes[first] else { continue }
    let near = areas.indices.filter { $0 > first && boxes[$0]?.intersects(box) == true }
    guard !near.isEmpty else { continue }
    let shape = try OverlayShape(areas[first].shape, in: context)
    for second in near {
      let shared = try shape.intersection(try OverlayShape(areas[second].shape, in: context)).area
      guard shared > sliver else { continue }
      found.append(
        AreaOverlap(first: areas[first].code, second: areas[second].code, area: shared))
    }
  }
  return found.sorted { ($1.area, $0.first, $0.second) < ($0.area, $1.first, $1.second) }
}

/// How much ground two shapes share, in square metres.
/// - Complexity: O(corners · log corners).
package func sharedArea(
  _ a: MultiPolygon<Point>, _ b: MultiPolygon<Point>
) throws(OverlayError) -> Double {
  let context = OverlayContext()
  return try OverlayShape(a, in: context).intersection(OverlayShape(b, in: context)).area
}
