package import Geometry
import RealModule

/// Where cases are more frequent than controls would lead to expect: the ratio of two densities,
/// also called dual density or relative risk.
///
/// Controls are the incidents of another period or kind, or places weighted by their population.
/// Both densities, each integrating to 1 over the study area, use one bandwidth: with two the ratio
/// would show the difference between them (Kelsall and Diggle 1995, "Kernel estimation of relative
/// risk"). A share ε of the highest control density is added to both (Bowman and Azzalini 1997,
/// "Applied Smoothing Techniques for Data Analysis"; `epsilon` of the R package sparr), so that the
/// ratio is finite and quiet where there is nothing of either: ρ = log[(f + ε max g)/(g + ε max
/// g)]. ε pulls all ratios towards 1, those of thinly used ground most: state it with the result.
package struct RelativeDensity: Sendable {
  package let cases: WeightedPoints
  package let controls: WeightedPoints
  package let kernel: Kernel
  package let epsilon: Double
  package let study: CellAreas
  package let edge: EdgeMass?
  /// f and g at the centre of each cell, per m².
  let caseDensity: StudyDensity
  let controlDensity: StudyDensity

  /// `nil` when the cases or the controls do not reach the study area.
  ///
  /// - Parameters:
  ///   - epsilon: ε, a positive share of the highest control density in the study area. The
  ///     literature gives no rule for it.
  ///   - edge: corrects both densities for what is not seen beyond the study area (Diggle 1985).
  ///     Nothing is corrected when `nil`.
  /// - Complexity: that of two densities.
  package init?(
    cases: WeightedPoints, controls: WeightedPoints, kernel: Kernel, epsilon: Double,
    study: CellAreas, edge: EdgeMass? = nil, threads: Int = 2
  ) async {
    precondition(epsilon > 0 && epsilon.isFinite, "a floor is positive")
    func layer(_ points: WeightedPoints) async -> StudyDensity? {
      await StudyDensity(points, kernel: kernel, study: study, edge: edge, threads: threads)
    }
    guard let caseDensity = await layer(cases), let controlDensity = await layer(controls) else {
      return nil
    }
    self.cases = cases
    self.controls = controls
    self.kernel = kernel
    self.epsilon = epsilon
    self.study = study
    self.edge = edge
    self.caseDensity = caseDensity
    self.controlDensity = controlDensity
  }

  /// What is added to both densities: ε max g, per m².
  package var floor: Double { epsilon * controlDensity.peak }

  /// The weight of the cases, and of the controls, that their densities held in the study area
  /// before they were made to integrate to 1.
  package var heldCases: Double { caseDensity.count }
  package var heldControls: Double { controlDensity.count }

  /// (f + ε max g)/(g + ε max g): 1 where cases are as frequent as controls lead to expect.
  package var ratio: Surface {
    Surface(computed: ratio(of: caseDensity, to: controlDensity), study: study)
  }

  /// ρ, the natural logarithm of the ratio: equally far from 0 for twice and half as many.
  package var logRatio: Surface {
    Surface(computed: ratio.computed.map { Double.log($0) }, study: study)
  }

  /// Cases for each control, or for each unit of what weighs the controls: the ratio times all
  /// cases by all controls.
  ///
  /// With controls weighted by residents these are incidents per resident over the period of the
  /// cases.
  package var casesPerControl: Surface {
    let overall = caseDensity.count / controlDensity.count
    return Surface(computed: ratio.computed.map { $0 * overall }, study: study)
  }

  /// The ratio of two densities, both raised by the same floor.
  package static func ratio(_ density: Double, to base: Double, floor: Double) -> Double {
    (density + floor) / (base + floor)
  }

  /// The ratio of any two densities with this relative density's ε.
  func ratio(of cases: StudyDensity, to controls: StudyDensity) -> [Double] {
    let floor = epsilon * controls.peak
    return zip(cases.values, controls.values).map { Self.ratio($0, to: $1, floor: floor) }
  }
}

/// A density that integrates to 1 over the study area.
struct StudyDensity: Sendable {
  /// Per m², at every cell, inside the study area or not.
  let values: [Double]
  /// The weight of the points that the study area held before.
  let count: Double
  /// The highest value in the study area, per m².
  let peak: Double

  /// `nil` when no point reaches the study area.
  init?(
    _ points: WeightedPoints, kernel: Kernel, study: CellAreas, edge: EdgeMass?, threads: Int
  ) async {
    let plain = await density(
      of: points.points, weights: points.weights, kernel: kernel, on: study.grid, threads: threads)
    let raw = edge?.corrected(plain) ?? plain
    var (sum, peak) = (0.0, 0.0)
    for (cell, area) in study.areas.enumerated() where area >= 0 {
      sum += raw[cell]
      peak = max(peak, raw[cell])
    }
    guard sum > 0 else { return nil }
    let held = sum * study.grid.cellArea
    values = raw.map { $0 / held }
    count = held
    self.peak = peak / held
  }
}
