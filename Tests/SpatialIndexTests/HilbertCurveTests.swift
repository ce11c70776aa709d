import Geometry
import Probability
import SampleShapes
import SpatialIndex
import Testing

struct HilbertCurveTests {
  /// On a full lattice of 2ᵏ × 2ᵏ points the curve goes from each to one beside it, which also means
  /// that its distance tells all of them apart.
  @Test(arguments: [1, 2, 3, 5])
  func stepsFromNeighbourToNeighbour(k: Int) {
    var generator = Philox(seed: 20, stream: UInt64(k))
    let side = 1 << k
    let lattice = (0..<side * side).map {
      Point(x: 350_000 + 50 * Double($0 % side), y: 370_000 + 50 * Double($0 / side))
    }.shuffled(using: &generator)
    let order = HilbertCurve.order(of: lattice)
    #expect(order.sorted() == Array(0..<Int32(side * side)))
    for (first, second) in zip(order, order.dropFirst()) {
      #expect(lattice[Int(first)].distance(to: lattice[Int(second)]) == 50)
    }
  }

  @Test(arguments: [0, 1, 2, 17, 1_000])
  func isAPermutation(count: Int) {
    var generator = Philox(seed: 21, stream: 0)
    let box = Box<Point>(minX: -5, minY: 1e6, maxX: 5, maxY: 1e6 + 900)
    let order = HilbertCurve.order(of: points(count, in: box, using: &generator))
    #expect(order.sorted() == Array(0..<Int32(count)))
  }

  @Test func keepsTheOrderOfPointsInOnePlace() {
    let here = Point(x: 4, y: 7)
    #expect(HilbertCurve.order(of: [Point](repeating: here, count: 50)) == Array(0..<50))
    let line = (0..<8).map { Point(x: 3, y: Double($0)) }
    #expect(Set(HilbertCurve.order(of: line)) == Set(0..<8))
  }
}
