import Geometry
import RealModule

/// Sums over edges what each cuts off a kernel at one place, times 2π (see `KernelMass`).
///
/// For a piece of an edge within reach the integral is the angle it takes up less `EdgeIntegral`. The
/// angle is arg(end) − arg(start) + 2πk, where k counts how often the piece crosses the ray to the west.
/// A corner within reach is the end of one edge and the start of another, so its arg is left out;
/// whether it is within reach is judged from the corner alone, the same for both edges. The crossings
/// are counted by an exact test, and with the same rule for places on the boundary as that of
/// `Ring.encloses`: as if the place lay a trifle to the east and a far smaller trifle to the north.
struct EdgeSum<Integral: EdgeIntegral> {
  private let place: Point
  private let integral: Integral
  /// Lengths are measured in widths of the kernel.
  private let perWidth: Double
  private let reach: Double
  /// The reach in metres, squared.
  private let squaredReach: Double
  private var argument = 0.0
  private var turns = 0
  private var integrals = 0.0

  init(at place: Point, kernel: Kernel, _ integral: Integral) {
    self.place = place
    self.integral = integral
    perWidth = 1 / (kernel.shape == .gaussian ? kernel.standardDeviation : kernel.radius)
    reach = kernel.shape == .gaussian ? Kernel.gaussianReach : 1
    squaredReach = kernel.reach * kernel.reach
  }

  var value: Double { argument + 2 * Double.pi * Double(turns) - integrals }

  @inline(__always)
  mutating func add(_ edge: BoundaryEdge) {
    let (ax, ay) = (edge.a.x - place.x, edge.a.y - place.y)
    let (bx, by) = (edge.b.x - place.x, edge.b.y - place.y)
    // How far the place is to the left of the edge's line, and where along it the edge starts.
    let left = (ax * edge.directionY - ay * edge.directionX) * perWidth
    let start = (ax * edge.directionX + ay * edge.directionY) * perWidth
    let end = start + edge.length * perWidth
    let startsInside = ax * ax + ay * ay < squaredReach
    let endsInside = bx * bx + by * by < squaredReach
    if startsInside, endsInside {
      count(edge, fromAbove: ay > 0, toAbove: by > 0)
      integrals += integral.difference(left, from: start, to: end)
    } else if startsInside {
      addLeaving(edge, left, from: start, isAbove: ay > 0)
    } else if endsInside {
      addEntering(edge, left, to: end, isAbove: by > 0)
    } else if abs(left) < reach, start < 0, end > 0 {
      addChord(edge, left)
    }
  }

  private mutating func addLeaving(
    _ edge: BoundaryEdge, _ left: Double, from start: Double, isAbove: Bool
  ) {
    let half = halfChord(left)
    let y = half * edge.directionY - left * edge.directionX
    argument += argument(x: half * edge.directionX + left * edge.directionY, y: y)
    count(edge, fromAbove: isAbove, toAbove: y > 0)
    integrals += integral.difference(left, from: start, to: max(start, half))
  }

  private mutating func addEntering(
    _ edge: BoundaryEdge, _ left: Double, to end: Double, isAbove: Bool
  ) {
    let half = halfChord(left)
    let y = -half * edge.directionY - left * edge.directionX
    argument -= argument(x: left * edge.directionY - half * edge.directionX, y: y)
    count(edge, fromAbove: y > 0, toAbove: isAbove)
    integrals += integral.difference(left, from: min(-half, end), to: end)
  }

  /// An edge through the whole disc: the angle is known without args.
  private mutating func addChord(_ edge: BoundaryEdge, _ left: Double) {
    let half = halfChord(left)
    let angle = 2 * Double.atan2(y: half, x: abs(left))
    argument += edge.isLeft(place) ? angle : -angle
    integrals += integral.difference(left, from: -half, to: half)
  }

  private func halfChord(_ left: Double) -> Double {
    max(0, (reach - left) * (reach + left)).squareRoot()
  }

  /// The angle of a position seen from the place, from −π to below π: due west counts as below.
  private func argument(x: Double, y: Double) -> Double {
    Double.atan2(y: y == 0 ? -0.0 : y, x: x)
  }

  /// Counts a crossing of the ray to the west by a piece of an edge.
  @inline(__always)
  private mutating func count(_ edge: BoundaryEdge, fromAbove: Bool, toAbove: Bool) {
    if fromAbove != toAbove { countCrossing(edge, fromAbove: fromAbove) }
  }

  private mutating func countCrossing(_ edge: BoundaryEdge, fromAbove: Bool) {
    let side = side(of: place, from: edge.a, to: edge.b)
    if fromAbove {
      if side != .right { turns += 1 }
    } else if side != .left {
      turns -= 1
    }
  }
}

extension BoundaryEdge {
  /// Whether a place is to the left of the edge's line; one on it is judged as if a trifle further east.
  fileprivate func isLeft(_ place: Point) -> Bool {
    switch side(of: place, from: a, to: b) {
    case .left: true
    case .right: false
    case .on: b.y == a.y ? b.x > a.x : b.y < a.y
    }
  }
}
