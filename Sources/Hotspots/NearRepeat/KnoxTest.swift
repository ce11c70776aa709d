package import Probability

/// How many more pairs of events are close in space and time than if places and times were unrelated.
///
/// Start reading here. All *n*(*n* − 1)/2 pairs are counted by bands of distance and of whole calendar days
/// (Knox 1964, "The detection of space-time interactions"); chance deals the same days to the same places
/// anew, so neither where there is much crime nor when can cause a result (Johnson and Bowers 2004; Ratcliffe
/// 2009, *Near Repeat Calculator*). What it does not correct for: ground or recording that changes in the
/// period, such as a crime wave in one part of it, makes pairs close too.
package struct KnoxTest: Hashable, Sendable {
  package let bands: KnoxBands
  package let metric: PlaneMetric
  /// How many events there are.
  package let events: Int
  /// The cells of the table: bands of days of the first band of distance, of the second, and so on.
  package let cells: [KnoxCell]
  /// How sure it is that any cell with ends has more pairs than by chance, all of them taken as one test; `nil`
  /// where no cell can vary.
  ///
  /// The largest (observed − expected) / standard deviation of those cells, compared with the largest of each
  /// shuffle.
  package let overall: PValue?

  /// Tests events against random shuffles of their days.
  ///
  /// - Parameter seed: the same one gives the same result, on any number of threads and for any order of the
  ///   events.
  /// - Complexity: O(*n* log *n* + replicates · (*n* + close pairs)); four bytes for each close pair.
  package static func shuffled(
    _ events: [SpaceTimeEvent], bands: KnoxBands, metric: PlaneMetric, replicates: Int,
    seed: UInt64, threads: Int = 2
  ) async throws(KnoxError) -> KnoxTest {
    precondition(replicates > 0, "nothing to compare with")
    let counts = try KnoxCounts(events, bands: bands, metric: metric)
    let key = SimulationKey(seed: seed, method: .knox)
    let lanes = KnoxCounts.lanes
    let blocks = await inParallel((replicates + lanes - 1) / lanes, threads: threads) { block in
      counts.cells(ofReplicates: block * lanes..<min((block + 1) * lanes, replicates), key: key)
    }
    return KnoxTest(counts, metric: metric, simulated: blocks.flatMap { $0 }, isExact: false)
  }

  /// Tests a few events against every order of their days.
  ///
  /// - Parameter events: at most eight, which have 40,320 orders.
  /// - Complexity: O(*n*! · close pairs).
  package static func enumerated(
    _ events: [SpaceTimeEvent], bands: KnoxBands, metric: PlaneMetric
  ) throws(KnoxError) -> KnoxTest {
    precondition(events.count <= 8, "too many orders to go through")
    let counts = try KnoxCounts(events, bands: bands, metric: metric)
    var all: [[Int]] = []
    forEachOrder(of: events.count) { all.append(counts.cells(dealing: $0)) }
    return KnoxTest(counts, metric: metric, simulated: all, isExact: true)
  }

  private init(_ counts: KnoxCounts, metric: PlaneMetric, simulated: [[Int]], isExact: Bool) {
    let (bands, observed) = (counts.bands, counts.observed())
    let columns = observed.indices.map { cell in
      KnoxColumn(observed: observed[cell], simulated: simulated.map { $0[cell] }, isExact: isExact)
    }
    let expectations = observed.indices.map {
      counts.expectation(ofDistance: $0 / bands.dayCount, days: $0 % bands.dayCount)
    }
    let pValues = zip(columns, expectations).map { $1 > 0 ? $0.pValue : nil }
    let qValues = MultipleTestRule.benjaminiHochberg.adjusted(pValues.map { $0?.value })
    (self.bands, self.metric, events) = (bands, metric, counts.eventCount)
    cells = observed.indices.map { cell in
      KnoxCell(
        observed: observed[cell], expected: columns[cell].mean, median: columns[cell].median,
        exactExpectation: expectations[cell], pValue: pValues[cell], qValue: qValues[cell])
    }
    let near = observed.indices.filter {
      $0 / bands.dayCount < bands.distances.count && $0 % bands.dayCount < bands.days.count
    }
    overall = KnoxColumn.largestExcess(
      near.map { columns[$0] }, expectations: near.map { expectations[$0] })
  }

  /// The cell of a band of distance and a band of days.
  package func cell(distance: Int, days: Int) -> KnoxCell {
    precondition(0..<bands.distanceCount ~= distance && 0..<bands.dayCount ~= days)
    return cells[distance * bands.dayCount + days]
  }
}

/// One cell of a Knox table. It counts pairs, not events: an event may be in many pairs.
package struct KnoxCell: Hashable, Sendable {
  /// How many pairs there are.
  package let observed: Int
  /// How many there are on average over the shuffles.
  package let expected: Double
  /// The middle count of the shuffles.
  package let median: Double
  /// How many there would be on average over all shuffles there are: pairs so far apart × pairs so long apart ÷
  /// all pairs. `expected` comes as near to it as there are shuffles.
  package let exactExpectation: Double
  /// How often chance gives as many; `nil` where no shuffle can give any: then nothing was tested.
  package let pValue: PValue?
  /// The p-value adjusted for all cells of the table (Benjamini and Hochberg 1995).
  package let qValue: Double?

  /// The Knox ratio, observed ÷ expected; `nil` where nothing is expected.
  package var ratio: Double? { expected > 0 ? Double(observed) / expected : nil }

  /// The ratio to the median, as some programs give it; `nil` where that is 0.
  package var ratioToMedian: Double? { median > 0 ? Double(observed) / median : nil }
}
