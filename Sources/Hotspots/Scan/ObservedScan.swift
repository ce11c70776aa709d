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

    /// Whether a window is left out.
    func closes(_ window: ScanWindow, _ zones: ScanZones) -> Bool {
      let start = zones.orders[window.order].range.lowerBound
      return zones.locations[start..<start + window.end].contains { closed[Int($0)] }
    }

    /// Leaves out all windows that share a location with one.
    mutating func close(_ window: ScanWindow, _ zones: ScanZones) {
      for member in zones.members(window.order, upTo: window.end) { closed[member] = true }
    }
  }

  /// The best window of each order, under a restriction.
  struct OrderBests: Sendable {
    fileprivate(set) var windows: [ScanWindow?]

    /// The highest statistic; `nil` where no window speaks.
    var highest: Double? { windows.compactMap { $0?.statistic }.max() }
  }

  /// - Parameter known: what was found under a weaker restriction: only orders whose window is now left out
  ///   are looked through again.
  func bests(
    _ restriction: Restriction, known: OrderBests? = nil, threads: Int
  ) async -> OrderBests {
    let found = await inParallel((zones.orders.count + 63) / 64, threads: threads) { chunk in
      (chunk * 64..<min((chunk + 1) * 64, zones.orders.count)).map { order -> ScanWindow? in
        if let known {
          guard let window = known.windows[order] else { return nil }
          if !restriction.closes(window, zones) { return window }
        }
        return best(order, restriction)
      }
    }
    return OrderBests(windows: found.flatMap { $0 })
  }

  private func best(_ order: Int, _ restriction: Restriction) -> ScanWindow? {
    var best: ScanWindow?
    walk(order, restriction, above: 0) { window in
      if window.statistic > best?.statistic ?? 0 { best = window }
      return best?.statistic ?? 0
    }
    return best
  }

  /// All windows as good as a value, with rounding, the one told first at the head.
  func equals(
    _ statistic: Double, _ bests: OrderBests, _ restriction: Restriction
  ) -> [ScanWindow] {
    let level = statistic - Self.tolerance
    var windows: [ScanWindow] = []
    for (order, best) in bests.windows.enumerated() where best?.statistic ?? -1 >= level {
      walk(order, restriction, above: level) { window in
        if abs(window.statistic - statistic) <= Self.tolerance { windows.append(window) }
        return level
      }
    }
    return windows.sorted(by: precedes)
  }

  /// Of two equal windows the one with fewer locations, then the shorter, the later, the one that reaches less
  /// far, the one whose centre is farther west, then south.
  func precedes(_ a: ScanWindow, _ b: ScanWindow) -> Bool {
    if a.end != b.end { return a.end < b.end }
    let (first, second) = (table.intervals[a.interval], table.intervals[b.interval])
    if first.count != second.count { return first.count < second.count }
    if first != second { return first.lowerBound > second.lowerBound }
    let (near, far) = (zones.radius(a), zones.radius(b))
    return near != far ? near < far : a.order < b.order
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
    return here > even
      ? table.rates.includesHigh && count >= table.least : table.rates.includesLow && here < even
  }
}
