import GeoJSON
package import Hotspots
import Maps
package import Probability

/// The answer to a `PatternQuestion`: a summary of the points beside those of simulated patterns.
package struct PatternReport: StudyReport {
  package let question: PatternQuestion
  package let record: StudyRecord
  package let made: Making
  package let result: Result

  /// What the pattern is made of.
  package struct Making: Sendable {
    package let points: Int
    package let controls: Int?
    package let places: Int
    /// How many points share their place with another, and how many lie at the busiest.
    package let stacked: Int
    package let busiest: Int
    /// How finely locations are known; `nil` where they are exact.
    package let resolution: LocationResolution?
    /// A quarter of the study area's shorter side.
    package let longestOffered: Double
    /// The radius of the density taken for the ground.
    package let bandwidth: Double?
  }

  package enum Result: Sendable {
    case byDistance(PatternEnvelope)
    /// Beside the simulated test, Clark and Evans's index without and with Donnelly's correction.
    case nearest(NearestNeighbourTest, indices: [NearestNeighbourIndex])
    case quadrats(QuadratTest)
  }

  package func bytes(as form: ResultForm) throws(StudyError) -> [UInt8] {
    switch form {
    case .table: Array(table.utf8)
    case .csv: Array(csv.utf8)
    case .svg: Array(chart.svg().utf8)
    default: JSONWriter.bytes(of: json) + [UInt8(ascii: "\n")]
    }
  }

  /// The p-value of the stated test; `nil` where nothing could be tested.
  package var pValue: PValue? {
    switch result {
    case .byDistance(let envelope): envelope.tests?.dclf
    case .nearest(let test, _): test.pValue
    case .quadrats(let test): test.pValue
    }
  }
}

extension PatternReport {
  var title: String { "\(record.terms.subject): \(name)" }

  var name: String {
    switch question.statistic {
    case .k: "Ripley's K"
    case .l: "Besag's L"
    case .cross: "L from incidents to controls"
    case .pairCorrelation: "pair correlation"
    case .nearest: "nearest neighbours"
    case .quadrats: "counts in quadrats"
    }
  }

  var subtitle: String {
    let incidents = "\(grouped(made.points)) incidents, \(record.terms.span)"
    return "\(incidents), compared with \(comparison)"
  }

  var comparison: String {
    switch question.against {
    case .uniform: return "points anywhere in the study area"
    case .labels:
      return "labels dealt at random to them and \(grouped(made.controls ?? 0)) controls"
    case .inhomogeneous:
      return "points at their own density smoothed over \(plain((made.bandwidth ?? 0).rounded())) m"
    }
  }

  /// What the test says, in one sentence.
  var verdict: String {
    guard let p = pValue else { return "Nothing can be tested at these distances." }
    let told = "p \(probability(p.value)), \(testName)"
    if question.against == .uniform {
      return p.value <= question.inference.level
        ? "Not spread evenly over the study area: \(told). That is no finding: no town's incidents are."
        : "No departure from even spread shows: \(told)."
    }
    guard p.value <= question.inference.level else {
      return "No departure from chance shows: \(told)."
    }
    return "\(isClustered ? clustered : spaced): \(told)\(farthest)."
  }

  private var clustered: String {
    if question.statistic == .cross { return "More controls about incidents than by chance" }
    return question.against == .labels
      ? "More clustered than with the controls" : "More clustered than chance"
  }

  private var spaced: String {
    if question.statistic == .cross { return "Fewer controls about incidents than by chance" }
    return question.against == .labels
      ? "Less clustered than with the controls" : "More spaced than chance"
  }

  private var testName: String {
    switch result {
    case .byDistance(let envelope):
      "DCLF test over all distances from \(plain(envelope.distances.first ?? 0)) m"
    case .nearest: "by the mean distance to the nearest neighbour, two-sided"
    case .quadrats: "chi-square, two-sided"
    }
  }

  private var isClustered: Bool {
    switch result {
    case .byDistance(let envelope): (envelope.tests?.farthest ?? 0) > 0
    case .nearest(let test, _): test.meanDistance < test.simulatedMean
    case .quadrats(let test): test.varianceRatio > 1
    }
  }

  private var farthest: String {
    guard case .byDistance(let envelope) = result, let tests = envelope.tests else { return "" }
    return "; farthest from it at \(plain(tests.farthestAt)) m"
  }

  /// A p-value as it is told, never as 0.
  func probability(_ value: Double) -> String {
    if value < 1e-6 { return "< 0.000001" }
    return "= " + (value < 0.001 ? fixed(value, 6) : fixed(value, 3))
  }
}
