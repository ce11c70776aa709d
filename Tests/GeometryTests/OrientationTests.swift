import Geometry
import Probability
import Testing

struct OrientationTests {
  /// The points of Kettner, Mehlhorn, Pion, Schirra and Yap (2008, "Classroom examples of robustness
  /// problems in geometric computations", section 3), for which floating point gives wrong signs.
  @Test(arguments: [
    (Point(x: 0.5, y: 0.5), Point(x: 12, y: 12), Point(x: 24, y: 24)),
    (
      Point(x: 0.5000000000000253, y: 0.5000000000000171),
      Point(x: 17.300000000000001, y: 17.300000000000001),
      Point(x: 24.00000000000005, y: 24.0000000000000517765)
    ),
    (
      Point(x: 0.5, y: 0.5), Point(x: 8.8000000000000007, y: 8.8000000000000007),
      Point(x: 12.1, y: 12.1)
    ),
  ])
  func isExactOnTheGridOfNeighbouringNumbers(start: Point, a: Point, b: Point) throws {
    var misjudged = 0
    for i in 0..<128 {
      for j in 0..<128 {
        let c = Point(x: start.x + Double(i) * 0x1p-53, y: start.y + Double(j) * 0x1p-53)
        let truth = try exactSide(of: c, from: a, to: b, unit: 0x1p-53)
        #expect(side(of: c, from: a, to: b) == truth)
        if floatingSide(of: c, from: a, to: b) != truth { misjudged += 1 }
      }
    }
    #expect(misjudged > 100, "input that floating point judges rightly proves nothing")
  }

  @Test func isExactAlongALineOfTheNationalGrid() throws {
    var generator = Philox(seed: 1, stream: 0)
    let unit = 0x1p-34  // the spacing of numbers from 2¹⁸ to 2¹⁹
    let (a, b) = (Point(x: 353_120.13, y: 372_011.77), Point(x: 353_967.41, y: 373_404.29))
    var sides: Set<Side> = []
    for _ in 0..<2_000 {
      let t = generator.uniform(from: -0.1, to: 1.1)
      let c = Point(
        x: a.x + t * (b.x - a.x) + Double(Int(generator.uniform(from: -3, to: 3))) * unit,
        y: a.y + t * (b.y - a.y) + Double(Int(generator.uniform(from: -3, to: 3))) * unit)
      let truth = try exactSide(of: c, from: a, to: b, unit: unit)
      sides.insert(truth)
      #expect(side(of: c, from: a, to: b) == truth)
    }
    #expect(sides.contains(.left) && sides.contains(.right))
  }

  /// Points exactly on the line: multiples of one step.
  @Test func findsPointsOnTheLine() {
    for step in [0.1, 1.0 / 3, 1e-7, 12_345.678] {
      let (x, y) = (step, 3 * step.rounded(.towardZero) + 0.5)
      for (i, j, k) in [(1, 2, 4), (4, 8, 16), (1, 1, 2), (2, 2, 2), (-4, 2, 0)] {
        let places = [i, j, k].map { Point(x: Double($0) * x, y: Double($0) * y) }
        #expect(side(of: places[2], from: places[0], to: places[1]) == .on)
      }
    }
  }

  @Test func turnsWithTheOrderOfItsPoints() {
    var generator = Philox(seed: 2, stream: 0)
    let opposite: [Side: Side] = [.left: .right, .right: .left, .on: .on]
    for _ in 0..<5_000 {
      let places = (0..<3).map { _ in
        let x = 12 + 24 * Double(Int(generator.uniform(from: 0, to: 4)))
        let step = Double(Int(generator.uniform(from: -2, to: 3))) * x.ulp
        return Point(x: x, y: x + step)
      }
      let answer = side(of: places[0], from: places[1], to: places[2])
      #expect(side(of: places[1], from: places[2], to: places[0]) == answer)
      #expect(side(of: places[0], from: places[2], to: places[1]) == opposite[answer])
    }
  }

  /// By whole numbers: the coordinates counted in a unit that divides them all.
  private func exactSide(of c: Point, from a: Point, to b: Point, unit: Double) throws -> Side {
    func whole(_ value: Double) throws -> Int128 {
      Int128(try #require(Int(exactly: value / unit)))
    }
    let (cx, cy) = (try whole(c.x), try whole(c.y))
    let left = (try whole(a.x) - cx) * (try whole(b.y) - cy)
    let right = (try whole(a.y) - cy) * (try whole(b.x) - cx)
    return left > right ? .left : left < right ? .right : .on
  }

  private func floatingSide(of c: Point, from a: Point, to b: Point) -> Side {
    let determinant = (a.x - c.x) * (b.y - c.y) - (a.y - c.y) * (b.x - c.x)
    return determinant > 0 ? .left : determinant < 0 ? .right : .on
  }
}
