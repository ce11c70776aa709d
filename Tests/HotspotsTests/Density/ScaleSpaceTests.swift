import Geometry
import Hotspots
import Probability
import SampleShapes
import Testing

struct ScaleSpaceTests {
  private let grid = Grid(
    cellWidth: 50, cellHeight: 50, firstColumn: 7_000, firstRow: 9_300, columns: 40, rows: 30)

  /// Each cell and scale by sorting the values of the study area.
  @Test(arguments: [0.0, 0.01, 0.1, 1])
  func isHotWhereTheValueIsAmongTheHighest(share: Double) async throws {
    let study = try threeAreas(on: grid)
    let points = incidents()
    let kernels = try #require(ScaleSpace.kernels(.quartic, from: 100, to: 600, count: 5))
    let found = await ScaleSpace(of: points, kernels: kernels, share: share, study: study)
    #expect(found.scaleCount == 5 && found.levels.count == 5)
    let cells = (0..<grid.cellCount).filter { study.areas[$0] >= 0 }
    var counts = [Int](repeating: 0, count: grid.cellCount)
    for (scale, kernel) in kernels.enumerated() {
      let values = await density(
        of: points.points, weights: points.weights, kernel: kernel, on: grid)
      let ranked = cells.map { values[$0] }.sorted(by: >)
      let peak = try #require(ranked.first)
      let most = Int(share * Double(cells.count))
      let level = max(most < ranked.count ? ranked[most] : 0, peak * 1e-6)
      #expect(found.levels[scale] == level)
      for cell in 0..<grid.cellCount {
        let isHot = study.areas[cell] >= 0 && values[cell] > level
        #expect(found.isHot(cell: cell, atScale: scale) == isHot)
        if isHot { counts[cell] += 1 }
      }
    }
    let persistence = found.persistence
    for cell in 0..<grid.cellCount {
      #expect(persistence.computed[cell] == Double(counts[cell]) / 5)
      #expect((persistence[cell] == nil) == (study.areas[cell] < 0))
      let hot = (0..<5).filter { found.isHot(cell: cell, atScale: $0) }
      #expect(found.scales(ofCell: cell)?.lowerBound == hot.first)
      #expect(found.scales(ofCell: cell)?.upperBound == hot.last)
    }
  }

  /// A busy address in quiet ground is hot at narrow scales, the middle of a busy district at wide
  /// ones, and a busy place within the district at all.
  @Test func tellsAddressesFromDistricts() async throws {
    func place(_ column: Int, _ row: Int) -> (cell: Int, point: Point) {
      let cell = grid.index(column: column, row: row)
      return (cell, grid.centre(of: cell))
    }
    let (address, district, core) = (place(5, 5), place(30, 20), place(25, 17))
    var generator = Philox(seed: 120, stream: 0)
    let around = Box<Point>(
      minX: district.point.x - 450, minY: district.point.y - 450, maxX: district.point.x + 450,
      maxY: district.point.y + 450)
    let points =
      points(600, in: around, using: &generator) + [Point](repeating: address.point, count: 60)
      + [Point](repeating: core.point, count: 60)
    let kernels = try #require(ScaleSpace.kernels(.quartic, from: 80, to: 1_200, count: 8))
    let found = await ScaleSpace(
      of: WeightedPoints(points), kernels: kernels, share: 0.03, study: CellAreas(whole: grid))
    #expect(found.scales(ofCell: address.cell)?.lowerBound == 0)
    #expect(try #require(found.scales(ofCell: address.cell)).upperBound < 4)
    #expect(try #require(found.scales(ofCell: district.cell)).lowerBound > 2)
    #expect(found.scales(ofCell: district.cell)?.upperBound == 7)
    let persistence = found.persistence.computed
    #expect(persistence[core.cell] > persistence[address.cell])
    #expect(persistence[core.cell] > persistence[district.cell])
    #expect(found.scales(ofCell: grid.index(column: 39, row: 0)) == nil)
  }

  @Test func ofOneScaleIsItsHotCells() async throws {
    let study = CellAreas(whole: grid)
    let values = await density(
      of: incidents().points, kernel: try #require(Kernel(.quartic, radius: 200)), on: grid)
    let surface = Surface(computed: values, study: study)
    // As many scales as there are bits.
    let found = ScaleSpace([Surface](repeating: surface, count: ScaleSpace.most), share: 0.05)
    let one = ScaleSpace([surface], share: 0.05)
    #expect(found.persistence.computed == one.persistence.computed)
    #expect(Set(one.persistence.computed) == [0, 1])
    let hot = try #require(one.persistence.computed.firstIndex(of: 1))
    #expect(one.scales(ofCell: hot) == 0...0 && found.scales(ofCell: hot) == 0...63)
  }

  @Test func withoutIncidentsNothingIsHot() async throws {
    let kernels = try #require(ScaleSpace.kernels(.gaussian, from: 100, to: 300, count: 3))
    let found = await ScaleSpace(
      of: WeightedPoints([]), kernels: kernels, share: 0.1, study: CellAreas(whole: grid))
    #expect(found.levels == [nil, nil, nil])
    #expect(Set(found.persistence.computed) == [0])
  }

  @Test func kernelsGrowByOneFactor() throws {
    let kernels = try #require(ScaleSpace.kernels(.quartic, from: 100, to: 1_600, count: 5))
    for (kernel, radius) in zip(kernels, [100.0, 200, 400, 800, 1_600]) {
      #expect(abs(kernel.radius - radius) <= 1e-12 * radius)
    }
    #expect(kernels.first?.radius == 100 && kernels.last?.radius == 1_600 && kernels.count == 5)
    #expect(ScaleSpace.kernels(.quartic, from: 100, to: 100, count: 1)?.count == 1)
    for (from, to, count) in [
      (0, 1, 2), (2, 1, 2), (1, 2, 1), (1, .infinity, 2), (.nan, 1, 2), (1, 2, 0),
    ] as [(Double, Double, Int)] {
      #expect(ScaleSpace.kernels(.quartic, from: from, to: to, count: count) == nil)
    }
  }

  private func incidents() -> WeightedPoints {
    var generator = Philox(seed: 121, stream: 0)
    let places = points(80, in: grid.box, using: &generator)
    return WeightedPoints(places, weights: places.map { _ in generator.uniform(from: 0.1, to: 5) })
  }
}
