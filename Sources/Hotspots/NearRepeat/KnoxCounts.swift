import CKernels
import Geometry
import Probability

/// Places and days that are paired, and how many pairs each cell of a Knox table has when days are dealt to
/// places in some way.
///
/// Close pairs of places are listed once; a shuffle moves days alone. How many pairs there are in a band of
/// distance, and how many in a band of time, never changes: bands without an end are what is left over.
struct KnoxCounts: Sendable {
  let bands: KnoxBands
  let pairs: ClosePairs
  /// For each place in canonical order (by x, then y) its row in `pairs`.
  private let rows: [Int32]
  /// The days in ascending order, from 0.
  private let days: [Int16]
  /// The days of the rows as they were.
  private let ownDays: [Int16]
  /// How many pairs of days each band of time has, whatever their places.
  let pairsOfDays: [Int]
  let allPairs: Int
  /// How many shuffles are counted at a time.
  static let lanes = Int(ckernels_shuffles)

  init(_ events: [SpaceTimeEvent], bands: KnoxBands, metric: PlaneMetric) throws(KnoxError) {
    let first = events.map(\.day).min() ?? 0
    let span = (events.map(\.day).max() ?? 0) - first
    guard span < KnoxBands.mostDays else { throw .daysTooFarApart(span: span) }
    self.bands = bands
    pairs = ClosePairs(events.map(\.place), bands: bands, metric: metric)
    ownDays = pairs.numbers.map { Int16(events[Int($0)].day - first) }
    days = ownDays.sorted()
    let numbers = pairs.numbers
    rows = numbers.indices.map { Int32($0) }.sorted {
      let (a, b) = (events[Int(numbers[Int($0)])].place, events[Int(numbers[Int($1)])].place)
      return (a.x, a.y, $0) < (b.x, b.y, $1)
    }
    allPairs = events.count * (events.count - 1) / 2
    pairsOfDays = Self.pairs(of: days, bands: bands)
  }

  var eventCount: Int { days.count }

  /// How many pairs a cell is expected to have when every dealing of the days is as likely: exact, since any
  /// pair of places then gets any pair of days (Knox 1964).
  func expectation(ofDistance distance: Int, days band: Int) -> Double {
    guard allPairs > 0 else { return 0 }
    return Double(pairsOfDistance(distance)) * Double(pairsOfDays[band]) / Double(allPairs)
  }

  func pairsOfDistance(_ band: Int) -> Int {
    guard band == bands.distances.count else { return pairs.bands[band].count }
    return allPairs - pairs.bands.reduce(0) { $0 + $1.count }
  }

  /// The table as it was observed.
  func observed() -> [Int] { cells(ofRowDays: ownDays) }

  /// The table when the place with number *k* in canonical order gets the `order[k]`th day: a plain count.
  func cells(dealing order: [Int]) -> [Int] {
    var rowDays = ownDays
    for (place, day) in order.enumerated() { rowDays[Int(rows[place])] = days[day] }
    return cells(ofRowDays: rowDays)
  }

  private func cells(ofRowDays rowDays: [Int16]) -> [Int] {
    var within = [Int](repeating: 0, count: bands.distances.count * bands.days.count)
    for (distance, pairs) in pairs.bands.enumerated() {
      for row in rowDays.indices {
        for pair in Int(pairs.starts[row])..<Int(pairs.starts[row + 1]) {
          let apart = abs(Int(rowDays[row]) - Int(rowDays[Int(pairs.others[pair])]))
          if let band = bands.band(ofDays: apart) {
            within[distance * bands.days.count + band] += 1
          }
        }
      }
    }
    return completed(within)
  }

  /// The tables of up to 32 shuffles, from a replicate on.
  func cells(ofReplicates replicates: Range<Int>, key: SimulationKey) -> [[Int]] {
    let lanes = Self.lanes
    precondition(replicates.count <= lanes, "more shuffles than are counted at a time")
    let table = SharedMemory<Int16>(repeating: 0, count: max(1, days.count) * lanes)
    for (lane, replicate) in replicates.enumerated() {
      deal(replicate, key: key, toLane: lane, of: table)
    }
    let near = pairs.bands.map { nearDays($0, table: table) }
    return replicates.map { replicate in
      let lane = replicate - replicates.lowerBound
      return completed(near.flatMap { counts in between(counts, lane: lane, lanes: lanes) })
    }
  }

  /// Writes the days of one replicate, by rows, to one lane of a table.
  private func deal(
    _ replicate: Int, key: SimulationKey, toLane lane: Int, of table: SharedMemory<Int16>
  ) {
    var generator = key.generator(replicate: replicate)
    let dealt = generator.shuffled(days)
    for (place, row) in rows.enumerated() {
      table.start[Int(row) * Self.lanes + lane] = dealt[place]
    }
  }

  /// For each limit of days and lane how many pairs of a band of distance are below it.
  private func nearDays(_ pairs: ClosePairs.Pairs, table: SharedMemory<Int16>) -> [Int64] {
    let limits = bands.days.map { Int16($0) }
    var counts = [Int64](repeating: 0, count: limits.count * Self.lanes)
    // The measured innermost loop, in C: no bounds to check, since all rows are below `days.count`.
    pairs.others.withUnsafeBufferPointer { others in
      pairs.starts.withUnsafeBufferPointer { starts in
        counts.withUnsafeMutableBufferPointer { counts in
          ckernels_count_near_days(
            RowPairs(
              others: others.baseAddress, starts: starts.baseAddress, rows: days.count),
            table.start, limits, limits.count, counts.baseAddress)
        }
      }
    }
    return counts
  }

  /// The pairs of one lane in each band that has an end.
  private func between(_ counts: [Int64], lane: Int, lanes: Int) -> [Int] {
    var before = 0
    return bands.days.indices.map { limit in
      let below = Int(counts[limit * lanes + lane])
      defer { before = below }
      return below - before
    }
  }

  /// The table with the bands that have no end.
  private func completed(_ within: [Int]) -> [Int] {
    let width = bands.days.count
    var table: [Int] = []
    for distance in bands.distances.indices {
      let row = within[distance * width..<(distance + 1) * width]
      table += row
      if bands.hasLate { table.append(pairs.bands[distance].count - row.reduce(0, +)) }
    }
    guard bands.hasFar else { return table }
    let (all, near) = (pairsOfDays, table)
    return near
      + all.indices.map { band in
        stride(from: band, to: near.count, by: bands.dayCount).reduce(all[band]) { $0 - near[$1] }
      }
  }

  /// How many pairs of days there are in each band of time.
  private static func pairs(of days: [Int16], bands: KnoxBands) -> [Int] {
    var below = bands.days.map { limit in pairs(of: days, lessThan: limit) }
    if bands.hasLate { below.append(days.count * (days.count - 1) / 2) }
    return zip(below, [0] + below).map { $0 - $1 }
  }

  /// How many pairs of ascending days are less than so many apart.
  private static func pairs(of days: [Int16], lessThan limit: Int) -> Int {
    var (first, count) = (0, 0)
    for last in days.indices {
      while Int(days[last]) - Int(days[first]) >= limit { first += 1 }
      count += last - first
    }
    return count
  }
}

/// Why events cannot be tested.
package enum KnoxError: Error, Hashable, Sendable {
  /// The first and the last are 32,767 days or more apart.
  case daysTooFarApart(span: Int)
}
