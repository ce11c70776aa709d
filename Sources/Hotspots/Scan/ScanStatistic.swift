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
    let chance = await compare(found.map(\.statistic), replicates, terms)
    var clusters: [ScanCluster] = []
    var open = ObservedScan.Restriction(locations: cases.positions.count)
    for (window, p) in zip(found, chance.p) {
      clusters.append(await cluster(window, p, observed, cases, open, threads: terms.threads))
      if terms.overlap == .none { open.close(window, zones) }
    }
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

  /// The windows that are told, the best first.
  private static func clusters(
    _ scan: ObservedScan, _ cases: ScanCases, _ terms: ScanTerms
  ) async -> [ScanWindow] {
    let open = ObservedScan.Restriction(locations: cases.positions.count)
    guard terms.overlap != .none else { return await apart(scan, open, terms) }
    let orders = await scan.bestOfOrders(open, threads: terms.threads).compactMap { $0 }
    let sorted = orders.sorted { a, b in
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
    return kept
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
  ) async -> [ScanWindow] {
    var (restriction, kept) = (open, [ScanWindow]())
    while kept.count < terms.most,
      let next = await scan.best(restriction, threads: terms.threads)
    {
      kept.append(next)
      restriction.close(next, scan.zones)
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
    _ window: ScanWindow, _ p: PValue, _ scan: ObservedScan, _ cases: ScanCases,
    _ open: ObservedScan.Restriction, threads: Int
  ) async -> ScanCluster {
    let equal = await scan.reaching(window.statistic, open, threads: threads)
      .filter { $0.statistic <= window.statistic + ObservedScan.tolerance }
    let others = distinct(equal, from: window, scan)
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
    return windows.sorted(by: scan.precedes).filter { seen.insert(content($0)).inserted }
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
