import Geometry

/// A window of the data as observed.
struct ScanWindow: Hashable, Sendable {
  /// Its order of growing, and how many of its locations are in.
  let order: Int
  let end: Int
  let interval: Int
  let count: Int
  let size: Double
  /// The logarithm of the likelihood ratio, and the same after the penalty of its shape.
  let ratio: Double
  let statistic: Double
}

/// Looks through all windows of the data as observed.
struct ObservedScan: Sendable {
  let table: ScanTable
  let zones: ScanZones
  /// [location][boundary]: the cases before the boundary.
  private let counts: SharedMemory<Int32>
  /// Statistics so near to each other are equal: sums of the same sizes in another order differ in their
  /// last digits.
  static let tolerance = 1e-8

  init(_ cases: ScanCases, _ table: ScanTable, _ zones: ScanZones) {
    self.table = table
    self.zones = zones
    let width = table.width
    counts = SharedMemory(repeating: 0, count: cases.positions.count * width)
    for cell in cases.cases.indices {
      let segment = table.segments[cell % cases.steps]
      if segment >= 0 {
        counts.start[cell / cases.steps * width + segment + 1] += cases.cases[cell]
      }
    }
    for place in 0..<counts.count where place % width > 0 {
      counts.start[place] += counts.start[place - 1]
    }
  }

  /// Which windows of an order are left out.
  struct Restriction: Sendable {
    /// Locations that no window may hold.
    var closed: [Bool]
    /// The largest size; unlimited where `nil`.
    var weights: [Double] = []
    var most: Double?

    init(locations: Int) { closed = [Bool](repeating: false, count: locations) }

    /// Leaves out all windows that share a location with one.
    mutating func close(_ window: ScanWindow, _ zones: ScanZones) {
      for member in zones.members(window.order, upTo: window.end) { closed[member] = true }
    }
  }

  /// The best window; of equals the one told first by `precedes`. `nil` where none speaks.
  func best(_ restriction: Restriction, threads: Int) async -> ScanWindow? {
    guard let highest = await bestOfOrders(restriction, threads: threads)
      .compactMap({ $0?.statistic }).max() else { return nil }
    return await reaching(highest, restriction, threads: threads).min(by: precedes)
  }

  /// The best window of each order.
  func bestOfOrders(_ restriction: Restriction, threads: Int) async -> [ScanWindow?] {
    let found = await inParallel((zones.orders.count + 63) / 64, threads: threads) { chunk in
      (chunk * 64..<min((chunk + 1) * 64, zones.orders.count)).map { order -> ScanWindow? in
        var best: ScanWindow?
        walk(order, restriction, above: 0) { window in
          if window.statistic > best?.statistic ?? 0 { best = window }
          return best?.statistic ?? 0
        }
        return best
      }
    }
    return found.flatMap { $0 }
  }

  /// All windows as good as a value, with rounding.
  func reaching(
    _ statistic: Double, _ restriction: Restriction, threads: Int
  ) async -> [ScanWindow] {
    let level = statistic - Self.tolerance
    let found = await inParallel((zones.orders.count + 63) / 64, threads: threads) { chunk in
      var windows: [ScanWindow] = []
      for order in chunk * 64..<min((chunk + 1) * 64, zones.orders.count) {
        walk(order, restriction, above: level) { window in
          if window.statistic >= level { windows.append(window) }
          return level
        }
      }
      return windows
    }
    return found.flatMap { $0 }
  }

  /// Of two equal windows the one with fewer locations, then the shorter, the later, the smaller drawing, the
  /// one whose centre is farther west, then south.
  func precedes(_ a: ScanWindow, _ b: ScanWindow) -> Bool {
    if a.end != b.end { return a.end < b.end }
    let (first, second) = (table.intervals[a.interval], table.intervals[b.interval])
    if first.count != second.count { return first.count < second.count }
    if first != second { return first.lowerBound > second.lowerBound }
    return a.order < b.order
  }

  /// Visits the windows of an order that may be better than the body's last answer.
  private func walk(
    _ order: Int, _ restriction: Restriction, above first: Double,
    _ body: (ScanWindow) -> Double
  ) {
    let (width, grown) = (table.width, zones.orders[order])
    let weight = grown.outline.weight
    var level = first / weight
    var (counts, sizes) = ([Int](repeating: 0, count: width), [Double](repeating: 0, count: width))
    var held = 0.0
    for place in grown.range {
      let location = Int(zones.locations.start[place])
      guard !restriction.closed[location] else { return }
      if let most = restriction.most {
        held += restriction.weights[location]
        guard held <= most else { return }
      }
      for boundary in 1..<width {
        counts[boundary] += Int(self.counts.start[location * width + boundary])
        sizes[boundary] += table.sizes.start[location * width + boundary]
      }
      guard zones.ends.start[place] == 1 else { continue }
      for interval in table.intervals.indices {
        let (from, to) = (Int(table.from.start[interval]), Int(table.to.start[interval]))
        let (count, size) = (counts[to] - counts[from], sizes[to] - sizes[from])
        guard table.mayReach(level, count, size: size), speaks(count, size: size) else { continue }
        let ratio = table.ratio.value(count, size: size)
        level =
          body(
            ScanWindow(
              order: order, end: place + 1 - grown.range.lowerBound, interval: interval,
              count: count, size: size, ratio: ratio, statistic: ratio * weight)) / weight
      }
    }
  }

  /// Whether a count is of the kind looked for.
  private func speaks(_ count: Int, size: Double) -> Bool {
    guard size > 0, size < table.ratio.total else { return false }
    let (here, even) = (Double(count) * table.ratio.total, size * Double(table.ratio.cases))
    return here > even ? table.rates.high && count >= table.least : table.rates.low && here < even
  }
}
