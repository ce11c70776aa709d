import Geometry
import Hotspots
import SpatialIndex

/// One pattern with what it is compared with.
struct PatternTask: Sendable {
  let question: PatternQuestion
  let points: PointPattern
  let controls: PointPattern?
  let resolution: LocationResolution?
  /// How coarsely places are written.
  let step: CoordinateStep?
  let threads: Int

  func result() async throws(StudyError) -> PatternReport.Result {
    switch question.statistic {
    case .l, .k, .pairCorrelation, .cross: .byDistance(try await envelope())
    case .nearest: .nearest(try await nearest(), indices: await indices())
    case .quadrats: .quadrats(try quadrats())
    }
  }

  private var function: PairFunction { question.statistic.function ?? .l }

  /// Within what distance of each other two incidents can lie at the same point or at neighbouring ones without
  /// its meaning anything; 0 where locations are exact.
  ///
  /// Two incidents moved to their nearest points may have been nearer or farther by as much as the two
  /// catchments are wide together, which of nine in ten is no more than this; two on a lattice by its diagonal.
  private var scale: Double {
    max(
      resolution.map { 2 * $0.ninthDecileRadius } ?? 0, (step?.metres ?? 0) * 2.0.squareRoot()
    ).rounded(.up)
  }

  /// Why short distances cannot be told, for a sentence that goes on.
  private var coarseness: String {
    resolution == nil
      ? "Coordinates are rounded to \(step?.words ?? "whole steps")"
      : "Locations are anonymisation points"
  }

  private func envelope() async throws(StudyError) -> PatternEnvelope {
    let distances = try distances()
    let halfWidth =
      function == .pairCorrelation ? PairFunctionEstimate.usualHalfWidth(for: points) : 0
    try await checkCost(reach: distances[distances.count - 1] + halfWidth)
    let estimate = await PairFunctionEstimate(
      function, at: distances, in: points.window, edge: question.edge, halfWidth: halfWidth,
      threads: threads)
    let inference = question.inference
    let envelope =
      if question.statistic == .cross, let controls {
        await estimate.crossEnvelope(
          of: points, to: controls, replicates: inference.replicates, seed: inference.seed,
          threads: threads)
      } else {
        await estimate.envelope(
          of: points, against: try null, replicates: inference.replicates, seed: inference.seed,
          threads: threads)
      }
    guard let envelope else {
      throw .refused(parameter: "offence", reason: "A pattern needs two incidents at least.")
    }
    return envelope
  }

  private func nearest() async throws(StudyError) -> NearestNeighbourTest {
    // Labels are dealt to the same lattice, anonymisation points may not even have been the nearest.
    guard resolution == nil, step == nil || question.against == .labels else {
      throw .refused(
        parameter: "statistic",
        reason: """
          \(coarseness), so how far the nearest incident is cannot be told: many are at the very same \
          point. Ask for l from \(plain(scale)) m on, or use exact locations.
          """)
    }
    let test = await NearestNeighbourTest(
      of: points, against: try null, replicates: question.inference.replicates,
      seed: question.inference.seed, threads: threads)
    guard let test else {
      throw .refused(parameter: "offence", reason: "A pattern needs two incidents at least.")
    }
    return test
  }

  /// Against even ground, whatever the simulated test compares with.
  private func indices() async -> [NearestNeighbourIndex] {
    var indices: [NearestNeighbourIndex] = []
    for correction in NearestNeighbourIndex.Correction.allCases {
      let index = await NearestNeighbourIndex(
        of: points, correction: correction, threads: threads)
      if let index { indices.append(index) }
    }
    return indices
  }

  private func quadrats() throws(StudyError) -> QuadratTest {
    let box = points.window.box
    let side = max(box.width, box.height) / Double(question.quadrats)
    guard side >= scale else {
      throw .refused(
        parameter: "quadrats",
        reason: """
          \(coarseness): quadrats of \(plain(side.rounded())) m are smaller than the \(plain(scale)) m \
          that they bear; ask for fewer.
          """)
    }
    let test = QuadratTest(
      of: points, columns: max(1, Int((box.width / side).rounded())),
      rows: max(1, Int((box.height / side).rounded())))
    guard let test else {
      throw .refused(
        parameter: "quadrats", reason: "Fewer than two quadrats meet the study area.")
    }
    return test
  }
}

extension PatternTask {
  private var null: PatternNull {
    get throws(StudyError) {
      switch question.against {
      case .uniform: return .uniform
      case .labels: return .labels(controls: controls ?? points)
      case .inhomogeneous:
        let least = radius(holding: 5)
        if let asked = question.bandwidth, asked < least {
          throw .badValue(
            parameter: "bandwidth", value: plain(asked),
            reason:
              "holds fewer than 5 incidents on average; here it takes \(plain(least.rounded(.up))) m"
          )
        }
        guard let smooth = SmoothIntensity(radius: bandwidth ?? 0, in: points.window) else {
          throw .badValue(
            parameter: "bandwidth", value: plain(bandwidth ?? 0), reason: "is not positive")
        }
        return .inhomogeneous(smooth)
      }
    }
  }

  /// The radius of the density taken for the ground; `nil` where none is.
  ///
  /// Of fewer than 5 incidents a density is mostly chance: simulated patterns clump where the observed one has
  /// its gaps, and a test at 5 % was measured to find something in 20 % of patterns of chance. With 5 and with
  /// 10 it held its level.
  var bandwidth: Double? {
    guard question.against == .inhomogeneous else { return nil }
    return question.bandwidth ?? max(2 * longest, Self.roundedUp(radius(holding: 10)))
  }

  /// The radius of a circle that holds so many incidents on average.
  private func radius(holding count: Double) -> Double {
    (count / (Double.pi * points.intensity)).squareRoot()
  }

  private var longest: Double {
    question.longest
      ?? Self.roundedDown(min(max(1_000, 3 * scale), points.window.longestDistance))
  }

  private func distances() throws(StudyError) -> [Double] {
    let most = points.window.longestDistance
    guard longest <= most else {
      throw .badValue(
        parameter: "distances", value: plain(longest),
        reason:
          "is more than a quarter of the study area's shorter side, \(plain(most.rounded(.down))) m"
      )
    }
    if let shortest = question.shortest, shortest < scale { throw tooShort(plain(shortest)) }
    let step = question.step ?? Self.roundedUp(longest / 50)
    let least = max(scale, question.shortest ?? 0)
    let count = Int(min(longest / step * (1 + 1e-12), 10_000))
    let distances = (0...count).map { Double($0) * step }.filter { $0 > 0 && $0 >= least }
    guard !distances.isEmpty else {
      throw least > 0 && least == scale
        ? tooShort(plain(longest))
        : .badValue(
          parameter: "step", value: plain(step),
          reason: "leaves no distance from \(plain(least)) to \(plain(longest)) m")
    }
    return distances
  }

  private func tooShort(_ value: String) -> StudyError {
    .refused(
      parameter: "distances",
      reason: """
        \(coarseness), so what lies within \(value) m of each other cannot be told: stacked points would look \
        clustered. Ask for distances from \(plain(scale)) m on, or for a part of the ground where places are \
        known more finely.
        """)
  }

  /// Refuses what no one would wait for.
  private func checkCost(reach: Double) async throws(StudyError) {
    var pairs = Double(
      (await PointIndex(points.points).pairCounts(within: [reach], threads: threads))[0])
    if let bandwidth {
      pairs += Double(
        (await PointIndex(points.points).pairCounts(within: [bandwidth], threads: threads))[0])
    }
    let seconds =
      Double(question.inference.replicates + 1) * (20e-9 * pairs + 2e-6 * Double(points.count))
    guard seconds <= SurfaceMaker.mostSeconds else {
      throw .refused(
        parameter: "distances",
        reason: """
          Simulating \(grouped(points.count)) incidents \(question.inference.replicates) times over \
          \(plain(longest)) m would take too long; choose shorter distances, fewer replicates, a smaller \
          area or a shorter period.
          """)
    }
  }

  /// 1, 2, 5 and 10 times the power of ten that is not above a length.
  private static func roundNumbers(about length: Double) -> [Double] {
    var power = 1.0
    while power * 10 <= length { power *= 10 }
    while power > length, power > 1e-6 { power /= 10 }
    return [1, 2, 5, 10].map { $0 * power }
  }

  private static func roundedDown(_ length: Double) -> Double {
    roundNumbers(about: length).last { $0 <= length } ?? length
  }

  private static func roundedUp(_ length: Double) -> Double {
    roundNumbers(about: length).first { $0 >= length } ?? length
  }
}
