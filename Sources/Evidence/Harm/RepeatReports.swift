/// When reports of one place or case reached a threshold, such as three in six months.
///
/// The threshold of the ASB case review (Anti-social Behaviour, Crime and Policing Act 2014, section 104) is set
/// locally. That it is reached says that the number was reported, not that the reports qualify.
package struct RepeatReports: Hashable, Sendable {
  /// Each stretch of reports within reach of one another that holds the threshold somewhere.
  package let runs: [Run]
  /// How many reports were made within one window at most.
  package let most: Int

  package struct Run: Hashable, Sendable {
    /// The reports from the first to the last whose window reached the threshold, as places in the list given.
    package let reports: ClosedRange<Int>
    /// The report with which the threshold was first reached.
    package let reached: Int

    package init(reports: ClosedRange<Int>, reached: Int) {
      self.reports = reports
      self.reached = reached
    }
  }

  /// - Parameters:
  ///   - times: ascending.
  ///   - ends: for each report the moment its window ends, such as six months later; ascending too.
  ///   - threshold: at least 1.
  /// - Complexity: O(*n*).
  package init(times: [Int64], ends: [Int64], threshold: Int) {
    precondition(threshold > 0 && times.count == ends.count)
    precondition(
      zip(times, times.dropFirst()).allSatisfy(<=) && zip(ends, ends.dropFirst()).allSatisfy(<=))
    var found: [Run] = []
    var most = 0
    var last = 0
    for first in times.indices {
      while last < times.count, times[last] < ends[first] || last <= first { last += 1 }
      most = max(most, last - first)
      guard last - first >= threshold else { continue }
      // Windows that share reports are one run.
      if let run = found.last, run.reports.upperBound >= first {
        let joined = run.reports.lowerBound...max(run.reports.upperBound, last - 1)
        found[found.count - 1] = Run(reports: joined, reached: run.reached)
      } else {
        found.append(Run(reports: first...last - 1, reached: first + threshold - 1))
      }
    }
    runs = found
    self.most = most
  }
}
