package import Geometry

/// Where something was done, what it is compared with, and the rings around both that crime may move to.
///
/// A ring is the ground within a distance of the target, without the target itself, the control and other
/// operations, cut to the study area; ground enclosed by a target is ring as far as the distance reaches. The
/// control's ring leaves out the target's too, so that no ground is counted twice and none is lost between
/// target and ring. Round corners are drawn by 64 chords to the circle, which leaves out 0.2 % of their area.
package struct InterventionGround: Sendable {
  package let target: MultiPolygon<Point>
  package let control: MultiPolygon<Point>
  /// `nil` where none was asked for, or nothing is left of it.
  package let ring: MultiPolygon<Point>?
  package let ringControl: MultiPolygon<Point>?
  /// The largest part of target or control that lies in the other or in another operation, 0 to 1.
  package let largestOverlap: Double
  /// Whether the control lies within the distance of the target.
  package let controlTouchesRing: Bool

  /// - Parameters:
  ///   - others: operations elsewhere, whose ground belongs to no ring.
  ///   - distance: of the rings, in metres; `nil` for none.
  ///   - window: the areas that rings are cut to; empty for no cut.
  /// - Complexity: O(corners · log corners) of the shapes, and of the areas of the window nearby.
  package init(
    targets: [MultiPolygon<Point>], controls: [MultiPolygon<Point>],
    others: [MultiPolygon<Point>] = [], distance: Double?, window: [MultiPolygon<Point>] = []
  ) throws(OverlayError) {
    let context = OverlayContext()
    target = try joined(targets)
    control = try joined(controls)
    let aim = try OverlayShape(target, in: context)
    let comparison = try OverlayShape(control, in: context)
    let elsewhere = try OverlayShape(try joined(others), in: context)
    largestOverlap = max(
      Self.share(try aim.intersection(comparison).area, aim.area, comparison.area),
      Self.share(try aim.intersection(elsewhere).area, aim.area, 0),
      Self.share(try comparison.intersection(elsewhere).area, comparison.area, 0))
    guard let distance else {
      (ring, ringControl, controlTouchesRing) = (nil, nil, false)
      return
    }
    precondition(distance > 0 && distance.isFinite, "a ring has a width")
    let reach = try aim.buffered(by: distance)
    controlTouchesRing = try reach.intersection(comparison).area > 1
    let taken = try aim.union(comparison).union(elsewhere)
    let near = try reach.difference(taken)
    let far = try comparison.buffered(by: distance).difference(taken).difference(reach)
    let study = StudyWindow(window)
    ring = try Self.cut(try near.polygons(), to: window.isEmpty ? nil : study)
    ringControl = try Self.cut(try far.polygons(), to: window.isEmpty ? nil : study)
  }

  private static func share(_ shared: Double, _ first: Double, _ second: Double) -> Double {
    let smaller = min(first, second > 0 ? second : first)
    return smaller > 0 ? min(1, shared / smaller) : 0
  }

  private static func cut(
    _ shape: MultiPolygon<Point>, to window: StudyWindow?
  ) throws(OverlayError) -> MultiPolygon<Point>? {
    guard !shape.polygons.isEmpty else { return nil }
    guard let window else { return shape }
    return try window.clip(shape)?.shape
  }
}

/// For each of some shapes whether it stays clear of a place by a distance, in metres.
///
/// - Complexity: O(corners · log corners) of the shapes nearby.
package func areClear(
  _ shapes: [MultiPolygon<Point>], of place: MultiPolygon<Point>, by distance: Double
) throws(OverlayError) -> [Bool] {
  let context = OverlayContext()
  let reach = try OverlayShape(place, in: context).buffered(by: max(1, distance))
  guard let box = place.box?.expanded(by: max(1, distance)) else {
    return shapes.map { _ in true }
  }
  var result: [Bool] = []
  for shape in shapes {
    guard shape.box?.intersects(box) == true else {
      result.append(true)
      continue
    }
    result.append(try OverlayShape(shape, in: context).intersection(reach).area <= 1)
  }
  return result
}
