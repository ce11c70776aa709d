package import Geometry
package import Probability

/// A window that holds more, or fewer, cases than explained, and how often chance finds one like it.
package struct ScanCluster: Hashable, Sendable {
  package let centre: Point
  package let outline: ScanOutline
  /// From the centre to the farthest location, in metres; along the major axis for an ellipse. 0 for one place.
  package let radius: Double
  /// The numbers of the locations within, as they were given, ascending.
  package let locations: [Int]
  package let steps: Range<Int>
  package let observed: Int
  package let expected: Double
  /// The risk inside over the risk outside; `nil` where all cases lie inside.
  package let relativeRisk: Double?
  package let logLikelihoodRatio: Double
  /// The same after the penalty for a long ellipse: what is compared with chance.
  package let statistic: Double
  /// Whether the rate is high rather than low.
  package let isHigh: Bool
  /// How often the best window anywhere in a random data set is at least as good.
  package let p: PValue
  /// Other windows exactly as good, up to `ScanResult.tiesTold`: other locations or other steps.
  package let ties: [Tie]
  /// How many there are in all.
  package let tieCount: Int

  /// A window as good as the one told.
  package struct Tie: Hashable, Sendable {
    package let centre: Point
    package let outline: ScanOutline
    package let radius: Double
    package let locations: [Int]
    package let steps: Range<Int>
    package let observed: Int
    package let expected: Double
  }

  /// Observed over expected.
  package var ratio: Double { Double(observed) / expected }

  /// How long it takes on average, in the unit of `interval`, until chance alone raises such an alarm once,
  /// if the scan is made once every `interval`.
  package func recurrence(every interval: Double) -> Double { interval / p.value }
}

/// The outcome of a scan.
package struct ScanResult: Sendable {
  /// The most likely cluster first; empty where no window has a rate of the kind looked for.
  package let clusters: [ScanCluster]
  /// All cases.
  package let cases: Int
  /// How many windows were tried, each with all its periods.
  package let windows: Int
  /// How many positions with a location, and how many steps.
  package let positions: Int
  package let steps: Int
  /// The highest statistic of each replicate that was made, in their order.
  package let replicates: [Double]
  /// Whether counts vary more from place to place than the model has it; `nil` where that was not asked.
  package let dispersion: ScanDispersion?
  /// Which largest window shows the significant clusters best; `nil` for scans over time and without any.
  package let gini: ScanGini?

  package static let tiesTold = 20
}
