import Geometry
import Hotspots
import Probability
import SampleShapes
import SpatialIndex
import Testing

struct LatticeTests {
  private func window() throws -> MultiPolygon<Point> {
    var generator = Philox(seed: 9, stream: 4)
    return MultiPolygon([
      try holedStar(around: Point(x: 5000, y: 7000), size: 3000, using: &generator)
    ])
  }

  private func lattices() throws -> [Lattice] {
    let window = try window()
    return [.squares(side: 150, over: window), .hexagons(width: 170, over: window)]
  }

  @Test func holdsTheGroundOfTheWindow() throws {
    let window = try window()
    for lattice in try lattices() {
      #expect(abs(lattice.ground.reduce(0, +) / window.area - 1) < 1e-9)
      #expect((0..<lattice.count).allSatisfy { (0...1).contains(lattice.share(of: $0)) })
    }
  }

  @Test func countsEachPointOfTheWindowOnce() throws {
    let window = try window()
    var generator = Philox(seed: 10, stream: 4)
    let inside = points(3000, in: try #require(window.box), using: &generator)
      .filter { window.contains($0) }
    for lattice in try lattices() {
      let counts = lattice.counts(of: inside)
      #expect(counts.reduce(0, +) == inside.count)
      for unit in stride(from: 0, to: lattice.count, by: 11) {
        let polygon = lattice.polygon(of: unit)
        #expect(counts[unit] == inside.filter { polygon.contains($0) }.count)
        #expect(lattice.unit(at: lattice.centres[unit]) == unit)
      }
      let weights = inside.map { $0.x / 7 }
      let sums = lattice.sums(of: inside, weights: weights)
      #expect(sums == lattice.sums(of: inside.reversed(), weights: weights.reversed()))
      let (counted, given) = (sums.reduce(0, +), weights.reduce(0, +))
      #expect(abs(counted - given) < 1e-12 * given)
    }
  }

  /// Absent is not zero: cells with too little ground are gone, and nobody's neighbours.
  @Test func cellsWithLittleGroundAreAbsent() throws {
    let window = try window()
    let all = Lattice.hexagons(width: 170, over: window)
    let most = Lattice.hexagons(width: 170, over: window, leastShare: 0.5)
    #expect(most.count == (0..<all.count).filter { all.share(of: $0) >= 0.5 }.count)
    #expect((0..<most.count).allSatisfy { most.share(of: $0) >= 0.5 })
    let weights = try #require(most.contiguity(corners: false))
    #expect(weights.count == most.count)
  }

  @Test func contiguityIsThatOfDistances() throws {
    for lattice in try lattices() {
      let band = try #require(lattice.touchingBand)
      let queen = try #require(lattice.contiguity(corners: true))
      let near = SpatialWeights.distanceBand(band, between: lattice.centres)
      #expect(queen.starts == near.starts && queen.neighbours == near.neighbours)
      #expect(queen.isSymmetric)
    }
    let squares = try lattices()[0]
    let rook = try #require(squares.contiguity(corners: false))
    let near = SpatialWeights.distanceBand(150, between: squares.centres)
    #expect(rook.neighbours == near.neighbours)
  }

  @Test func areasKeepTheirOrderAndShapes() throws {
    let areas = [
      MultiPolygon(try rectangle(0, 0, 10, 10)), MultiPolygon(try rectangle(10, 0, 30, 10)),
    ]
    let lattice = Lattice(areas: areas)
    #expect(lattice.centres == [Point(x: 5, y: 5), Point(x: 20, y: 5)])
    #expect(lattice.ground == [100, 200])
    // On the side that both share: the eastern one's.
    #expect(
      lattice.counts(of: [Point(x: 1, y: 1), Point(x: 10, y: 3), Point(x: 50, y: 3)]) == [1, 1])
    #expect(lattice.contiguity(corners: true) == nil && lattice.touchingBand == nil)
    #expect(lattice.polygon(of: 1) == areas[1])
  }

  @Test func ofNothingThereIsNothing() {
    let lattice = Lattice.squares(side: 10, over: MultiPolygon([]))
    #expect(lattice.count == 0 && lattice.counts(of: [Point(x: 1, y: 1)]).isEmpty)
    #expect(Lattice(areas: []).count == 0)
  }
}
