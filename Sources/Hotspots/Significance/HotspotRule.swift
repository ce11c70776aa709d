package import Geometry
package import SpatialIndex

/// What makes a region a hotspot, for incidents that stand at numbered places.
///
/// There are enough incidents inside its outline; and where areas are ranked by themselves, its own area holds
/// most of them, the lowest number among equals.
package struct HotspotRule: Sendable {
  private let points: GriddedPoints
  /// For each place its area; nothing where one ranking is for all.
  private let areas: [Int32]?
  private let minCount: Int

  /// - Parameter points: the places, by their numbers.
  package init(_ points: GriddedPoints, areas: [Int32]?, minCount: Int) {
    self.points = points
    self.areas = areas
    self.minCount = minCount
  }

  /// - Parameters:
  ///   - counts: how many incidents are at each place; one each when `nil`.
  ///   - owner: the area whose level the region is above.
  func isHotspot(_ outline: MultiPolygon<Point>, counts: [Int32]?, owner: Int) -> Bool {
    let inside = points.numbers(in: outline).map { (place: Int($0), count: counts?[Int($0)] ?? 1) }
    guard inside.reduce(0, { $0 + Int($1.count) }) >= minCount else { return false }
    guard let areas else { return true }
    var held: [Int32: Int32] = [:]
    for (place, count) in inside where areas[place] >= 0 { held[areas[place], default: 0] += count }
    let most = held.max { ($0.value, $1.key) < ($1.value, $0.key) }
    return most.map { Int($0.key) } == owner
  }

  /// The highest mean density of a hotspot among regions; `nil` when none is one.
  ///
  /// - Complexity: that of the outlines of the regions hotter than the first hotspot.
  package func highestMean(
    of regions: [(region: HotRegion, owner: Int)], on surface: Surface, counts: [Int32]? = nil
  ) -> Double? {
    let order = regions.indices.sorted {
      (-regions[$0].region.mean, $0) < (-regions[$1].region.mean, $1)
    }
    return order.first { number in
      let (region, owner) = regions[number]
      return isHotspot(region.outline(on: surface), counts: counts, owner: owner)
    }.map { regions[$0].region.mean }
  }
}
