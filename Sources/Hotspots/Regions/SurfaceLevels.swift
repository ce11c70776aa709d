package import Geometry

/// How the levels of a surface are chosen, for its contours and the classes of its legend.
///
/// Equal intervals put almost all ground into the lowest class, because densities of incidents are
/// skewed; they are here for comparison with other programs. The mass rule is the one to use.
package enum SurfaceBreaks: Hashable, Sendable {
  /// Above a level lies the smallest number of cells that hold at least this share of the mass: of
  /// the incidents, where the surface is a density. Shares are above 0 and at most 1.
  ///
  /// This is the highest-density region (Hyndman 1996) of the surface within the study area.
  case mass(shares: [Double])
  /// The levels part the cells above 0 into this many classes of about the same number of cells
  /// (Hyndman and Fan 1996, definition 1).
  case quantiles(classes: Int)
  /// The levels part the range from 0 to the peak into this many equal steps.
  case equalIntervals(classes: Int)
  /// The levels given, in the surface's unit, so that maps of several periods can be compared.
  case given([Double])

  /// Above the levels lie 20, 40, 60 and 80 % of the incidents.
  package static let standard = SurfaceBreaks.mass(shares: [0.2, 0.4, 0.6, 0.8])
}

/// A level of a surface and what lies above it.
package struct SurfaceLevel: Hashable, Sendable {
  /// In the surface's unit.
  package let value: Double
  /// The share of the surface's mass in the cells above the level; `nil` for a surface without mass.
  package let massShare: Double?
  /// The share of the study area's cells that are above the level; `nil` for a study area without
  /// cells.
  package let areaShare: Double?

  package init(value: Double, massShare: Double?, areaShare: Double?) {
    self.value = value
    self.massShare = massShare
    self.areaShare = areaShare
  }
}

/// Chooses the levels of a surface, ascending, without repeats.
///
/// Only cells of the study area count. The mass is the sum of their positive values; negative values
/// count as 0. *Above* always means strictly above, as contours and regions have it: a level chosen
/// from the cells is the value of the highest cell that is not above it, or 0 if that is not positive.
/// Cells that tie are all above a level or none is, so that more than the share asked for may lie
/// above; shares that lead to the same level give one level. No level chosen is as high as the peak,
/// which nothing is above. Without a positive cell there are no levels but those given, which always
/// stay as they are.
///
/// - Complexity: O(cells) on average; O(cells log cells) where most values lie within 0.4 % of each
///   other without being equal.
package func surfaceLevels(
  of surface: Surface, by breaks: SurfaceBreaks = .standard
) -> [SurfaceLevel] {
  let owned = surface.study.areas
  let positive = owned.indices.filter { owned[$0] >= 0 && surface.computed[$0] > 0 }
    .map { surface.computed[$0] }
  let whole = Tally(of: surface, above: -.infinity)
  return Set(breaks.values(for: positive)).sorted().map { value in
    let above = Tally(of: surface, above: value)
    return SurfaceLevel(
      value: value, massShare: whole.mass > 0 ? above.mass / whole.mass : nil,
      areaShare: whole.cells > 0 ? Double(above.cells) / Double(whole.cells) : nil)
  }
}

/// The cells of the study area above a level, and their mass.
private struct Tally {
  private(set) var cells = 0
  private(set) var mass = 0.0

  init(of surface: Surface, above level: Double) {
    for (area, value) in zip(surface.study.areas, surface.computed) where area >= 0 && value > level
    {
      cells += 1
      mass += max(value, 0)
    }
  }
}

extension SurfaceBreaks {
  /// The levels for these positive values, in no order.
  fileprivate func values(for positive: [Double]) -> [Double] {
    if case .given(let values) = self {
      precondition(values.allSatisfy(\.isFinite), "a level is a finite number")
      return values
    }
    guard let peak = positive.max() else { return [] }
    switch self {
    case .mass(let shares):
      precondition(shares.allSatisfy { 0 < $0 && $0 <= 1 }, "a share is above 0 and at most 1")
      let ranking = Ranking(of: positive)
      return shares.map { ranking.level(holding: $0) }
    case .quantiles(let classes):
      precondition(classes > 0, "there is at least one class")
      let ranking = Ranking(of: positive)
      // Counted from the top, where the values are ranked from.
      let places = (1..<classes).map {
        positive.count - (positive.count * $0 + classes - 1) / classes
      }
      return places.map { ranking.value(at: $0) }.filter { $0 < peak }
    case .equalIntervals(let classes):
      precondition(classes > 0, "there is at least one class")
      return (1..<classes).map { peak * (Double($0) / Double(classes)) }.filter { $0 < peak }
    case .given: return []
    }
  }
}

/// Positive values in descending order, as far as it is asked for.
///
/// They are counted in buckets by the leading bits of their representation, which order positive
/// numbers as their values do, so that only the bucket in which a level falls is sorted.
private struct Ranking {
  private let values: [Double]
  /// The bucket of the highest value: they are numbered downwards from it.
  private let top: UInt64
  private var counts: [Int]
  private var masses: [Double]

  init(of values: [Double]) {
    self.values = values
    let buckets = values.map(Self.leadingBits)
    top = buckets.max() ?? 0
    counts = Array(repeating: 0, count: Int(top - (buckets.min() ?? top)) + 1)
    masses = Array(repeating: 0, count: counts.count)
    for (value, bucket) in zip(values, buckets) {
      counts[Int(top - bucket)] += 1
      masses[Int(top - bucket)] += value
    }
  }

  /// The exponent and 8 bits of the fraction: values of one bucket differ by at most 0.4 %.
  private static func leadingBits(of value: Double) -> UInt64 { value.bitPattern >> 44 }

  private func sorted(_ bucket: Int) -> [Double] {
    values.filter { top - Self.leadingBits(of: $0) == bucket }.sorted(by: >)
  }

  /// The value that has exactly `place` values before it.
  func value(at place: Int) -> Double {
    var (bucket, before) = (0, 0)
    while before + counts[bucket] <= place {
      before += counts[bucket]
      bucket += 1
    }
    return sorted(bucket)[place - before]
  }

  /// The highest value after the first that together hold a share of the mass, 0 when none comes after.
  func level(holding share: Double) -> Double {
    let wanted = share * masses.reduce(0, +)
    var (bucket, held) = (0, 0.0)
    while bucket < masses.count - 1, held + masses[bucket] < wanted {
      held += masses[bucket]
      bucket += 1
    }
    let inside = sorted(bucket)
    var last = 0
    while last < inside.count - 1, held + inside[last] < wanted {
      held += inside[last]
      last += 1
    }
    if let next = inside[last...].first(where: { $0 < inside[last] }) { return next }
    let after = counts[(bucket + 1)...].firstIndex { $0 > 0 }
    return after.flatMap { sorted($0).first } ?? 0
  }
}
