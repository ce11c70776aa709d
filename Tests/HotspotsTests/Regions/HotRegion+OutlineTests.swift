import Geometry
import Hotspots
import Probability
import SampleShapes
import SpatialIndex
import Testing

struct HotRegionOutlineTests {
  /// A density as a study makes it: smooth, cut off by the study area.
  private func smoothSurface(seed: UInt64) async throws -> Surface {
    var generator = Philox(seed: seed, stream: 0)
    let grid = Grid(
      cellWidth: 50, cellHeight: 40, firstColumn: 7_000, firstRow: 9_300, columns: 40, rows: 36)
    let incidents = points(60, in: grid.box, using: &generator)
    let density = await density(
      of: incidents, kernel: try #require(Kernel(.quartic, radius: 180)), on: grid)
    let centre = Point(
      x: grid.box.minX + grid.box.width / 2, y: grid.box.minY + grid.box.height / 2)
    let shape = MultiPolygon([try holedStar(around: centre, size: 1_700, using: &generator)])
    return Surface(computed: density, study: CellAreas(of: [shape], on: grid))
  }

  @Test(arguments: [1 as UInt64, 2, 3], [0.02, 0.2, 0.7])
  func holdsTheCentresOfItsCellsAlone(seed: UInt64, share: Double) async throws {
    let surface = try await smoothSurface(seed: seed)
    try expectOutlinesHoldCells(of: surface, share: share)
  }

  /// Noise: many small regions, saddles everywhere, regions that touch at corners.
  @Test(arguments: [4 as UInt64, 5], [0.2, 0.4])
  func holdsTheCentresOfItsCellsAloneInNoise(seed: UInt64, share: Double) throws {
    try expectOutlinesHoldCells(of: try tiedSurface(seed: seed, highest: 9), share: share)
  }

  private func expectOutlinesHoldCells(of surface: Surface, share: Double) throws {
    let owners = surface.study.merged()
    let found = try #require(
      hotLevels(of: surface, share: share, owners: owners, count: 1)[0])
    let regions = hotRegions(of: surface, above: found, from: 0..<surface.grid.cellCount)
    try #require(!regions.isEmpty)
    let studied = (0..<surface.grid.cellCount).filter { surface.holds($0) }
    for region in regions {
      let outline = region.outline(on: surface)
      let box = try #require(outline.box)
      #expect(outline.rightHanded() == outline)
      let inside = studied.filter {
        box.contains(surface.grid.centre(of: $0)) && outline.contains(surface.grid.centre(of: $0))
      }
      #expect(inside == region.cells)
      #expect(reach(of: box, beyond: region, on: surface.grid) < 3)
    }
  }

  /// How many cells the outline runs on past the outermost centres of the region's cells.
  private func reach(of box: Box<Point>, beyond region: HotRegion, on grid: Grid) -> Double {
    let centres = region.cells.map { grid.centre(of: $0) }
    let xs = centres.map(\.x)
    let ys = centres.map(\.y)
    return max(
      ((xs.min() ?? 0) - box.minX) / grid.cellWidth, (box.maxX - (xs.max() ?? 0)) / grid.cellWidth,
      ((ys.min() ?? 0) - box.minY) / grid.cellHeight,
      (box.maxY - (ys.max() ?? 0)) / grid.cellHeight)
  }

  /// Where the surface goes on beyond the study area, so does the outline, past the cells' own edge.
  @Test func runsPastTheEdgeOfTheStudyArea() throws {
    let grid = Grid(
      cellWidth: 10, cellHeight: 10, firstColumn: 0, firstRow: 0, columns: 12, rows: 12)
    let west = MultiPolygon(try rectangle(0, 0, 60, 120))
    let surface = Surface(
      computed: [Double](repeating: 5, count: 144), study: CellAreas(of: [west], on: grid))
    let regions = hotRegions(of: surface, above: 1, from: [0])
    #expect(regions.map(\.cells.count) == [72])
    let box = try #require(regions[0].outline(on: surface).box)
    #expect(box.maxX > 60 && box.maxX < 90)
    // On the grid's own edge there is nothing to run on to but the last centres' surroundings.
    #expect(box.minX < 5 && box.minX > -30 && box.minY < 5 && box.maxY > 115)
  }

  @Test func ofOneCellIsADiamond() throws {
    let grid = Grid(
      cellWidth: 50, cellHeight: 40, firstColumn: 0, firstRow: 0, columns: 5, rows: 5)
    for cell in [12, 0, 4, 20, 24] {  // in the middle and in the corners of the grid
      var values = [Double](repeating: 0, count: 25)
      values[cell] = 4
      let surface = Surface(computed: values, study: CellAreas(whole: grid))
      let region = try #require(hotRegions(of: surface, above: 1, from: [cell]).first)
      #expect(region.cells == [cell] && region.peak == 4 && region.mean == 4)
      let outline = region.outline(on: surface)
      #expect(outline.polygons.count == 1 && outline.polygons[0].exterior.corners.count == 4)
      #expect(abs(outline.area - 2 * 37.5 * 30) < 1e-9)
      #expect(outline.contains(grid.centre(of: cell)))
    }
  }

  /// A ring of cells around a valley, and the valley when it is another region's peak.
  @Test func leavesOutOtherRegions() throws {
    let grid = Grid(
      cellWidth: 1, cellHeight: 1, firstColumn: 0, firstRow: 0, columns: 9, rows: 9)
    let values = (0..<81).map { cell -> Double in
      let distance = max(abs(grid.column(of: cell) - 4), abs(grid.row(of: cell) - 4))
      return [9, 0, 5, 0, 0][distance]
    }
    let surface = Surface(computed: values, study: CellAreas(whole: grid))
    let regions = hotRegions(of: surface, above: 1, from: 0..<81)
    #expect(regions.map(\.cells.count) == [16, 1])
    let ring = regions[0].outline(on: surface)
    #expect(ring.polygons.count == 1 && ring.polygons[0].holes.count == 1)
    #expect(!ring.contains(grid.centre(of: 40)))
    #expect(regions[1].outline(on: surface).contains(grid.centre(of: 40)))
  }
}
