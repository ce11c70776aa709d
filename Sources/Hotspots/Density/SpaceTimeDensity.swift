package import Geometry

/// The density at one moment: a frame of a film.
package struct SpaceTimeFrame: Sendable {
  /// In days from the origin of the incidents' times.
  package let moment: Double
  /// Incidents per m² per day at the centre of each cell, in row-major order.
  package let density: [Double]
  /// The share of the temporal kernel that lies in the observed period, by which the density was
  /// divided; 1 where nothing is missing.
  package let observedShare: Double
}

/// Estimates how many incidents there are per square metre per day around some moments, one frame
/// each: λ(u, t) = Σ wᵢ k(u − xᵢ) κ(t − tᵢ).
///
/// A product of a kernel in space and one in time (Nakaya and Yano 2010, "Visualising crime
/// clusters in a space-time cube"). Each frame is one spatial density of the incidents within
/// temporal reach, weighted by κ; incidents known by their month or another span weigh the mean of
/// κ over it. Frames are the same to the last bit on any number of threads and in any order of the
/// incidents.
///
/// Near the ends of the observed period part of κ falls where nothing was recorded, which would
/// look like a decline. There each frame is divided by the share of κ inside the period (Diggle
/// 1985 in one dimension): right if the rate is about even within reach. With a kernel of the past,
/// this also serves moments after the period's end. Nothing is corrected at the edge of the study
/// area.
///
/// - Parameters:
///   - incidents: where each was; `times` and `weights` belong to them in this order.
///   - weights: what each counts for, none negative; one each when `nil`.
///   - moments: one for each frame, in days from the origin of `times`.
///   - observed: the period from which all incidents are known; others are left out. Everything
///     counts as observed when `nil`.
/// - Returns: a frame for each moment; `nil` for a moment whose temporal kernel lies wholly outside
///   the observed period.
/// - Complexity: O(frames × (*n* + a density)); memory for a value a cell and frame.
package func spaceTimeDensity(
  of incidents: [Point], times: [IncidentTime], weights: [Double]? = nil, kernel: Kernel,
  temporalKernel: TemporalKernel, at moments: [Double], observed: Range<Double>? = nil,
  on grid: Grid, threads: Int = 2
) async -> [SpaceTimeFrame?] {
  precondition(times.count == incidents.count, "each incident has one time")
  precondition(weights.map { $0.count == incidents.count } ?? true, "each point has one weight")
  var frames: [SpaceTimeFrame?] = []
  for moment in moments {
    let share =
      observed.map {
        temporalKernel.mass(fromLag: moment - $0.upperBound, toLag: moment - $0.lowerBound)
      } ?? 1
    guard share > 0 else {
      frames.append(nil)
      continue
    }
    let reached = times.indices.compactMap { number -> (point: Point, weight: Double)? in
      let weight = temporalKernel.weight(of: times[number], at: moment, observed: observed)
      return weight > 0 ? (incidents[number], weight * (weights?[number] ?? 1) / share) : nil
    }
    let density = await density(
      of: reached.map(\.point), weights: reached.map(\.weight), kernel: kernel, on: grid,
      threads: threads)
    frames.append(SpaceTimeFrame(moment: moment, density: density, observedShare: share))
  }
  return frames
}
