import Geometry
import Probability

/// Which circle, and which time, holds more cases than its population or its own history explains, allowing
/// for having looked everywhere?
///
/// Start reading here. Every window of `ScanTerms` is compared with the rest by `LikelihoodRatio`; the best is
/// compared with the best windows of random data sets (`ScanReplicates`), so one p-value stands for all the
/// windows tried. Further clusters are compared with the same and so err to the safe side.
///
/// Kulldorff (1997, 2001, 2005), as in SaTScan 10. Not corrected for: more variation between places than
/// chance (`ScanDispersion` warns of it), a population that changes in other ways than told, and for a
/// permutation: a population that shifts between places in the study's time.
package enum ScanStatistic {
  /// Scans.
  ///
  /// The same cases and terms give the same clusters on any number of threads and in any order of locations.
  /// - Complexity: O(windows × periods × (replicates / 16 + clusters)).
  /// - Throws: `noWindows` where none is within the limits.
  package static func run(
    _ cases: ScanCases, _ terms: ScanTerms
  ) async throws(ScanError) -> ScanResult {
    precondition(terms.periods.steps == cases.steps, "periods of the steps of the cases")
    guard !terms.periods.intervals.isEmpty else { throw .noWindows }
    let zones = await ScanZones(cases, terms)
    guard zones.count > 0 else { throw .noWindows }
    let table = await ScanTable(cases, terms)
    let observed = ObservedScan(cases, table, zones)
    let found = await clusters(observed, cases, terms)
    let replicates = ScanReplicates(cases, table, zones, seed: terms.seed)
    let chance = await compare(found.map(\.window.statistic), replicates, terms)
    let clusters = zip(found, chance.p).map { cluster($0, $1, observed, cases) }
    return ScanResult(
      clusters: clusters, cases: cases.total, windows: zones.count * table.intervals.count,
      positions: cases.positions.count, steps: cases.steps, replicates: chance.highest,
      dispersion: ScanDispersion(cases, outside: clusters.filter { $0.p.value <= 0.05 }),
      gini: await ScanGini(observed, cases, terms, replicates: chance.highest))
  }

  /// The highest statistic of the cases themselves, found in the way of the replicates: for tests.
  package static func highest(of cases: ScanCases, _ terms: ScanTerms) async -> Double {
    let zones = await ScanZones(cases, terms)
    let table = await ScanTable(cases, terms)
    return ScanReplicates(cases, table, zones, seed: terms.seed).highest(of: cases)
  }

  /// A window that is told, and those as good.
  struct Found: Sendable {
    let window: ScanWindow
    let equals: [ScanWindow]
  }

  /// The windows that are told, the best first.
  private static func clusters(
    _ scan: ObservedScan, _ cases: ScanCases, _ terms: ScanTerms
  ) async -> [Found] {
    let open = ObservedScan.Restriction(locations: cases.positions.count)
    guard terms.overlap != .none else { return await apart(scan, open, terms) }
    let bests = await scan.bests(open, threads: terms.threads)
    let sorted = bests.windows.compactMap { $0 }.sorted { a, b in
      abs(a.statistic - b.statistic) > ObservedScan.tolerance
        ? a.statistic > b.statistic : scan.precedes(a, b)
    }
    var kept: [ScanWindow] = []
    var centres: Set<Point> = []
    for window in sorted where kept.count < terms.most {
      let order = scan.zones.orders[window.order]
      let isNew = centres.insert(order.centre).inserted
      if isNew, terms.overlap == .all || !kept.contains(where: { holds($0, order, scan.zones) }) {
        kept.append(window)
      }
    }
    return kept.map { Found(window: $0, equals: scan.equals($0.statistic, bests, open)) }
  }

  /// Whether a window holds the centre of another order.
  private static func holds(
    _ window: ScanWindow, _ order: ScanZones.Order, _ zones: ScanZones
  ) -> Bool {
    let own = zones.orders[window.order]
    return own.outline.reach(from: own.centre, to: order.centre) <= zones.radius(window)
  }

  /// The best window, then each best one without a location of those before.
  static func apart(
    _ scan: ObservedScan, _ open: ObservedScan.Restriction, _ terms: ScanTerms
  ) async -> [Found] {
    var (restriction, kept) = (open, [Found]())
    var bests = await scan.bests(open, threads: terms.threads)
    while kept.count < terms.most, let highest = bests.highest {
      let equals = scan.equals(highest, bests, restriction)
      guard let window = equals.first else { break }
      kept.append(Found(window: window, equals: equals))
      restriction.close(window, scan.zones)
      bests = await scan.bests(restriction, known: bests, threads: terms.threads)
    }
    return kept
  }

  /// What chance says to each statistic.
  private static func compare(
    _ statistics: [Double], _ replicates: ScanReplicates, _ terms: ScanTerms
  ) async -> (p: [PValue], highest: [Double]) {
    var highest: [Double] = []
    guard let enough = terms.enough else {
      highest = await replicates.highest(0..<terms.replicates, threads: terms.threads)
      let p = statistics.map { statistic in
        var counts = ExtremeCounts()
        for value in highest {
          counts.add(value, observed: statistic, tolerance: ObservedScan.tolerance)
        }
        return counts.pValue(.greater)
      }
      return (p, highest)
    }
    var tests = statistics.map { _ in SequentialTest(enough: enough, most: terms.replicates) }
    while tests.contains(where: { !$0.isDecided }) {
      // Always as many at a time, so that the number of threads has no say.
      let next = highest.count..<min(highest.count + 64, terms.replicates)
      let more = await replicates.highest(next, threads: terms.threads)
      for test in tests.indices {
        for value in more {
          tests[test].add(isExtreme: value >= statistics[test] - ObservedScan.tolerance)
        }
      }
      highest += more
    }
    return (tests.map { $0.pValue(.greater) }, highest)
  }

  private static func cluster(
    _ found: Found, _ p: PValue, _ scan: ObservedScan, _ cases: ScanCases
  ) -> ScanCluster {
    let window = found.window
    let others = distinct(found.equals, from: window, scan)
    let (order, zones) = (scan.zones.orders[window.order], scan.zones)
    let ratio = scan.table.ratio
    return ScanCluster(
      centre: order.centre, outline: order.outline, radius: zones.radius(window),
      locations: given(window, scan, cases), steps: scan.table.intervals[window.interval],
      observed: window.count, expected: ratio.expected(size: window.size),
      relativeRisk: ratio.relativeRisk(window.count, size: window.size),
      logLikelihoodRatio: window.ratio, statistic: window.statistic,
      isHigh: Double(window.count) > ratio.expected(size: window.size), p: p,
      ties: others.prefix(ScanResult.tiesTold).map { tie($0, scan, cases) },
      tieCount: others.count)
  }

  /// One window for each set of locations and period, without those of `window`.
  private static func distinct(
    _ windows: [ScanWindow], from window: ScanWindow, _ scan: ObservedScan
  ) -> [ScanWindow] {
    struct Content: Hashable {
      let members: [Int]
      let interval: Int
    }
    func content(_ window: ScanWindow) -> Content {
      Content(
        members: scan.zones.members(window.order, upTo: window.end).sorted(),
        interval: window.interval)
    }
    var seen: Set<Content> = [content(window)]
    return windows.filter { seen.insert(content($0)).inserted }
  }

  private static func given(
    _ window: ScanWindow, _ scan: ObservedScan, _ cases: ScanCases
  ) -> [Int] {
    scan.zones.members(window.order, upTo: window.end).flatMap { cases.members[$0] }.sorted()
  }

  private static func tie(
    _ window: ScanWindow, _ scan: ObservedScan, _ cases: ScanCases
  ) -> ScanCluster.Tie {
    let order = scan.zones.orders[window.order]
    return ScanCluster.Tie(
      centre: order.centre, outline: order.outline, radius: scan.zones.radius(window),
      locations: given(window, scan, cases), steps: scan.table.intervals[window.interval],
      observed: window.count, expected: scan.table.ratio.expected(size: window.size))
  }
}
