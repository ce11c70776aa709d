import CKernels
import RealModule

extension PlaceSample {
  /// Scott (1992), equation 6.42: s n^(−1/6) on an axis with standard deviation s.
  ///
  /// For one number for both axes the variances are averaged, which does not change when the map is
  /// turned. (spatstat's `isotropic` takes the geometric mean of the axes, which does.) Snapping moves
  /// points by little and changes little.
  var scott: BandwidthChoice {
    BandwidthChoice(.scott, scottDeviation)
  }

  var scottDeviation: Double {
    let (x, y) = (variance { $0.x }, variance { $0.y })
    return ((x + y) / 2).squareRoot() * Double.pow(Double(pointCount), -1.0 / 6)
  }

  /// Silverman (1986), section 3.4.2, for each axis: 1.06 min(s, quartile range/1.34) n^(−1/5), and the mean
  /// of both.
  ///
  /// R's `MASS::bandwidth.nrd` returns four times this, because there a kernel's width is four standard
  /// deviations. The rate n^(−1/5) is that of one dimension: for two, `scott` has n^(−1/6). Where half of
  /// all points share a coordinate the quartiles say nothing, and s alone is taken; an axis on which all
  /// are equal is left out.
  var silverman: BandwidthChoice {
    let axes = [axisDeviation { $0.x }, axisDeviation { $0.y }].filter { $0 > 0 }
    return BandwidthChoice(
      .silverman, axes.reduce(0, +) / Double(axes.count),
      note: axes.count < 2
        ? "All incidents lie on a line, along which the bandwidth is taken." : nil)
  }

  private func axisDeviation(_ axis: (WeightedPlace) -> Double) -> Double {
    let deviation = variance(axis).squareRoot()
    let ascending = index.places.sorted { axis($0) < axis($1) }
    let range =
      quantile(0.75, of: ascending, axis) - quantile(0.25, of: ascending, axis)
    let spread = range > 0 ? min(deviation, range / 1.34) : deviation
    return 1.06 * spread * Double.pow(Double(pointCount), -0.2)
  }

  /// The variance of the points, about their mean, with n − 1.
  private func variance(_ axis: (WeightedPlace) -> Double) -> Double {
    // About the first place, so that coordinates of a national grid keep their digits.
    let origin = axis(index.places[0])
    let count = Double(pointCount)
    let mean = index.places.reduce(0) { $0 + $1.weight * (axis($1) - origin) } / count
    return index.places.reduce(0) { sum, place in
      let difference = axis(place) - origin - mean
      return sum + place.weight * difference * difference
    } / (count - 1)
  }

  /// The quantile between the two points around rank 1 + (n − 1) p (Hyndman and Fan 1996, type 7).
  private func quantile(
    _ share: Double, of ascending: [WeightedPlace], _ axis: (WeightedPlace) -> Double
  ) -> Double {
    let rank = share * Double(pointCount - 1)
    let below = value(at: rank.rounded(.down), of: ascending, axis)
    let above = value(at: rank.rounded(.up), of: ascending, axis)
    return below + (rank - rank.rounded(.down)) * (above - below)
  }

  /// The coordinate of a point by its rank from 0.
  private func value(
    at rank: Double, of ascending: [WeightedPlace], _ axis: (WeightedPlace) -> Double
  ) -> Double {
    var before = 0.0
    for place in ascending {
      before += place.weight
      if before > rank { return axis(place) }
    }
    return axis(ascending[ascending.count - 1])
  }
}
