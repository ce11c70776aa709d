import CKernels
import Probability

/// What chance alone makes of a scan: the highest statistic of each of many random data sets.
///
/// A data set has the cases of the observed one. Poisson: each falls on a location and step in proportion to
/// what is expected there. Bernoulli: they are drawn from all individuals without replacement. Permutation:
/// the times of all cases are dealt anew to their locations. Sixteen data sets are scanned side by side, each
/// in a lane of the vectors of C (`windows.c`); as windows around a centre grow, a count need only be compared
/// with the fewest cases that could beat the highest so far, and logarithms are taken where it does.
/// - Complexity: O(windows × replicates / 16) vector steps, and O(cases) to draw each data set.
struct ScanReplicates: Sendable {
  private let table: ScanTable
  private let zones: ScanZones
  private let draw: ScanDraw
  private let key: SimulationKey
  private let locations: Int

  /// Replicates scanned side by side.
  static let lanes = 16

  init(_ cases: ScanCases, _ table: ScanTable, _ zones: ScanZones, seed: UInt64) {
    self.table = table
    self.zones = zones
    draw = ScanDraw(cases, table)
    key = SimulationKey(seed: seed, method: draw.method)
    locations = cases.positions.count
  }

  /// The highest statistic of each replicate in a range; 0 where no window speaks.
  func highest(_ replicates: Range<Int>, threads: Int) async -> [Double] {
    let batches = (replicates.count + Self.lanes - 1) / Self.lanes
    let made = await inParallel(batches, threads: threads) { batch in
      let start = replicates.lowerBound + batch * Self.lanes
      return highest(of: start..<min(start + Self.lanes, replicates.upperBound))
    }
    return made.flatMap { $0 }
  }

  private func highest(of replicates: Range<Int>) -> [Double] {
    // 16-bit counts halve the memory that is read, and that is what takes the time.
    table.ratio.cases < Int(Int16.max)
      ? highest(of: replicates, Int16.self) : highest(of: replicates, Int32.self)
  }

  private func highest<Count: FixedWidthInteger & BitwiseCopyable>(
    of replicates: Range<Int>, _: Count.Type
  ) -> [Double] {
    let width = table.width
    let counts = SharedMemory(repeating: Count.zero, count: locations * width * Self.lanes)
    for replicate in replicates {
      var generator = key.generator(replicate: replicate)
      let lane = counts.start + (replicate - replicates.lowerBound)
      draw.cells(&generator) { location, segment in
        lane[(location * width + segment + 1) * Self.lanes] &+= 1
      }
    }
    return highest(counts, used: replicates.count)
  }

  /// The highest statistic of the cases as observed.
  func highest(of cases: ScanCases) -> Double {
    let counts = SharedMemory(repeating: Int32(0), count: locations * table.width * Self.lanes)
    for (cell, count) in cases.cases.enumerated() where table.segments[cell % cases.steps] >= 0 {
      let place = cell / cases.steps * table.width + table.segments[cell % cases.steps] + 1
      counts.start[place * Self.lanes] += count
    }
    return highest(counts, used: 1)[0]
  }

  /// Sums counts up over the boundaries, and scans.
  private func highest<Count: FixedWidthInteger & BitwiseCopyable>(
    _ counts: SharedMemory<Count>, used: Int
  ) -> [Double] {
    let width = table.width
    for location in 0..<locations {
      let row = counts.start + location * width * Self.lanes
      for place in 2 * Self.lanes..<max(2, width) * Self.lanes {
        row[place] &+= row[place - Self.lanes]
      }
    }
    return scan(counts, used: used)
  }

  private func scan<Count: FixedWidthInteger & BitwiseCopyable>(
    _ counts: SharedMemory<Count>, used: Int
  ) -> [Double] {
    // Lanes without a replicate never need a look.
    var best = (0..<Self.lanes).map { $0 < used ? 0 : Double.infinity }
    let width = table.width
    let sums = SharedMemory(repeating: Int32(0), count: width * Self.lanes)
    let sizes = SharedMemory(repeating: 0.0, count: width)
    let marks = SharedMemory(repeating: Int32(0), count: 2 * max(1, table.intervals.count))
    var plan = table.plan
    let room = ScanRoom(
      counts: sums.start, sizes: sizes.start, needed: marks.start,
      allowed: marks.start + table.intervals.count)
    for order in zones.orders {
      let grown = ScanOrder(
        locations: UnsafePointer(zones.locations.start + order.range.lowerBound),
        ends: UnsafePointer(zones.ends.start + order.range.lowerBound),
        count: Int32(order.range.count),
        weight: order.outline.weight)
      counts.start.withMemoryRebound(to: Int16.self, capacity: counts.count) { short in
        if Count.self == Int16.self { ckernels_scan_short(&plan, grown, short, room, &best) }
      }
      counts.start.withMemoryRebound(to: Int32.self, capacity: counts.count) { long in
        if Count.self == Int32.self { ckernels_scan_long(&plan, grown, long, room, &best) }
      }
    }
    return Array(best.prefix(used))
  }
}

/// How the cases of a random data set are drawn.
struct ScanDraw: Sendable {
  let method: SimulationKey.Method
  /// Poisson: one choice for each location and segment, and a last one for all that no window sees.
  private var choices: AliasTable?
  private let total: Int
  private let segmentCount: Int
  /// Bernoulli: for each individual its location and segment as one number, −1 where no window sees it.
  /// Permutation: for each case its location.
  private var deck: [Int32] = []
  /// Permutation: the segments of the cases that some window sees.
  private var segments: [Int32] = []

  init(_ cases: ScanCases, _ table: ScanTable) {
    total = cases.total
    segmentCount = table.width - 1
    switch cases.kind {
    case .poisson:
      method = .scanPoisson
      choices = AliasTable(weights: Self.weights(cases, table))
    case .bernoulli:
      method = .scanBernoulli
      deck = Self.individuals(cases, table)
    case .permutation:
      method = .scanPermutation
      for cell in cases.cases.indices {
        let count = Int(cases.cases[cell])
        deck += [Int32](repeating: Int32(cell / cases.steps), count: count)
        let segment = table.segments[cell % cases.steps]
        if segment >= 0 { segments += [Int32](repeating: Int32(segment), count: count) }
      }
    }
  }

  private static func weights(_ cases: ScanCases, _ table: ScanTable) -> [Double] {
    let count = table.width - 1
    var weights = [Double](repeating: 0, count: cases.positions.count * count + 1)
    for (cell, size) in cases.sizes.enumerated() {
      let segment = table.segments[cell % cases.steps]
      let place = segment < 0 ? weights.count - 1 : cell / cases.steps * count + segment
      weights[place] += size
    }
    return weights
  }

  private static func individuals(_ cases: ScanCases, _ table: ScanTable) -> [Int32] {
    cases.sizes.enumerated().flatMap { cell, size in
      let segment = table.segments[cell % cases.steps]
      let place = segment < 0 ? -1 : cell / cases.steps * (table.width - 1) + segment
      return [Int32](repeating: Int32(place), count: Int(size))
    }
  }

  /// Tells the location and segment of each case that some window sees.
  func cells(_ generator: inout Philox, _ body: (Int, Int) -> Void) {
    if let choices {
      for _ in 0..<total {
        let choice = choices.draw(using: &generator)
        if choice < choices.count - 1 { body(choice / segmentCount, choice % segmentCount) }
      }
    } else if method == .scanBernoulli {
      deal(total, &generator) { _, cell in
        if cell >= 0 { body(cell / segmentCount, cell % segmentCount) }
      }
    } else {
      deal(segments.count, &generator) { place, location in body(location, Int(segments[place])) }
    }
  }

  /// Draws the first so many of the deck in an even random order.
  private func deal(_ count: Int, _ generator: inout Philox, _ body: (Int, Int) -> Void) {
    var cards = deck
    cards.withUnsafeMutableBufferPointer { cards in
      for place in 0..<count {
        cards.swapAt(place, place + generator.index(below: cards.count - place))
        body(place, Int(cards[place]))
      }
    }
  }
}
