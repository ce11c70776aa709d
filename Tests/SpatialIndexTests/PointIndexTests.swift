import Geometry
import Probability
import SampleShapes
import SpatialIndex
import Testing

struct PointIndexTests {
  @Test(arguments: PointSample.allCases)
  func holdsEveryPointOnce(sample: PointSample) {
    let points = sample.points
    let index = PointIndex(points)
    #expect(index.count == points.count)
    #expect(index.isEmpty == points.isEmpty)
    #expect(index.numbers.sorted() == Array(0..<Int32(points.count)))
    #expect(index.box == Box(enclosing: points))
  }

  /// The places of equal points among each other are by number, so that only numbers can differ.
  @Test(arguments: PointSample.allCases)
  func doesNotDependOnTheOrderOfThePoints(sample: PointSample) {
    var generator = Philox(seed: 42, stream: 0)
    let points = sample.points
    let shuffled = points.shuffled(using: &generator)
    let (before, after) = (PointIndex(points), PointIndex(shuffled))
    #expect(before.numbers.map { points[Int($0)] } == after.numbers.map { shuffled[Int($0)] })
    for (first, second) in zip(after.numbers, after.numbers.dropFirst())
    where shuffled[Int(first)] == shuffled[Int(second)] {
      #expect(first < second)
    }
  }
}
