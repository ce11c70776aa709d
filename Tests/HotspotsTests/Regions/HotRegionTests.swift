import Geometry
import Hotspots
import Testing

struct HotRegionTests {
  /// From sparse cells that hardly meet to one region with holes.
  @Test(arguments: [9, 8, 6, 5, 4, 2, 0, -1])
  func areTheConnectedParts(level: Double) throws {
    let surface = try tiedSurface(seed: 80, highest: 9)
    let regions = hotRegions(of: surface, above: level, from: 0..<surface.grid.cellCount)
    let truth = connectedParts(of: surface, above: level)
    #expect(regions.map(\.cells) == truth)
    #expect(truth.isEmpty == (level == 9))
    for region in regions {
      let values = region.cells.map { surface.computed[$0] }
      #expect(region.level == level)
      #expect(region.peak == values.max())
      // A mean of whole numbers: their sum is exact.
      #expect(region.mean == Double(Int(values.reduce(0, +))) / Double(values.count))
    }
  }

  @Test func comeOnceEachInTheOrderOfTheirSeeds() throws {
    let surface = try tiedSurface(seed: 81, highest: 9)
    let all = hotRegions(of: surface, above: 6, from: 0..<surface.grid.cellCount)
    try #require(all.count > 5)
    let chosen = [all[4], all[1], all[3]]
    let seeds = chosen.compactMap(\.cells.last) + chosen.flatMap(\.cells)
    let cold = surface.computed.indices.filter { surface.computed[$0] <= 6 }
    let found = hotRegions(of: surface, above: 6, from: cold.prefix(9) + seeds)
    #expect(found.map(\.cells) == chosen.map(\.cells))
    #expect(hotRegions(of: surface, above: 6, from: []).isEmpty)
  }

  /// A band from west to east is one region across areas, but the missing ground cuts it.
  @Test func crossAreasButNotMissingGround() throws {
    let grid = Grid(
      cellWidth: 50, cellHeight: 40, firstColumn: 0, firstRow: 0, columns: 10, rows: 3)
    let row = 10..<20
    let values = (0..<30).map { row.contains($0) ? 5.0 : 0 }
    let areas = [(0.0, 150.0), (150, 300), (350, 500)].map { west, east in
      MultiPolygon<Point>(
        [(west, east)].compactMap { west, east in
          try? Ring(corners: [
            Point(x: west, y: 0), Point(x: east, y: 0), Point(x: east, y: 120),
            Point(x: west, y: 120),
          ])
        }.map { Polygon(exterior: $0) })
    }
    let surface = Surface(computed: values, study: CellAreas(of: areas, on: grid))
    let regions = hotRegions(of: surface, above: 1, from: row)
    #expect(regions.map(\.cells) == [Array(10..<16), Array(17..<20)])
  }

  @Test func hotCellsAreThoseAboveTheLevelOfTheirOwner() throws {
    let surface = try tiedSurface(seed: 82, highest: 9)
    let levels: [Double?] = [6, nil, 2]
    let found = hotCells(of: surface, above: levels, owners: surface.study)
    for area in 0..<3 {
      let truth = surface.computed.indices.filter { cell in
        surface.study.areas[cell] == Int32(area)
          && levels[area].map { surface.computed[cell] > $0 } == true
      }
      #expect(found[area] == truth)
    }
    #expect(!found[0].isEmpty && found[1].isEmpty && found[2].count > found[0].count)
  }

  /// Owners may reach beyond the study area; what is absent there is not hot.
  @Test func hotCellsLieInTheStudyArea() throws {
    let surface = try tiedSurface(seed: 83, highest: 9)
    let whole = CellAreas(whole: surface.grid)
    let found = hotCells(of: surface, above: [4], owners: whole)
    #expect(
      found == [
        surface.computed.indices.filter { surface.holds($0) && surface.computed[$0] > 4 }
      ])
  }

  /// By union-find over pairs of neighbours: cells of each part ascending, parts by their first cell.
  private func connectedParts(of surface: Surface, above level: Double) -> [[Int]] {
    let grid = surface.grid
    var parents = Array(0..<grid.cellCount)
    func root(_ cell: Int) -> Int {
      var cell = cell
      while parents[cell] != cell { cell = parents[cell] }
      return cell
    }
    let hot = (0..<grid.cellCount).filter { surface[$0].map { $0 > level } == true }
    let isHot = Set(hot)
    for cell in hot {
      let east = grid.column(of: cell) + 1 < grid.columns ? [cell + 1] : []
      for neighbour in east + [cell + grid.columns] where isHot.contains(neighbour) {
        let (a, b) = (root(cell), root(neighbour))
        parents[max(a, b)] = min(a, b)
      }
    }
    return Dictionary(grouping: hot, by: root).sorted { $0.key < $1.key }.map(\.value)
  }
}
