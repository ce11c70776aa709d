import Geometry
import Probability
import SampleShapes
import SpatialIndex
import Testing

struct BoxIndexTests {
  /// Boxes around points, of no width, touching each other, equal, and one around all.
  private func boxes(_ sample: PointSample) -> [Box<Point>] {
    var generator = Philox(seed: 47, stream: 0)
    let points = sample.points.prefix(300)
    let reach = points.count > 1 && abs(points[0].x) < 1e100 ? 30.0 : 0
    let around = points.map { point in
      Box<Point>(
        minX: point.x - (reach * generator.uniform()).rounded(), minY: point.y,
        maxX: point.x, maxY: point.y + (reach * generator.uniform()).rounded())
    }
    let whole = Box(enclosing: points).map { [$0, $0] } ?? []
    return (around + whole).shuffled(using: &generator)
  }

  @Test(arguments: PointSample.allCases)
  func findsWhatAFullScanFinds(sample: PointSample) {
    let boxes = boxes(sample)
    let index = BoxIndex(boxes)
    #expect(index.count == boxes.count)
    #expect(index.numbers.sorted() == Array(0..<Int32(boxes.count)))
    let positions = sample.positions
    for (a, b) in zip(positions, positions.reversed()) {
      let box = Box<Point>(
        minX: min(a.x, b.x), minY: min(a.y, b.y), maxX: max(a.x, b.x), maxY: max(a.y, b.y))
      let meeting = index.numbers.filter { boxes[Int($0)].intersects(box) }
      #expect(index.numbers(meeting: box) == meeting)
      let holding = index.numbers.filter { boxes[Int($0)].contains(a) }
      #expect(index.numbers(holding: a) == holding)
    }
  }

  @Test(arguments: PointSample.allCases)
  func doesNotDependOnTheOrderOfTheBoxes(sample: PointSample) {
    var generator = Philox(seed: 48, stream: 0)
    let boxes = boxes(sample)
    let shuffled = boxes.shuffled(using: &generator)
    let (before, after) = (BoxIndex(boxes), BoxIndex(shuffled))
    #expect(before.numbers.map { boxes[Int($0)] } == after.numbers.map { shuffled[Int($0)] })
  }
}
