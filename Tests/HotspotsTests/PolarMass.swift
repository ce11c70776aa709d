import Foundation
import Geometry
import Hotspots

/// The mass of a kernel in a window by rays from its centre: slow, and without anything that
/// `KernelMass` does.
///
/// Each ray is cut by the boundary into stretches in and out of the window. Between the directions of
/// corners, and those in which an edge passes the reach, the sum of the stretches' masses is smooth, and
/// is integrated by Gauss and Legendre's rule of 3 nodes on many panels.
func polarMass(of window: MultiPolygon<Point>, kernel: Kernel, at place: Point, panels: Int = 40)
  -> Double
{
  let edges = window.polygons.flatMap(\.rings).flatMap { ring in
    zip(ring.corners, ring.closed.dropFirst()).map { a, b in
      (Point(x: a.x - place.x, y: a.y - place.y), Point(x: b.x - place.x, y: b.y - place.y))
    }
  }
  let turns = (breaks(of: edges, reach: kernel.reach) + [-Double.pi, .pi]).sorted()
  var sum = 0.0
  for (from, to) in zip(turns, turns.dropFirst()) where to - from > 1e-13 {
    for panel in 0..<panels {
      for (node, weight) in [
        (0.5 - 0.15.squareRoot(), 5.0), (0.5, 8), (0.5 + 0.15.squareRoot(), 5),
      ] {
        // Rays stand closer towards both ends, where a near edge turns steeply.
        let share = (Double(panel) + node) / Double(panels)
        let angle = from + (to - from) * share * share * (3 - 2 * share)
        let step = (to - from) * 6 * share * (1 - share) / Double(panels)
        sum += weight / 18 * step * massOnRay(angle, edges, kernel)
      }
    }
  }
  return sum / (2 * .pi)
}

private func breaks(of edges: [(Point, Point)], reach: Double) -> [Double] {
  edges.flatMap { a, b in
    var angles = [atan2(a.y, a.x), atan2(b.y, b.x)]
    let (dx, dy) = (b.x - a.x, b.y - a.y)
    let (square, half) = (dx * dx + dy * dy, a.x * dx + a.y * dy)
    let under = half * half - square * (a.x * a.x + a.y * a.y - reach * reach)
    if under > 0 {
      for root in [(-half - under.squareRoot()) / square, (-half + under.squareRoot()) / square]
      where 0..<1 ~= root {
        angles.append(atan2(a.y + root * dy, a.x + root * dx))
      }
    }
    return angles
  }
}

private func massOnRay(_ angle: Double, _ edges: [(Point, Point)], _ kernel: Kernel) -> Double {
  let (c, s) = (cos(angle), sin(angle))
  let crossings = edges.compactMap { a, b -> Double? in
    let (before, after) = (a.y * c - a.x * s, b.y * c - b.x * s)
    guard (before < 0) != (after < 0) else { return nil }
    let share = before / (before - after)
    let distance = (a.x + share * (b.x - a.x)) * c + (a.y + share * (b.y - a.y)) * s
    return distance > 0 ? distance : nil
  }
  // From far away inwards, the ray enters and leaves the window by turns.
  var (mass, isInside) = (0.0, false)
  var outer = 0.0
  for distance in crossings.sorted(by: >) {
    if isInside { mass += outer - kernel.mass(within: distance) }
    isInside.toggle()
    outer = kernel.mass(within: distance)
  }
  return isInside ? mass + outer : mass
}
