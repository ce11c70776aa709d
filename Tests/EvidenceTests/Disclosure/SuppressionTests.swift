import Evidence
import Probability
import TestSupport
import Testing

@Suite struct SuppressionTests {
  @Test func nothingIsWithheldWhereNothingIsSmall() {
    let counts = NumberedIncidents.table([[5, 12], [30, 7]])
    let suppression = Suppression(of: counts)
    #expect(suppression.marks.allSatisfy { $0 == .shown })
    #expect(suppression.protected.isEmpty)
  }

  @Test func noCountsAndNoIncidents() {
    #expect(Suppression(of: []).marks.isEmpty)
    #expect(Suppression(of: [[], []]).marks == [.small, .small])
  }

  @Test func aLoneSmallCountIsToldAsSmall() {
    #expect(Suppression(of: [[1, 2, 3], [4, 5, 6, 7, 8]]).marks == [.small, .shown])
  }

  @Test func aRowWithOneSmallCountLosesAnother() {
    // 3 + 20 + 9 = 32: the cheapest company is 9.
    let counts: [[Int32]] = [
      Array(0..<3), Array(3..<23), Array(23..<32), Array(0..<32),
    ]
    #expect(Suppression(of: counts).marks == [.small, .shown, .withheld, .shown])
  }

  @Test func twoSmallCountsWithATotalOfEightAreBothFour() {
    let counts: [[Int32]] = [Array(0..<4), Array(4..<8), Array(0..<8)]
    let suppression = Suppression(of: counts)
    #expect(suppression.marks == [.small, .small, .withheld])
    #expect(suppression.protected.allSatisfy { $0.possible.count >= 4 })
  }

  @Test func oneOfTwoThatMakeTwoIsNeitherToldNorKnown() {
    // At a threshold of 2, two ones with a total that is withheld, so not small, would be two ones.
    let suppression = Suppression(of: [[0], [1], [0, 1]], threshold: 2)
    #expect(suppression.marks.contains(.withheld))
    #expect(suppression.marks[2] != .shown)
    #expect(suppression.protected.allSatisfy { $0.possible.count >= 2 })
    #expect(suppression.marks[0] == .withheld || suppression.marks[1] == .withheld)
  }

  @Test func twoByTwoLosesAllFourOrItsSums() {
    let counts = NumberedIncidents.table([[2, 11], [13, 17]])
    let marks = Suppression(of: counts).marks
    #expect(marks[0] == .small)
    #expect(marks.count { $0 == .withheld } == 3)
  }

  @Test func aSmallDifferenceOfTwoTotalsIsProtected() {
    let counts: [[Int32]] = [Array(0..<40), Array(0..<43)]
    let suppression = Suppression(of: counts)
    #expect(suppression.marks == [.withheld, .shown])
    #expect(suppression.protected.map(\.value) == [3])
    #expect(suppression.protected.map(\.count) == [nil])
  }

  @Test func whatATotalLeavesBesideAFamilyIsProtected() {
    // Two beats of 10 and 20, and 2 incidents in neither.
    let counts: [[Int32]] = [Array(0..<10), Array(10..<30), Array(0..<32)]
    #expect(Suppression(of: counts).marks == [.shown, .shown, .shown])
    #expect(Suppression(of: counts, families: [[0, 1]]).marks == [.withheld, .shown, .shown])
  }

  @Test func unitsBetweenTheirBeatsAreFamiliesToo() {
    // Beats 10 and 20 make a unit of 32, beats 15 and 25 one of 40: two incidents are in no beat.
    let counts: [[Int32]] = [
      Array(0..<72), Array(0..<32), Array(0..<10), Array(10..<30), Array(32..<72), Array(32..<47),
      Array(47..<72),
    ]
    let suppression = Suppression(of: counts, families: [Array(counts.indices)])
    #expect(suppression.protected.map(\.value) == [2])
    #expect(suppression.marks.contains(.withheld))
  }

  @Test func aSecretCountIsNotWhatTheOthersLeave() {
    // 30 + 50 + 20 = 100, and the 50 must not be known.
    let counts: [[Int32]] = [
      Array(0..<30), Array(30..<80), Array(80..<100), Array(0..<100),
    ]
    let suppression = Suppression(of: counts, secret: [1])
    #expect(suppression.marks == [.shown, .withheld, .withheld, .shown])
    #expect(suppression.protected.map(\.possible) == [46...54])
  }

  @Test func aSingleCellThatHoldsAllIsTold() {
    let counts = NumberedIncidents.table([[0, 0], [0, 60]])
    let marks = Suppression(of: counts).marks
    #expect(marks == [.small, .small, .small, .shown, .small, .shown, .small, .shown, .shown])
  }

  @Test func aSingleSmallCellHidesItsSums() {
    let counts = NumberedIncidents.table([[0, 0], [0, 3]])
    #expect(Suppression(of: counts).marks.allSatisfy { $0 == .small })
  }

  @Test func theSameCountTwiceIsToldTheSame() {
    let counts: [[Int32]] = [
      Array(0..<3), Array(3..<23), Array(0..<23), Array(3..<23), Array(0..<3),
    ]
    let marks = Suppression(of: counts).marks
    #expect(marks[0] == marks[4])
    #expect(marks[1] == marks[3])
    #expect(!(marks[1] == .shown && marks[2] == .shown))
  }

  @Test(arguments: [2, 3, 5, 10])
  func anyThreshold(threshold: Int) {
    let counts = NumberedIncidents.table([[1, 11, 4], [13, 1, 9], [2, 8, 30]])
    let suppression = Suppression(of: counts, threshold: threshold)
    for (count, mark) in zip(counts, suppression.marks) where count.count < threshold {
      #expect(mark != .shown)
    }
    let enough = max(2, threshold - 1)
    #expect(suppression.protected.allSatisfy { $0.possible.count >= enough })
  }

  @Test(arguments: [1, 2, 3])
  func tableOfSixHundredCellsWithItsSums(mean: UInt64) {
    var generator = SimulationKey(seed: mean, method: .permutation).generator(replicate: 3, part: 0)
    let cells = (0..<20).map { row in
      (0..<30).map { _ in Int(generator.next() % (mean * 5 * UInt64(row % 4 + 1))) }
    }
    let counts = NumberedIncidents.table(cells)
    let suppression = Suppression(of: counts)
    let small = counts.count { (1..<5).contains($0.count) }
    #expect(suppression.protected.count == small)
    #expect(suppression.protected.allSatisfy { $0.possible.count >= 4 })
    let large = zip(counts, suppression.marks).filter { $0.0.count >= 5 }
    #expect(large.count { $0.1 == .withheld } * 10 < large.count)
    #expect(zip(counts, suppression.marks).allSatisfy { ($0.count < 5) == ($1 == .small) })
  }

  @Test func theOrderOfIncidentsDoesNotMatter() {
    // The same table with its incidents numbered otherwise.
    let counts = NumberedIncidents.table([[1, 11, 4], [13, 1, 9], [2, 8, 30]])
    let last = counts.joined().max() ?? 0
    let renumbered = counts.map { $0.map { last - $0 }.sorted() }
    #expect(Suppression(of: counts).marks.map { $0 == .shown }.count { $0 } > 0)
    #expect(Suppression(of: renumbered).marks == Suppression(of: counts).marks)
  }

  // MARK: A reader who tries every possibility

  @Test func theReaderFindsWhatIsOnlyMarkedSmall() {
    // Only the small count is withheld: the rest of its row tells it.
    let counts: [[Int32]] = [
      Array(0..<3), Array(3..<23), Array(23..<32), Array(0..<32),
    ]
    let attacker = reader(of: counts, [.small, .shown, .shown, .shown], withheldAreLarge: true)
    #expect((0..<5).filter { value in attacker.considersPossible(value) { $0.contains(0) } } == [3])
  }

  @Test func groupsThatMightHaveBeenOnlyAddDoubt() {
    // A count of none and an empty crossing are possible for a reader, and unknown to the choice.
    let counts: [[Int32]] = [Array(0..<3), Array(3..<23), [], Array(0..<23)]
    let suppression = Suppression(of: counts)
    func possible(_ emptyKinds: [[Int]]) -> [Int] {
      let attacker = reader(
        of: counts, suppression.marks, withheldAreLarge: true, emptyKinds: emptyKinds)
      return (0..<5).filter { value in attacker.considersPossible(value) { $0.contains(0) } }
    }
    #expect(Set(possible([])).isSubset(of: possible([[2, 3], [0, 2, 3]])))
  }

  @Test(arguments: 0..<60)
  func triesEveryTableWithSums(seed: Int) {
    var generator = SimulationKey(seed: UInt64(seed), method: .permutation)
      .generator(replicate: 0, part: 0)
    let columns = 2 + Int(generator.next() % 3)
    let rows = 2 + Int(generator.next() % 2)
    let cells = (0..<rows).map { _ in
      (0..<columns).map { _ in Int(generator.next() % (seed % 2 == 0 ? 9 : 14)) }
    }
    expectProtected(NumberedIncidents.table(cells), "table \(cells)")
  }

  @Test(arguments: 0..<60)
  func triesOverlappingCounts(seed: Int) {
    var generator = SimulationKey(seed: UInt64(seed), method: .permutation)
      .generator(replicate: 1, part: 0)
    let incidents = 6 + Int(generator.next() % 24)
    let counts = (0..<(3 + Int(generator.next() % 4))).map { _ in
      let share = generator.next() % 4 + 1
      return (0..<Int32(incidents)).filter { _ in generator.next() % 4 < share }
    }
    expectProtected(counts, "overlapping \(counts)")
  }

  @Test(arguments: 0..<20)
  func triesTablesOfThreeDimensions(seed: Int) {
    var generator = SimulationKey(seed: UInt64(seed), method: .permutation)
      .generator(replicate: 2, part: 0)
    var source = NumberedIncidents()
    var sums: [[Int32]] = Array(repeating: [], count: 12)
    var cells: [[Int32]] = []
    for cell in 0..<8 {
      let incidents = source.take(Int(generator.next() % 10))
      cells.append(incidents)
      let (x, y, z) = (cell & 1, cell >> 1 & 1, cell >> 2)
      sums[x + 2 * y] += incidents
      sums[4 + x + 2 * z] += incidents
      sums[8 + y + 2 * z] += incidents
    }
    expectProtected(cells + sums, "cube \(cells.map(\.count))")
  }

  private func reader(
    of counts: [[Int32]], _ marks: [CountMark], withheldAreLarge: Bool, emptyKinds: [[Int]] = []
  ) -> CountReader {
    let bounds = zip(counts, marks).map { count, mark in
      switch mark {
      case .shown: count.count...count.count
      case .small: 0...4
      case .withheld: (withheldAreLarge ? 5 : 0)...CountReader.noBound
      }
    }
    return CountReader(counts: counts, bounds: bounds, emptyKinds: emptyKinds)
  }

  private func expectProtected(_ counts: [[Int32]], _ what: String) {
    let suppression = Suppression(of: counts)
    let small = counts.indices.filter { (1..<5).contains(counts[$0].count) }
    let noneHidden = small.allSatisfy { suppression.marks[$0] == .small }
    let attacker = reader(of: counts, suppression.marks, withheldAreLarge: noneHidden)
    for count in small {
      #expect(suppression.marks[count] != .shown)
      let possible = (0..<5).filter { value in
        attacker.considersPossible(value) { $0.contains(count) }
      }
      #expect(possible.count >= 4, "\(what): \(counts[count].count) is one of \(possible)")
      #expect(possible.contains(counts[count].count))
    }
    for (count, mark) in zip(counts, suppression.marks) where mark == .shown {
      #expect(count.count >= 5)
    }
  }
}
