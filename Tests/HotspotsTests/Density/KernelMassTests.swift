import Foundation
import Geometry
import Hotspots
import Probability
import SampleShapes
import Testing

struct KernelMassTests {
  static let shapes = Kernel.Shape.allCases

  /// On the middle of a side ½, at a corner ¼, deep inside 1, far outside 0; with every ring reversed too.
  @Test(arguments: shapes, [false, true])
  func isKnownOnASquare(shape: Kernel.Shape, reversed: Bool) throws {
    let ring = try rectangle(1_000, 2_000, 3_000, 4_000)
    let window = MultiPolygon(reversed ? ring.reversed() : ring)
    let mass = KernelMass(
      window: window, kernel: try #require(Kernel(shape, standardDeviation: 50)))
    for (x, y) in [(1_000.0, 2_000.0), (3_000, 2_000), (3_000, 4_000), (1_000, 4_000)] {
      #expect(abs(mass(at: Point(x: x, y: y)) - 0.25) < 1e-15)
    }
    for (x, y) in [(1_000.0, 3_000.0), (2_000, 2_000), (3_000, 2_900), (1_700, 4_000)] {
      #expect(abs(mass(at: Point(x: x, y: y)) - 0.5) < 1e-15)
    }
    #expect(mass(at: Point(x: 2_000, y: 3_000)) == 1)
    #expect(mass(at: Point(x: 2_000, y: 1_000)) == 0)
    #expect(mass(at: Point(x: -1e9, y: 1e15)) == 0)
  }

  /// Beside a straight edge, from half to all: the closed forms of a half-plane for the disc, and the
  /// normal distribution for the Gaussian.
  @Test(arguments: [-0.9, -0.5, -1e-3, -1e-9, 0, 1e-12, 1e-6, 0.1, 0.7, 0.999])
  func isThatOfAHalfPlane(distance: Double) throws {
    let window = MultiPolygon(try rectangle(-1e6, 0, 1e6, 1e6))
    let disc = KernelMass(window: window, kernel: try #require(Kernel(.uniform, radius: 100)))
    let place = Point(x: 12.3, y: 100 * distance)
    let outside = acos(distance) - distance * (1 - distance * distance).squareRoot()
    #expect(abs(disc(at: place) - (1 - outside / .pi)) < 1e-14)
    let bell = KernelMass(
      window: window, kernel: try #require(Kernel(.gaussian, standardDeviation: 100)))
    #expect(abs(bell(at: place) - 0.5 * erfc(-distance / 2.0.squareRoot())) < 1e-14)
  }

  /// A product of two normal distributions.
  @Test func isTheProductOnARectangle() throws {
    var generator = Philox(seed: 11, stream: 0)
    let mass = KernelMass(
      window: MultiPolygon(try rectangle(0, 0, 1_000, 800)),
      kernel: try #require(Kernel(.gaussian, standardDeviation: 90)))
    func share(_ x: Double, _ width: Double) -> Double {
      0.5 * (erf((width - x) / (90 * 2.0.squareRoot())) + erf(x / (90 * 2.0.squareRoot())))
    }
    for _ in 0..<500 {
      let x = generator.uniform(from: -300, to: 1_300)
      let y = generator.uniform(from: -300, to: 1_100)
      #expect(abs(mass(at: Point(x: x, y: y)) - share(x, 1_000) * share(y, 800)) < 1e-15)
    }
  }

  /// Against rays (see `polarMass`), whose own error is below 1e-9: stars with holes, at places anywhere and
  /// at corners, on edges and next to them, with kernels from much smaller to larger than the window.
  @Test(arguments: shapes, [20.0, 150, 900])
  func isThatByRays(shape: Kernel.Shape, radius: Double) throws {
    var generator = Philox(seed: 12, stream: UInt64(radius))
    let kernel = try #require(Kernel(shape, radius: radius))
    let centre = Point(x: 400_000, y: 300_000)
    let window = MultiPolygon([try holedStar(around: centre, size: 800, using: &generator)])
    let mass = KernelMass(window: window, kernel: kernel)
    let box = try #require(window.box).expanded(by: radius / 2)
    let border = borderPoints(of: [window])
    // Eleven and seven have no common divisor: every kind of border point comes up.
    let places = stride(from: 0, to: border.count, by: 11).map { border[$0] }
    for place in points(6, in: box, using: &generator) + places {
      #expect(abs(mass(at: place) - polarMass(of: window, kernel: kernel, at: place)) < 1e-9)
    }
  }

  /// Against a sum over squares, without polar coordinates: right to the share of those on the boundary.
  @Test(arguments: shapes)
  func isThatByMidpoints(shape: Kernel.Shape) throws {
    let window = try windowWithHole()
    let kernel = try #require(Kernel(shape, radius: 180))
    let mass = KernelMass(window: window, kernel: kernel)
    let place = Point(x: 380, y: 290)
    let (count, reach) = (600, min(kernel.reach, 360))
    let step = 2 * reach / Double(count)
    var sum = 0.0
    for row in 0..<count {
      for column in 0..<count {
        let (dx, dy) = ((Double(column) + 0.5) * step - reach, (Double(row) + 0.5) * step - reach)
        let square = dx * dx + dy * dy
        guard square < kernel.reach * kernel.reach,
          window.contains(Point(x: place.x + dx, y: place.y + dy))
        else { continue }
        sum += kernel.density(atSquaredDistance: square) * step * step
      }
    }
    #expect(abs(mass(at: place) - sum) < 1e-3)
  }

  /// Areas that divide a square hold what it holds, at every place, also where they meet: alone, together, and
  /// as one shape of several polygons.
  @Test(arguments: shapes)
  func addsUp(shape: Kernel.Shape) throws {
    var generator = Philox(seed: 13, stream: 0)
    let box = Box<Point>(minX: 500_000, minY: 100_000, maxX: 502_000, maxY: 101_500)
    let parts = try Tessellation(
      of: box, columns: 5, rows: 4, jitter: 0.2, triangles: true, using: &generator)
    let kernel = try #require(Kernel(shape, radius: 260))
    func mass(_ window: MultiPolygon<Point>) -> KernelMass {
      KernelMass(window: window, kernel: kernel)
    }
    let square = mass(MultiPolygon(try rectangle(box.minX, box.minY, box.maxX, box.maxY)))
    let union = mass(MultiPolygon(parts.shapes.flatMap(\.polygons)))
    let single = parts.shapes.map(mass)
    for place in points(40, in: box, using: &generator) + parts.innerCorners {
      let whole = square(at: place)
      #expect(abs(union(at: place) - whole) < 1e-13)
      #expect(abs(single.reduce(0) { $0 + $1(at: place) } - whole) < 1e-13)
    }
  }

  /// Whole coordinates and a radius of 5 or 25: corners exactly at the reach (3, 4, 5 and 7, 24, 25), edges that just
  /// touch it, places on corners and edges. A trifle more radius or another place next to it makes a trifle
  /// of difference.
  @Test(arguments: shapes, [5.0, 25])
  func hasNoJumps(shape: Kernel.Shape, radius: Double) throws {
    var generator = Philox(seed: 16, stream: UInt64(radius))
    let size = Int(2 * radius)
    for _ in 0..<6 {
      let ring = try star(
        around: Point(x: 0, y: 0), radius: 0.5 * radius...2 * radius, corners: 9, using: &generator)
      let corners = ring.corners.map { Point(x: $0.x.rounded(), y: $0.y.rounded()) }
      let window = MultiPolygon(try Ring(corners: corners))
      func mass(_ radius: Double) throws -> KernelMass {
        KernelMass(window: window, kernel: try #require(Kernel(shape, radius: radius)))
      }
      let (exact, wider) = (try mass(radius), try mass(radius * (1 + 1e-10)))
      let places = (0..<60).map { _ in
        Point(
          x: Double(Int(generator.next() % UInt64(2 * size)) - size),
          y: Double(Int(generator.next() % UInt64(2 * size)) - size))
      }
      for place in places + corners {
        let value = exact(at: place)
        #expect(abs(wider(at: place) - value) < 1e-9)
        for (dx, dy) in [(1e-9, 0.0), (-1e-9, 0), (0, 1e-9), (0, -1e-9)] {
          #expect(abs(exact(at: Point(x: place.x + dx, y: place.y + dy)) - value) < 1e-9)
        }
      }
    }
  }

  /// A shift by whole metres leaves every bit; a turn moves corners by rounding only.
  @Test(arguments: shapes)
  func movesWithTheMap(shape: Kernel.Shape) throws {
    var generator = Philox(seed: 14, stream: 0)
    let kernel = try #require(Kernel(shape, radius: 130))
    let window = try windowWithHole()
    let mass = KernelMass(window: window, kernel: kernel)
    let places = try points(60, in: #require(window.box).expanded(by: 100), using: &generator).map {
      Point(x: $0.x.rounded(), y: $0.y.rounded())
    }
    let shift = { (place: Point) in Point(x: place.x + 400_000, y: place.y - 70_000) }
    let shifted = KernelMass(window: try #require(window.mapped(shift)), kernel: kernel)
    let turn = { (place: Point) in
      Point(x: 0.6 * place.x - 0.8 * place.y, y: 0.8 * place.x + 0.6 * place.y)
    }
    let turned = KernelMass(window: try #require(window.mapped(turn)), kernel: kernel)
    for place in places {
      #expect(abs(shifted(at: shift(place)) - mass(at: place)) < 1e-15)
      #expect(abs(turned(at: turn(place)) - mass(at: place)) < 1e-14)
    }
  }

  /// Corners given twice, a side cut in many and a ring that starts elsewhere change nothing but rounding.
  @Test(arguments: shapes)
  func doesNotDependOnHowTheRingIsGiven(shape: Kernel.Shape) throws {
    var generator = Philox(seed: 15, stream: 0)
    let kernel = try #require(Kernel(shape, radius: 90))
    let plain = try rectangle(0, 0, 500, 300)
    var corners: [Point] = []
    for (a, b) in zip(plain.corners, plain.closed.dropFirst()) {
      corners += [a, a]
      for step in 1..<10 {
        let share = Double(step) / 10
        corners.append(Point(x: a.x + share * (b.x - a.x), y: a.y + share * (b.y - a.y)))
      }
    }
    let mass = KernelMass(window: MultiPolygon(plain), kernel: kernel)
    let cut = KernelMass(window: MultiPolygon(try Ring(corners: corners)), kernel: kernel)
    let rotated = KernelMass(
      window: MultiPolygon(try Ring(corners: Array(corners[7...] + corners[..<7]))), kernel: kernel)
    let box = Box<Point>(minX: -60, minY: -60, maxX: 560, maxY: 360)
    for place in points(100, in: box, using: &generator) + corners {
      #expect(abs(cut(at: place) - mass(at: place)) < 1e-14)
      #expect(rotated(at: place) == cut(at: place))
    }
  }

  @Test func ofNothingIsZero() throws {
    let mass = KernelMass(
      window: MultiPolygon([]), kernel: try #require(Kernel(.quartic, radius: 9)))
    #expect(mass(at: Point(x: 0, y: 0)) == 0)
  }
}
