import Geometry
import Hotspots
import Testing

struct HotLevelTests {
  static let shares = [0.0, 0.001, 0.01, 0.05, 0.1, 0.333, 0.5, 0.9, 1]

  @Test(arguments: shares, [1 as UInt64, 3, 1_000_000])
  func isTheValueThatSortingGives(share: Double, highest: UInt64) throws {
    let surface = try tiedSurface(seed: 50 + highest, highest: highest)
    for owners in [surface.study, surface.study.merged()] {
      let levels = hotLevels(of: surface, share: share, owners: owners, count: 3)
      for area in 0..<3 {
        let values = cells(of: area, in: owners).map { surface.computed[$0] }.sorted(by: >)
        let most = Int(share * Double(values.count))
        guard let peak = values.first, peak > 0 else {
          #expect(levels[area] == nil)
          continue
        }
        let ranked = most < values.count ? values[most] : 0
        #expect(levels[area] == max(ranked, peak * 1e-6))
      }
    }
  }

  /// Also where many cells tie.
  @Test(arguments: shares, [1 as UInt64, 3, 1_000_000])
  func leavesAtMostTheShareAbove(share: Double, highest: UInt64) throws {
    let surface = try tiedSurface(seed: 60 + highest, highest: highest)
    let levels = hotLevels(of: surface, share: share, owners: surface.study, count: 3)
    let hot = hotCells(of: surface, above: levels, owners: surface.study)
    for area in 0..<3 {
      let all = cells(of: area, in: surface.study)
      #expect(Double(hot[area].count) <= share * Double(all.count))
      if highest == 1_000_000 {
        #expect(Double(hot[area].count) > share * Double(all.count) - 1, "hardly any tie")
      }
    }
  }

  @Test func isMissingWhereNothingIsPositive() throws {
    let surface = try tiedSurface(seed: 70, highest: 0)
    let none = hotLevels(of: surface, share: 0.1, owners: surface.study, count: 4)
    #expect(none == [nil, nil, nil, nil])
    let middle = Surface(
      computed: surface.study.areas.map { $0 == 1 ? 2 : 0 }, study: surface.study)
    #expect(hotLevels(of: middle, share: 1, owners: surface.study, count: 3) == [nil, 2e-6, nil])
  }

  /// With few incidents the whole reach of each is above the level, a millionth of the peak.
  @Test func isAMillionthOfThePeakWhereLittleIsPositive() throws {
    let study = try tiedSurface(seed: 71, highest: 0).study
    var values = [Double](repeating: 0, count: study.grid.cellCount)
    let own = study.areas.indices.filter { study.areas[$0] == 2 }
    for (place, cell) in own.prefix(3).enumerated() { values[cell] = [5, 1e-3, 1e-7][place] }
    let surface = Surface(computed: values, study: study)
    for most in [2, 3, 100] {  // the third value, or a 0, comes after the hottest
      let share = (Double(most) + 0.5) / Double(own.count)
      let levels = hotLevels(of: surface, share: share, owners: study, count: 3)
      #expect(levels == [nil, nil, 5 * 1e-6])
    }
  }

  /// What lies outside the study area, however high, sets no level.
  @Test func looksOnlyAtTheStudyArea() throws {
    let inside = try tiedSurface(seed: 72, highest: 9)
    let loud = Surface(
      computed: inside.computed.enumerated().map { inside.holds($0.offset) ? $0.element : 99 },
      study: inside.study)
    let whole = CellAreas(whole: inside.grid)
    for share in [0.01, 0.3] {
      #expect(
        hotLevels(of: loud, share: share, owners: whole, count: 1)
          == hotLevels(of: inside, share: share, owners: inside.study.merged(), count: 1))
    }
  }

  private func cells(of area: Int, in owners: CellAreas) -> [Int] {
    owners.areas.indices.filter { owners.areas[$0] == Int32(area) }
  }
}
