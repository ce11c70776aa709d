package import Geometry
package import Records
package import SpatialIndex

/// The areas of one layer, sorted by code, and an index that finds the one that holds a point.
package struct AreaLayer: Sendable {
  package let name: String
  package let areas: [Area]
  package let index: RasterAreaIndex

  /// - Complexity: O(edges + raster cells), some milliseconds for the beats of a force.
  package init(name: String, areas: [Area]) {
    self.name = name
    self.areas = areas.sorted { $0.code < $1.code }
    index = RasterAreaIndex(self.areas.map(\.shape))
  }

  /// For each point the place of its area in `areas`, -1 for none; where areas overlap, the lowest
  /// code. A point on an edge lies in one of the areas that share it (`Ring.encloses`).
  package func areas(of points: [Point]) -> [Int32] { index.areas(of: points) }

  /// The areas with this code, or else with this name, letter case aside.
  package func areas(named text: String) -> [Int] {
    if let exact = areas.firstIndex(where: { $0.code == text }) { return [exact] }
    let byCode = areas.indices.filter { areas[$0].code.lowercased() == text.lowercased() }
    if !byCode.isEmpty { return byCode }
    return areas.indices.filter { areas[$0].name.lowercased() == text.lowercased() }
  }
}
