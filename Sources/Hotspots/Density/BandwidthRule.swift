package import Geometry

/// A way to choose from the data how widely a kernel spreads them.
///
/// Each gives a standard deviation on each axis; with `Kernel(_:standardDeviation:)` any shape of kernel
/// smooths as much. They answer different questions and differ by up to ten times: `diggle` and
/// `likelihood` look for the finest pattern that is not noise, the others for an overview.
///
/// Incidents are often snapped to few places. Rules that look at short distances would see nothing but
/// that, and choose 0: those named below take each place once, or leave out all that happened at it.
package enum BandwidthRule: String, CaseIterable, Hashable, Sendable {
  /// Best if incidents were normally distributed, by their variance (Scott 1992, equation 6.42).
  case scott
  /// The same, resistant to outliers, by variance or quartiles of each axis (Silverman 1986, section 3.4.2).
  case silverman
  /// Least mean square error of a Cox process's intensity (Diggle 1985; Berman and Diggle 1989); each place
  /// once.
  case diggle
  /// Each place is best foretold by the others (Loader 1999); all incidents of its own place are left out.
  case likelihood
  /// The inverse densities at the incidents add up to the window's area (Cronie and van Lieshout 2018).
  case cronieVanLieshout = "cronie-van-lieshout"
  /// The mean distance from a place to its k-th nearest other place.
  case neighbourDistance = "neighbour-distance"
}

/// What a rule has chosen, and how.
package struct BandwidthChoice: Hashable, Sendable {
  /// A candidate and what the rule thinks of it.
  package struct Candidate: Hashable, Sendable {
    package let standardDeviation: Double
    package let criterion: Double
  }

  package let rule: BandwidthRule
  /// The standard deviation on each axis, in metres: a positive number.
  package let standardDeviation: Double
  /// The candidates in ascending order; empty for rules that are a formula. `likelihood` is largest at
  /// the chosen one, the other criteria are least.
  package let curve: [Candidate]
  /// What to know about this choice, as a sentence; `nil` when there is nothing.
  package let note: String?

  init(
    _ rule: BandwidthRule, _ standardDeviation: Double, curve: [Candidate] = [], note: String? = nil
  ) {
    self.rule = rule
    self.standardDeviation = standardDeviation
    self.curve = curve
    self.note = note
  }
}

/// Why a rule cannot choose.
package enum NoBandwidth: Error, Hashable, Sendable {
  /// All points are at one place, or there are none: nothing tells how far apart they lie.
  case tooFewPlaces(count: Int)
  /// The window has no area.
  case emptyWindow
  /// A coordinate is not a number.
  case notFinite(point: Int)
}

/// Chooses a bandwidth for points by a rule.
///
/// The choice is the same on any number of threads and in any order of the points. Moving the map does not
/// change it. Turning it changes `silverman`, which goes by axes, and the candidates of `diggle` and
/// `cronieVanLieshout`, whose ranges go by boxes.
///
/// - Parameters:
///   - points: those in the window.
///   - window: only `diggle` and `cronieVanLieshout` use it.
///   - neighbour: k of `neighbourDistance`; fewer where there are fewer other places.
/// - Complexity: O(*n* log *n*) for *n* points, and for the searches, with *m* distinct places, `diggle`
///   O(*m* × places within its longest distance, 1,000 on average at most), the others O(*m*²) for each
///   of at most 32 candidates.
/// - Throws: `NoBandwidth`.
package func bandwidth(
  by rule: BandwidthRule, for points: [Point], window: MultiPolygon<Point>, neighbour: Int = 5,
  threads: Int = 2
) async throws(NoBandwidth) -> BandwidthChoice {
  precondition(neighbour > 0, "the first neighbour is the nearest")
  if let bad = points.firstIndex(where: { !$0.isFinite }) { throw .notFinite(point: bad) }
  let sample = await PlaceSample(points, threads: threads)
  guard sample.index.places.count > 1 else {
    throw .tooFewPlaces(count: sample.index.places.count)
  }
  guard window.area > 0 else { throw .emptyWindow }
  return switch rule {
  case .scott: sample.scott
  case .silverman: sample.silverman
  case .diggle: await sample.diggle(window: window, threads: threads)
  case .likelihood: await sample.likelihood(threads: threads)
  case .cronieVanLieshout: await sample.cronieVanLieshout(area: window.area, threads: threads)
  case .neighbourDistance: await sample.neighbourDistance(neighbour, threads: threads)
  }
}

/// Points that a bandwidth is to be chosen for: two distinct places or more.
struct PlaceSample: Sendable {
  /// The places, each with the number of its points as weight.
  let index: PlaceIndex
  let pointCount: Int

  init(_ points: [Point], threads: Int) async {
    let box = Box(enclosing: points)
    let side = max(box?.width ?? 0, box?.height ?? 0)
    // Some points in a row's height, if they are spread evenly.
    let reach = max(2 * side / Double(max(1, points.count)).squareRoot(), 1e-9)
    index = await PlaceIndex(points, reach: reach, threads: threads)
    pointCount = points.count
  }
}
