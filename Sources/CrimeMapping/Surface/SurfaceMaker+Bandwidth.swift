import Geometry
import Hotspots

extension SurfaceMaker {
  /// The kernel asked for, or the one that a rule finds for some points.
  func kernel(for points: [Point]) async throws(StudyError) -> ChosenKernel {
    switch terms.width {
    case .radius(let radius):
      guard let kernel = Kernel(terms.kernel, radius: radius) else {
        throw .badValue(parameter: "bandwidth", value: plain(radius), reason: "is not positive")
      }
      return ChosenKernel(kernel: kernel, choice: nil)
    case .standardDeviation(let deviation):
      guard let kernel = Kernel(terms.kernel, standardDeviation: deviation) else {
        throw .badValue(
          parameter: "standard-deviation", value: plain(deviation), reason: "is not positive")
      }
      return ChosenKernel(kernel: kernel, choice: nil)
    case .rule(let rule): return try await chosen(by: rule, for: points)
    }
  }

  private func chosen(
    by rule: BandwidthRule, for points: [Point]
  ) async throws(StudyError) -> ChosenKernel {
    try check(rule, for: points)
    let choice: BandwidthChoice
    do {
      choice = try await bandwidth(
        by: rule, for: points, window: ground.window, neighbour: terms.neighbours,
        threads: threads)
    } catch {
      throw .noBandwidth(rule: rule.rawValue, reason: Self.words(error))
    }
    guard let kernel = Kernel(terms.kernel, standardDeviation: choice.standardDeviation) else {
      throw .noBandwidth(rule: rule.rawValue, reason: "the bandwidth is not positive")
    }
    guard kernel.radius >= terms.cell else {
      throw .badValue(
        parameter: "cell", value: plain(terms.cell),
        reason: "is larger than the radius of \(plain(kernel.radius.rounded())) m that the rule "
          + "\(rule.rawValue) finds, so the surface would miss incidents")
    }
    return ChosenKernel(kernel: kernel, choice: choice)
  }

  private static func words(_ error: NoBandwidth) -> String {
    switch error {
    case .tooFewPlaces(let count):
      count == 0 ? "there are no incidents" : "all incidents are at one place"
    case .emptyWindow: "the study area has no ground"
    case .notFinite: "a location is not a number"
    }
  }
}

/// A kernel and the rule that chose it.
struct ChosenKernel: Sendable {
  let kernel: Kernel
  let choice: BandwidthChoice?
}
