package import Geometry
import RealModule

/// Which cells are among the hottest at each of several bandwidths: which hotspots are there at any
/// scale, and which come and go with a setting.
///
/// A bandwidth decides what a density shows (Chainey 2013, "Examining the influence of cell size
/// and bandwidth size on kernel density estimation crime hotspot maps"). Looking at a family of
/// surfaces from fine to coarse instead of one is the scale-space view (Lindeberg 1994,
/// "Scale-space theory in computer vision"; Chaudhuri and Marron 1999, "SiZer for exploration of
/// structures in curves"). Here the same share of the study area is called hot at every scale, and
/// the *persistence* of a cell is the share of scales at which it is hot: a choice of this project,
/// in the analysts' terms, not a test. A cell hot at narrow scales alone is a busy address; at wide
/// ones alone, the middle of a busy district; at all, a hotspot whichever bandwidth is chosen.
package struct ScaleSpace: Sendable {
  /// The greatest number of scales.
  package static let most = 64

  /// The share of the study area that is hot at each scale, at most.
  package let share: Double
  package let study: CellAreas
  package let scaleCount: Int
  /// The level of each scale above which a cell is hot, in the surfaces' unit; `nil` where no cell
  /// is.
  package let levels: [Double?]
  /// For each cell the scales at which it is hot, a bit for each, the first one lowest.
  private let hotScales: [UInt64]

  /// From surfaces made at different scales, one after the other, for instance with edge
  /// correction.
  ///
  /// - Parameters:
  ///   - surfaces: from 1 to 64, over one study area, from the narrowest scale to the widest.
  ///   - share: how much of the study area is hot, by the rule of `hotLevels`.
  /// - Complexity: O(surfaces × cells).
  package init(_ surfaces: [Surface], share: Double) {
    precondition(1...Self.most ~= surfaces.count, "there are from 1 to 64 scales")
    let study = surfaces[0].study.merged()
    var levels: [Double?] = []
    var hotScales = [UInt64](repeating: 0, count: study.areas.count)
    for (scale, surface) in surfaces.enumerated() {
      precondition(surface.study.areas == surfaces[0].study.areas, "scales share a study area")
      let level = hotLevels(of: surface, share: share, owners: study, count: 1)
      levels += level
      for cell in hotCells(of: surface, above: level, owners: study).joined() {
        hotScales[cell] |= 1 << UInt64(scale)
      }
    }
    self.share = share
    self.study = study
    self.levels = levels
    self.hotScales = hotScales
    scaleCount = surfaces.count
  }

  /// From points and kernels of several widths.
  ///
  /// - Parameter kernels: from the narrowest to the widest, such as those of
  ///   `kernels(_:from:to:count:)`.
  /// - Complexity: that of a density for each kernel; memory for a value a cell and scale.
  package init(
    of points: WeightedPoints, kernels: [Kernel], share: Double, study: CellAreas,
    threads: Int = 2
  ) async {
    var surfaces: [Surface] = []
    for kernel in kernels {
      let values = await density(
        of: points.points, weights: points.weights, kernel: kernel, on: study.grid,
        threads: threads)
      surfaces.append(Surface(computed: values, study: study))
    }
    self.init(surfaces, share: share)
  }

  /// Kernels whose radii grow by one factor: scales are compared by ratios (Lindeberg 1994).
  ///
  /// - Returns: `count` kernels from the smaller radius to the larger; `nil` unless 0 < from ≤ to
  ///   and there is room for both (`count` ≥ 2, or 1 if they are equal).
  package static func kernels(
    _ shape: Kernel.Shape, from: Double, to: Double, count: Int
  ) -> [Kernel]? {
    guard from > 0, from <= to, to.isFinite, count >= 2 || (count == 1 && from == to) else {
      return nil
    }
    let factor = to / from
    return (0..<count).compactMap { step in
      let radius =
        step == count - 1 ? to : from * Double.pow(factor, Double(step) / Double(count - 1))
      return Kernel(shape, radius: radius)
    }
  }

  package func isHot(cell: Int, atScale scale: Int) -> Bool {
    precondition(0..<scaleCount ~= scale, "the scale is one of those given")
    return hotScales[cell] >> UInt64(scale) & 1 == 1
  }

  /// The share of scales at which each cell is hot, from 0 to 1.
  package var persistence: Surface {
    let values = hotScales.map { Double($0.nonzeroBitCount) / Double(scaleCount) }
    return Surface(computed: values, study: study)
  }

  /// The narrowest and the widest scale at which a cell is hot, by number; `nil` where it never is.
  ///
  /// It need not be hot at all scales between.
  package func scales(ofCell cell: Int) -> ClosedRange<Int>? {
    let scales = hotScales[cell]
    guard scales != 0 else { return nil }
    return scales.trailingZeroBitCount...(UInt64.bitWidth - 1 - scales.leadingZeroBitCount)
  }
}
