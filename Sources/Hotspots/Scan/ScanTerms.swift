package import Geometry

/// Which windows of a plane are tried.
package enum ScanShape: Hashable, Sendable {
  case circle
  case ellipse(ScanEllipses)
}

/// Ellipses beside the circles: how long, how turned, and how much length is held against them.
///
/// Kulldorff, Huang, Pickle and Duczmal (2006), "An elliptic spatial scan statistic", Statistics in Medicine
/// 25:3929–3943; the values are SaTScan's: ratios of the axes 1.5, 2, 3, 4, 5 with 4, 6, 9, 12, 15 angles, and
/// the penalty [4 s / (s + 1)²]^a with a = ½.
package struct ScanEllipses: Hashable, Sendable {
  package struct Family: Hashable, Sendable {
    /// The major axis over the minor one.
    package let ratio: Double
    /// How many angles, evenly from east, counter-clockwise over half a turn.
    package let angles: Int

    package init(ratio: Double, angles: Int) {
      precondition(ratio > 1 && angles > 0)
      self.ratio = ratio
      self.angles = angles
    }
  }

  package let families: [Family]
  /// The exponent a of the penalty; 0 for none.
  package let penalty: Double

  package static let usual = [
    Family(ratio: 1.5, angles: 4), Family(ratio: 2, angles: 6), Family(ratio: 3, angles: 9),
    Family(ratio: 4, angles: 12), Family(ratio: 5, angles: 15),
  ]

  package init(families: [Family] = usual, penalty: Double = 0.5) {
    precondition(penalty >= 0)
    self.families = families
    self.penalty = penalty
  }
}

/// What a window may hold.
package struct ScanLimits: Hashable, Sendable {
  /// The largest share of what cases are expected from: of the population, of cases and controls, or with the
  /// permutation of the cases, over the whole time.
  package var share: Double
  /// The farthest that a window may reach from its centre, in metres; of an ellipse along its major axis.
  package var radius: Double?
  /// The fewest cases in a window with a high rate.
  package var cases: Int

  package init(share: Double = 0.1, radius: Double? = 1_000, cases: Int = 2) {
    precondition(share > 0 && share <= 1 && cases > 0)
    self.share = share
    self.radius = radius
    self.cases = cases
  }
}

/// Which runs of steps are tried.
package struct ScanPeriods: Hashable, Sendable {
  package let steps: Int
  /// Distinct, by their ends, then from the shortest.
  package let intervals: [Range<Int>]
  /// Whether only what is still going on at the end counts.
  package let isProspective: Bool

  /// The whole time at once: a purely spatial scan.
  package static func all(steps: Int) -> ScanPeriods {
    ScanPeriods(steps: steps, intervals: [0..<steps], isProspective: false)
  }

  /// Every run of up to so many steps.
  package static func retrospective(steps: Int, longest: Int) -> ScanPeriods {
    retrospective(steps: steps, lengths: Array(1...max(1, longest)))
  }

  /// Every run of one of some lengths.
  package static func retrospective(steps: Int, lengths: [Int]) -> ScanPeriods {
    let lengths = usable(lengths, steps)
    let intervals = (1...steps).flatMap { end in
      lengths.filter { $0 <= end }.map { end - $0..<end }
    }
    return ScanPeriods(steps: steps, intervals: intervals, isProspective: false)
  }

  /// Runs that end with the last step.
  package static func prospective(steps: Int, longest: Int) -> ScanPeriods {
    prospective(steps: steps, lengths: Array(1...max(1, longest)))
  }

  /// Runs of one of some lengths that end with the last step.
  package static func prospective(steps: Int, lengths: [Int]) -> ScanPeriods {
    ScanPeriods(
      steps: steps, intervals: usable(lengths, steps).map { steps - $0..<steps },
      isProspective: true)
  }

  private static func usable(_ lengths: [Int], _ steps: Int) -> [Int] {
    Set(lengths).filter { $0 > 0 && $0 <= steps }.sorted()
  }

  /// The steps at which some run begins or ends, ascending.
  var boundaries: [Int] {
    Set(intervals.flatMap { [$0.lowerBound, $0.upperBound] }).sorted()
  }
}

/// Which rates count.
package enum ScanRates: String, CaseIterable, Hashable, Sendable {
  case high, low, both

  package var includesHigh: Bool { self != .low }
  package var includesLow: Bool { self != .high }
}

/// Which further clusters are told beside the most likely one.
package enum ScanOverlap: String, CaseIterable, Hashable, Sendable {
  /// Each is the best window without any location of those before it. SaTScan drops a centre whose best
  /// window overlaps; here its smaller windows are tried as well.
  case none
  /// The best window of each centre that lies in no cluster before it.
  case centresOutside = "centres-outside"
  /// The best window of every centre.
  case all
}

/// The question that a scan answers.
package struct ScanTerms: Sendable {
  /// Where windows are centred; the locations themselves where none are given.
  package var centres: [Point]?
  package var shape = ScanShape.circle
  package var limits = ScanLimits()
  package var periods: ScanPeriods
  package var rates = ScanRates.high
  package var overlap = ScanOverlap.none
  /// The most clusters that are told.
  package var most = 10
  package var replicates = 999
  /// After so many replicates as extreme the test stops (`SequentialTest`); all are done where `nil`.
  package var enough: Int?
  package var seed: UInt64 = 1
  package var threads = 1

  package init(periods: ScanPeriods) { self.periods = periods }
}
