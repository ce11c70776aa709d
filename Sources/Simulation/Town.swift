import Geometry
import Probability
import RealModule

/// A town: a smooth bump of people, flat in the middle, with a small denser core.
///
/// At a distance of *r* spreads from the centre the density of the built-up part falls as
/// exp(-*r*⁴); that of the core as exp(-*s*²), where *s* = *r* / 0.35. Both are stretched into an
/// ellipse of the same area.
struct Town {
  let name: String
  let centre: Point
  /// In relation to the other towns.
  let population: Double
  /// In metres: where the density has fallen to 37%.
  let spread: Double
  /// The long axis of the ellipse over the circle's radius, and its bearing in radians from east.
  let stretch: Double
  let angle: Double

  var coreSpread: Double { 0.35 * spread }

  /// The part of the built-up area, of all people or risk in it, that falls in a square metre here.
  func plateauDensity(at point: Point) -> Double {
    let square = squaredDistance(to: point) / (spread * spread)
    guard square < 6 else { return 0 }
    // The integral of exp(-r⁴) over the plane is π Γ(3/2).
    return Double.exp(-square * square) / (spread * spread * .pi * 0.886_226_925_452_758)
  }

  /// The same of the core.
  func coreDensity(at point: Point) -> Double {
    let square = squaredDistance(to: point) / (coreSpread * coreSpread)
    guard square < 36 else { return 0 }
    return Double.exp(-square) / (coreSpread * coreSpread * .pi)
  }

  /// A position in the built-up area.
  func plateauPoint(using generator: inout some RandomNumberGenerator) -> Point {
    // r⁴ has the gamma distribution of shape ½, half a squared normal.
    let normal = generator.standardNormal()
    let radius = spread * (normal * normal / 2).squareRoot().squareRoot()
    return point(radius: radius, turn: generator.uniform())
  }

  /// A position in the core.
  func corePoint(using generator: inout some RandomNumberGenerator) -> Point {
    let radius = coreSpread * generator.exponential().squareRoot()
    return point(radius: radius, turn: generator.uniform())
  }

  /// The position of a distance and a bearing on the circle, pulled into the ellipse.
  func point(radius: Double, turn: Double) -> Point {
    let along = radius * stretch * Double.cos(2 * .pi * turn)
    let across = radius / stretch * Double.sin(2 * .pi * turn)
    let (cosine, sine) = (Double.cos(angle), Double.sin(angle))
    return Point(
      x: centre.x + along * cosine - across * sine, y: centre.y + along * sine + across * cosine)
  }

  /// The squared distance from the centre, with the ellipse pushed back into a circle.
  private func squaredDistance(to point: Point) -> Double {
    let (dx, dy) = (point.x - centre.x, point.y - centre.y)
    let (cosine, sine) = (Double.cos(angle), Double.sin(angle))
    let along = (dx * cosine + dy * sine) / stretch
    let across = (dy * cosine - dx * sine) * stretch
    return along * along + across * across
  }
}
