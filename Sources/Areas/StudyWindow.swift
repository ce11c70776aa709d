package import Geometry
import Records

/// The ground a study is about: some areas, to which shapes are clipped.
///
/// Areas are handed to GEOS once, when the first shape comes near them; a window is used by one task.
package final class StudyWindow {
  private let shapes: [MultiPolygon<Point>]
  private let boxes: [Box<Point>?]
  private let boundary: WindowBoundary?
  private let context = OverlayContext()
  private var overlays: [Int: Ground] = [:]

  /// An area as GEOS keeps it.
  private final class Ground {
    let shape: OverlayShape

    init(_ shape: consuming OverlayShape) { self.shape = shape }
  }

  /// - Parameter boundary: that of the same areas, if it is at hand: what lies clear of it needs no overlay.
  package init(_ shapes: [MultiPolygon<Point>], boundary: WindowBoundary? = nil) {
    self.shapes = shapes
    self.boundary = boundary
    boxes = shapes.map(\.box)
  }

  /// A shape cut to the window, and the areas that it then meets.
  package struct Clipping: Sendable {
    package let shape: MultiPolygon<Point>
    /// The places in the list of areas, ascending, of those that share more than a square metre.
    package let areas: [Int]
  }

  /// Cuts a shape to the areas; lines between them leave no trace.
  ///
  /// - Returns: `nil` when nothing is left.
  /// - Complexity: O(corners of the areas nearby).
  package func clip(_ shape: MultiPolygon<Point>) throws(OverlayError) -> Clipping? {
    guard let boundary else { return try overlay(shape) }
    var clear: [Polygon<Point>] = []
    var others: [Polygon<Point>] = []
    var met: Set<Int> = []
    for polygon in shape.polygons {
      switch boundary.area(holding: polygon) {
      case nil: others.append(polygon)
      case .some(let area) where area >= 0 && polygon.area > 1:
        clear.append(polygon)
        met.insert(area)
      default: continue
      }
    }
    let cut = others.isEmpty ? nil : try overlay(MultiPolygon(others))
    guard !clear.isEmpty || cut != nil else { return nil }
    return Clipping(
      shape: MultiPolygon(clear + (cut?.shape.polygons ?? [])),
      areas: met.union(cut?.areas ?? []).sorted())
  }

  private func overlay(_ shape: MultiPolygon<Point>) throws(OverlayError) -> Clipping? {
    guard let box = shape.box else { return nil }
    let whole = try OverlayShape(shape, in: context)
    let valid = whole.fault == nil ? whole : try whole.repaired()
    var ground: OverlayShape?
    var met: [Int] = []
    for (place, other) in boxes.enumerated() where other?.intersects(box) == true {
      let nearby = try self.ground(place).shape.clipped(to: box.expanded(by: 1))
      let shared = try nearby.intersection(valid).area
      // An area that shares less than a square metre is not met, but leaving it out would leave a notch.
      guard shared > 0 else { continue }
      if shared > 1 { met.append(place) }
      if let joined = ground.take() {
        ground = try joined.union(nearby)
      } else {
        ground = consume nearby
      }
    }
    guard !met.isEmpty, let ground = ground.take() else { return nil }
    let clipped = try valid.intersection(ground).polygons()
    let kept = MultiPolygon(clipped.polygons.filter { $0.area > 1 })
    return kept.polygons.isEmpty ? nil : Clipping(shape: kept, areas: met)
  }

  private func ground(_ place: Int) throws(OverlayError) -> Ground {
    if let known = overlays[place] { return known }
    let ground = Ground(try OverlayShape(shapes[place], in: context))
    overlays[place] = ground
    return ground
  }
}
