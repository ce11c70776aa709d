import Geometry
import Hotspots
import Probability
import Testing

struct SurfaceLevelsTests {
  static let shares = [0.001, 0.05, 0.2, 0.25, 0.5, 0.75, 0.999, 1]
  static let highest: [UInt64] = [1, 3, 40, 1_000_000]

  /// Whole numbers, so that every sum is exact: the fewest cells from the top that hold the share,
  /// with all that tie with the last of them, are above the level.
  @Test(arguments: shares, highest)
  func massLevelsAreWhatSortingGives(share: Double, highest: UInt64) throws {
    let surface = try tiedSurface(seed: 80 + highest, highest: highest)
    let values = heldValues(of: surface).sorted(by: >)
    let total = values.reduce(0, +)
    var (count, held) = (0, 0.0)
    while held < share * total {
      held += values[count]
      count += 1
    }
    let next = values.first { $0 < values[count - 1] } ?? 0
    let levels = surfaceLevels(of: surface, by: .mass(shares: [share]))
    #expect(levels.map(\.value) == [next])
    #expect(levels[0].massShare == values.filter { $0 > next }.reduce(0, +) / total)
    #expect(levels[0].areaShare == Double(values.count { $0 > next }) / Double(values.count))
  }

  /// At least the share is above, and less than it without the cells that are lowest among those.
  @Test(arguments: shares, highest)
  func massAboveIsAtLeastTheShareAndNotMore(share: Double, highest: UInt64) throws {
    let surface = try tiedSurface(seed: 90 + highest, highest: highest)
    let values = heldValues(of: surface)
    let level = try #require(surfaceLevels(of: surface, by: .mass(shares: [share])).first?.value)
    let above = values.filter { $0 > level }
    let lowest = try #require(above.min())
    let wanted = share * values.reduce(0, +)
    #expect(above.reduce(0, +) >= wanted)
    #expect(above.filter { $0 > lowest }.reduce(0, +) < wanted)
    #expect(level == 0 || values.contains(level))
  }

  /// Values over 600 powers of two, and values within one part in 10¹⁰ of each other.
  @Test(arguments: [0.05, 0.3, 0.9, 1], [0, 1])
  func massLevelsSuitAnyRangeOfValues(share: Double, kind: Int) throws {
    var generator = Philox(seed: 13, stream: UInt64(kind))
    let study = try tiedSurface(seed: 1, highest: 1).study
    let values = (0..<study.grid.cellCount).map { cell -> Double in
      let random = Double(generator.next() % 1_000)
      return kind == 0
        ? Double(sign: .plus, exponent: Int(random) - 700, significand: 1) : 7 + random * 1e-12
    }
    let surface = Surface(computed: values, study: study)
    let sorted = heldValues(of: surface).sorted(by: >)
    let total = sorted.reduce(0, +)
    let level = surfaceLevels(of: surface, by: .mass(shares: [share]))[0].value
    var (count, held) = (0, 0.0)
    while held < share * total {
      held += sorted[count]
      count += 1
    }
    #expect(level == sorted.first { $0 < sorted[count - 1] } ?? 0)
  }

  /// At most the upper share of the positive cells is above a level, and it is exceeded when those at
  /// the level are added.
  @Test(arguments: [1, 2, 4, 5, 7, 100], highest)
  func quantilesPartThePositiveCells(classes: Int, highest: UInt64) throws {
    let surface = try tiedSurface(seed: 100 + highest, highest: highest)
    let values = heldValues(of: surface).filter { $0 > 0 }.sorted()
    let expected = (1..<classes).map { part in
      values[(part * values.count + classes - 1) / classes - 1]
    }
    let found = surfaceLevels(of: surface, by: .quantiles(classes: classes)).map(\.value)
    #expect(
      found == Set(expected).sorted().filter { $0 < values[values.count - 1] })
    for level in found {
      let below = Double(values.count { $0 <= level }) / Double(values.count)
      let strictlyBelow = Double(values.count { $0 < level }) / Double(values.count)
      #expect(
        (1..<classes).contains { part in
          let share = Double(part) / Double(classes)
          return below >= share && strictlyBelow < share
        })
    }
  }

  @Test func quantilesOfDifferentValuesHoldEquallyMany() throws {
    let study = CellAreas(whole: try tiedSurface(seed: 1, highest: 1).grid)
    let count = study.grid.cellCount
    let surface = Surface(computed: (0..<count).map { Double($0 * 7 % count + 1) }, study: study)
    let levels = surfaceLevels(of: surface, by: .quantiles(classes: 2))
    #expect(levels.map(\.areaShare) == [0.5])
    #expect(levels.map(\.value) == [Double(count / 2)])
  }

  @Test func intervalsPartTheRangeFromZero() throws {
    let surface = try tiedSurface(seed: 110, highest: 40)
    #expect(heldValues(of: surface).max() == 40)
    let levels = surfaceLevels(of: surface, by: .equalIntervals(classes: 5))
    #expect(levels.map(\.value) == [8, 16, 24, 32])
    #expect(surfaceLevels(of: surface, by: .equalIntervals(classes: 1)).isEmpty)
  }

  @Test func givenLevelsStayAsTheyAre() throws {
    let surface = try tiedSurface(seed: 111, highest: 9)
    let levels = surfaceLevels(of: surface, by: .given([12, -1, 3, 3.5, 3]))
    #expect(levels.map(\.value) == [-1, 3, 3.5, 12])
    #expect(levels.map(\.massShare) == [1, levels[2].massShare, levels[2].massShare, 0])
    #expect(levels[0].areaShare == 1 && levels[3].areaShare == 0)
  }

  @Test func higherLevelsHoldLess() throws {
    let surface = try tiedSurface(seed: 112, highest: 1_000_000)
    let levels = surfaceLevels(of: surface)
    #expect(levels.count == 4)
    for (lower, higher) in zip(levels, levels.dropFirst()) {
      #expect(lower.value < higher.value)
      #expect(try #require(lower.massShare) > #require(higher.massShare))
      #expect(try #require(lower.areaShare) > #require(higher.areaShare))
    }
    for (level, share) in zip(levels, [0.8, 0.6, 0.4, 0.2]) {
      #expect(try #require(level.massShare) >= share)
    }
  }

  /// Where all cells tie they are all above the one level, 0.
  @Test func anEvenSurfaceHasOneLevel() throws {
    let study = try tiedSurface(seed: 1, highest: 1).study
    let even = Surface(
      computed: [Double](repeating: 2, count: study.grid.cellCount), study: study)
    #expect(
      surfaceLevels(of: even) == [SurfaceLevel(value: 0, massShare: 1, areaShare: 1)])
    #expect(surfaceLevels(of: even, by: .quantiles(classes: 5)).isEmpty)
    #expect(surfaceLevels(of: even, by: .equalIntervals(classes: 4)).map(\.value) == [0.5, 1, 1.5])
  }

  @Test(arguments: [
    SurfaceBreaks.standard, .mass(shares: [1]), .quantiles(classes: 5), .equalIntervals(classes: 5),
  ])
  func nothingPositiveHasNoLevels(breaks: SurfaceBreaks) throws {
    let quiet = try tiedSurface(seed: 113, highest: 0)
    #expect(surfaceLevels(of: quiet, by: breaks).isEmpty)
    let loudOutside = Surface(
      computed: quiet.computed.indices.map { quiet.holds($0) ? 0 : 5 }, study: quiet.study)
    #expect(surfaceLevels(of: loudOutside, by: breaks).isEmpty)
    let nowhere = Surface(
      computed: loudOutside.computed, study: CellAreas(of: [], on: quiet.grid))
    #expect(surfaceLevels(of: nowhere, by: breaks).isEmpty)
    #expect(
      surfaceLevels(of: nowhere, by: .given([1]))
        == [SurfaceLevel(value: 1, massShare: nil, areaShare: nil)])
  }

  /// A cell outside the study area changes nothing, however high.
  @Test(arguments: [
    SurfaceBreaks.standard, .quantiles(classes: 5), .equalIntervals(classes: 5), .given([3]),
  ])
  func onlyTheStudyAreaCounts(breaks: SurfaceBreaks) throws {
    let inside = try tiedSurface(seed: 114, highest: 9)
    let loud = Surface(
      computed: inside.computed.enumerated().map { inside.holds($0.offset) ? $0.element : 99 },
      study: inside.study)
    #expect(surfaceLevels(of: loud, by: breaks) == surfaceLevels(of: inside, by: breaks))
  }

  private func heldValues(of surface: Surface) -> [Double] {
    surface.computed.indices.compactMap { surface[$0] }
  }
}
