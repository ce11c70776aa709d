import Geometry
import Hotspots
import Probability
import Testing

struct KnoxTestTests {
  /// The worked example of the methods' reference.
  static let six: [SpaceTimeEvent] = [
    (0.0, 0.0, 0), (30, 40, 3), (0, 0, 10), (300, 0, 4), (330, 0, 5), (1000, 1000, 40),
  ].enumerated().map { rank, event in
    SpaceTimeEvent(place: Point(x: event.0, y: event.1), day: event.2, rank: rank)
  }
  static let sixBands = KnoxBands(
    distances: [0.1, 100, 400], days: [7, 14, 28], hasFar: true, hasLate: true)

  @Test func sixEventsInAllTheirOrders() throws {
    let test = try KnoxTest.enumerated(Self.six, bands: Self.sixBands, metric: .euclidean)
    #expect(
      test.cells.map(\.observed) == [0, 1, 0, 0, 2, 1, 0, 0, 6, 0, 0, 0, 0, 0, 0, 5])
    let cell = test.cell(distance: 1, days: 0)
    #expect(cell.expected == 1.6)
    #expect(cell.exactExpectation == 1.6)
    #expect(cell.ratio == 1.25)
    #expect(cell.pValue?.method == .exact)
    #expect(abs((cell.pValue?.value ?? 0) - 0.572_222_2) < 5e-8)
  }

  @Test func shufflesComeNearToAllOrders() async throws {
    let exact = try KnoxTest.enumerated(Self.six, bands: Self.sixBands, metric: .euclidean)
    let test = try await KnoxTest.shuffled(
      Self.six, bands: Self.sixBands, metric: .euclidean, replicates: 9999, seed: 3)
    #expect(test.cells.map(\.exactExpectation) == exact.cells.map(\.exactExpectation))
    for (cell, reference) in zip(test.cells, exact.cells) {
      #expect((cell.pValue == nil) == (reference.pValue == nil))
      guard let p = cell.pValue?.value, let q = reference.pValue?.value else { continue }
      // Four standard errors of 9,999 replicates.
      #expect(abs(p - q) <= 4 * (q * (1 - q) / 9999).squareRoot() + 1e-4)
      #expect(abs(cell.expected - reference.expected) < 0.08)
    }
    let (overall, all) = try (#require(test.overall), #require(exact.overall))
    #expect(abs(overall.value - all.value) < 0.025)
  }

  @Test(arguments: [0, 1, 2, 17, 300], PlaneMetric.allCases)
  func countsWhatAllPairsCount(count: Int, metric: PlaneMetric) async throws {
    for (events, bands) in [
      (latticeEvents(count), KnoxBands.usual), (latticeEvents(count), .usualWithRest),
      (evenEvents(count, side: 2000, days: 90, seed: 4), .usualWithRest),
      (latticeEvents(count), KnoxBands(distances: [KnoxBands.samePlace], days: [1])),
      (
        latticeEvents(count), KnoxBands(distances: [50, 1e9], days: [1, 2, 3, 5, 8, 13, 21, 34])
      ),
    ] {
      let test = try await KnoxTest.shuffled(
        events, bands: bands, metric: metric, replicates: 1, seed: 1)
      #expect(test.cells.map(\.observed) == slowTable(events, bands: bands, metric: metric))
    }
  }

  /// The fast counts of shuffles are compared by what they add up to: with every order known, by the mean;
  /// here, replicate by replicate, with the same shuffles counted plainly.
  @Test(arguments: [PlaneMetric.manhattan, .euclidean], [3, 4, 7, 9])
  func countsShufflesAsAllPairsDo(metric: PlaneMetric, limits: Int) async throws {
    let bands = KnoxBands(
      distances: [KnoxBands.samePlace, 100, 250], days: (1...limits).map { 4 * $0 }, hasFar: true,
      hasLate: true)
    let events = latticeEvents(120)
    let replicates = 50
    let key = SimulationKey(seed: 8, method: .knox)
    let sorted = events.sorted { ($0.place.x, $0.place.y) < ($1.place.x, $1.place.y) }
    let days = events.map { Int16($0.day) }.sorted()
    var sums = [Int](repeating: 0, count: bands.cellCount)
    for replicate in 0..<replicates {
      var generator = key.generator(replicate: replicate)
      let dealt = generator.shuffled(days)
      let shuffled = zip(sorted, dealt).map { event, day in
        SpaceTimeEvent(place: event.place, day: Int(day), rank: event.rank)
      }
      for (cell, count) in slowTable(shuffled, bands: bands, metric: metric).enumerated() {
        sums[cell] += count
      }
    }
    let test = try await KnoxTest.shuffled(
      events, bands: bands, metric: metric, replicates: replicates, seed: 8)
    #expect(test.cells.map { $0.expected } == sums.map { Double($0) / Double(replicates) })
  }

  @Test func moreThanSixteenBitsOfPairsAreCounted() async throws {
    // 400 events in one place: 79,800 pairs, all of them always close in time.
    let events = (0..<400).map { rank in
      SpaceTimeEvent(place: Point(x: 1, y: 2), day: rank % 3, rank: rank)
    }
    let test = try await KnoxTest.shuffled(
      events, bands: KnoxBands(distances: [1], days: [1, 7]), metric: .manhattan, replicates: 40,
      seed: 1)
    #expect(test.cells.map(\.observed).reduce(0, +) == 79_800)
    #expect(test.cells.map(\.expected) == test.cells.map { Double($0.observed) })
    #expect(test.cells.allSatisfy { $0.pValue?.value == 1 })
    #expect(test.overall == nil)
  }

  @Test func orderAndThreadsChangeNothing() async throws {
    var events = latticeEvents(500) + evenEvents(300, side: 600, days: 60, seed: 2)
    let first = try await KnoxTest.shuffled(
      events, bands: .usualWithRest, metric: .manhattan, replicates: 199, seed: 5, threads: 1)
    var generator = Philox(seed: 1, stream: 9)
    generator.shuffle(&events)
    for threads in [1, 2, 5] {
      let other = try await KnoxTest.shuffled(
        events, bands: .usualWithRest, metric: .manhattan, replicates: 199, seed: 5,
        threads: threads)
      #expect(other == first)
    }
  }

  @Test func otherBandsLeaveACellAsItIs() async throws {
    let events = evenEvents(400, side: 1500, days: 60, seed: 6)
    let wide = try await KnoxTest.shuffled(
      events, bands: .usual, metric: .euclidean, replicates: 99, seed: 5)
    let narrow = try await KnoxTest.shuffled(
      events, bands: KnoxBands(distances: [KnoxBands.samePlace, 100], days: [7]),
      metric: .euclidean, replicates: 99, seed: 5)
    #expect(narrow.cell(distance: 1, days: 0).pValue == wide.cell(distance: 1, days: 0).pValue)
    #expect(narrow.cell(distance: 1, days: 0).expected == wide.cell(distance: 1, days: 0).expected)
  }

  @Test func movingAndTurningChangesNoCount() async throws {
    let events = evenEvents(500, side: 2000, days: 60, seed: 11)
    let turned = events.map { event in
      // A turn of 3-4-5, which keeps what is on a lattice of 5 there.
      SpaceTimeEvent(
        place: Point(
          x: 4e5 + 0.8 * event.place.x - 0.6 * event.place.y,
          y: 3e5 + 0.6 * event.place.x + 0.8 * event.place.y), day: event.day + 20_000,
        rank: event.rank)
    }
    let (one, other) = try await (
      KnoxTest.shuffled(events, bands: .usual, metric: .euclidean, replicates: 9, seed: 1),
      KnoxTest.shuffled(turned, bands: .usual, metric: .euclidean, replicates: 9, seed: 1)
    )
    #expect(one.cells.map(\.observed) == other.cells.map(\.observed))
    #expect(one.cells.map(\.exactExpectation) == other.cells.map(\.exactExpectation))
  }

  @Test func bandsAreHalfOpen() async throws {
    let events = [(0.0, 0), (100, 7)].enumerated().map { rank, event in
      SpaceTimeEvent(place: Point(x: event.0, y: 0), day: event.1, rank: rank)
    }
    let test = try await KnoxTest.shuffled(
      events, bands: .usual, metric: .euclidean, replicates: 9, seed: 1)
    // Just 100 m is in [100, 200), just seven days in [7, 14).
    #expect(test.cell(distance: 2, days: 1).observed == 1)
    #expect(test.cells.map(\.observed).reduce(0, +) == 1)
  }

  @Test func whatNoShuffleCanGiveIsNotTested() async throws {
    let oneDay = (0..<20).map {
      SpaceTimeEvent(place: Point(x: 10 * Double($0), y: 0), day: 5, rank: $0)
    }
    let test = try await KnoxTest.shuffled(
      oneDay, bands: .usual, metric: .euclidean, replicates: 19, seed: 1)
    #expect(test.cell(distance: 0, days: 0).ratio == nil)
    #expect(test.cell(distance: 0, days: 0).pValue == nil)
    #expect(test.cell(distance: 1, days: 1).qValue == nil)
    #expect(test.cell(distance: 1, days: 0).pValue?.value == 1)
    #expect(test.cell(distance: 1, days: 0).ratio == 1)
    #expect(test.overall == nil)
    let none = try await KnoxTest.shuffled(
      [], bands: .usualWithRest, metric: .euclidean, replicates: 19, seed: 1)
    #expect(none.cells.allSatisfy { $0.observed == 0 && $0.ratio == nil && $0.pValue == nil })
  }

  @Test func qValuesAreOverAllCells() async throws {
    let test = try await KnoxTest.shuffled(
      latticeEvents(200), bands: .usual, metric: .euclidean, replicates: 99, seed: 1)
    let values = test.cells.map { $0.pValue?.value }
    #expect(
      test.cells.map(\.qValue) == MultipleTestRule.benjaminiHochberg.adjusted(values))
    #expect(test.cells.first?.pValue?.floor == 0.01)
    #expect(test.cells.first?.pValue?.alternative == .greater)
  }

  @Test func daysTooFarApartAreRefused() async {
    let events = [0, 40_000].map { SpaceTimeEvent(place: Point(x: 0, y: 0), day: $0, rank: $0) }
    await #expect(throws: KnoxError.daysTooFarApart(span: 40_000)) {
      _ = try await KnoxTest.shuffled(
        events, bands: .usual, metric: .euclidean, replicates: 9, seed: 1)
    }
  }
}
