package import Geometry
import RealModule
import SpatialIndex

/// Tells how much of a kernel, centred at a place, lies inside a window: e(u) of the corrections at
/// edges.
///
/// A share from 0 to 1: 1 where the window holds the whole disc within reach, ½ on a straight edge, ¼ at
/// the corner of a square, and between 0 and ½ just outside. It is exact. In polar coordinates about the
/// place, a directed edge at the distance ρ(θ) cuts off the kernel beyond it, so
///
///     e(u) = [u is inside] − 1/(2π) Σ over edges ∫ (1 − mass within ρ(θ)) dθ
///
/// over the part of each edge within the kernel's reach, the window on its left. Every shape of kernel
/// has this integral in closed form but the Gaussian, whose is Owen's T function (see `EdgeIntegral`).
/// The integral of 1 is an angle: those of joined edges are not computed but cancel, and only where the
/// boundary enters and leaves the disc an arctangent is left.
///
/// The window's polygons must be valid and not overlap; they may touch, and rings may run either way. A
/// place on the boundary is inside by the half-open rule of `Ring.encloses`; its mass does not depend on
/// that. Holes and islands smaller than the reach are taken account of like any others. A window
/// without polygons has mass 0 everywhere. The kernel's own cut of a Gaussian, at 8.75 standard
/// deviations, is 2e-17 of the mass.
///
/// - Complexity: O(edges within reach) for a place, after O(edges) once.
package struct KernelMass: Sendable {
  package let window: MultiPolygon<Point>
  package let kernel: Kernel
  let edges: BoundaryEdges
  private let containment: RasterAreaIndex

  package init(window: MultiPolygon<Point>, kernel: Kernel) {
    self.window = window
    self.kernel = kernel
    edges = BoundaryEdges(of: window, shortest: kernel.reach / 4)
    containment = RasterAreaIndex([window], cells: 1 << 16)
  }

  /// Whether a place is in the window, by the half-open rule of `Ring.encloses`.
  package func holds(_ place: Point) -> Bool { containment.area(at: place) >= 0 }

  /// The share of the kernel around a place that lies in the window.
  package func callAsFunction(at place: Point) -> Double { mass(at: place, isInside: holds(place)) }

  /// The same where it is known whether the place is inside, of this kernel or of another one, whose edges
  /// may take longer to find.
  func mass(at place: Point, isInside: Bool, of other: Kernel? = nil) -> Double {
    let kernel = other ?? self.kernel
    let cutOff =
      switch kernel.shape {
      case .quartic: cutOff(kernel, at: place, by: QuarticIntegral())
      case .epanechnikov: cutOff(kernel, at: place, by: EpanechnikovIntegral())
      case .triangular: cutOff(kernel, at: place, by: TriangularIntegral())
      case .uniform: cutOff(kernel, at: place, by: UniformIntegral())
      case .gaussian: cutOff(kernel, at: place, by: GaussianIntegral())
      }
    return min(max(0, (isInside ? 1 : 0) - cutOff / (2 * Double.pi)), 1)
  }

  /// 2π times the mass that the boundary cuts off; negative where it adds some to a place outside.
  private func cutOff(
    _ kernel: Kernel, at place: Point, by integral: some EdgeIntegral
  ) -> Double {
    var sum = EdgeSum(at: place, kernel: kernel, integral)
    edges.visit(within: kernel.reach, of: place) { sum.add($0) }
    return sum.value
  }
}

extension KernelMass {
  /// About how long the masses at all cells of a grid would keep one core busy, in seconds: for refusing
  /// what no one would wait for.
  package func estimatedSeconds(on grid: Grid) -> Double {
    guard let box = window.box else { return 0 }
    let (width, height) = (box.width + 2 * kernel.reach, box.height + 2 * kernel.reach)
    let length = edges.all.reduce(0) { $0 + $1.length }
    let near = min(1, 2 * kernel.reach * length / (width * height))
    let reached = min(1, 4 * kernel.reach * kernel.reach / (width * height))
    let perEdge = kernel.shape == .gaussian ? 60e-9 : 30e-9
    return Double(grid.cellCount) * near * Double(edges.all.count) * reached * perEdge
  }
}
