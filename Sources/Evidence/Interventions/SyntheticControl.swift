package import Probability
import RealModule

/// What a target would have counted had it gone on like the mixture of other areas that it followed before.
///
/// Weights of donors, none negative and together 1, are chosen so that their mixture follows the target over
/// the months before as closely as it can (Abadie, Diamond and Hainmueller 2010, *Journal of the American
/// Statistical Association* 105:493-505, with the months before as the only predictors). Every series is first
/// divided by its own mean before, so that donors count by their course and not by their size. The gap after,
/// in the target's unit, is what is told; how unusual it is comes from giving each donor the target's part.
package struct SyntheticControl: Hashable, Sendable {
  /// One for each donor, in their order; 0 for a donor that counted nothing before.
  package let weights: [Double]
  /// The mixture, month by month, in the target's unit.
  package let synthetic: [Double]
  package let fit: Fit
  /// One for each donor that could take the target's part.
  package let placebos: [Placebo]
  package let monthsBefore: Int

  /// How well a series follows its mixture, in shares of its own mean before.
  package struct Fit: Hashable, Sendable {
    /// Observed less mixture, month by month.
    package let gaps: [Double]
    /// Root mean squared gap before and after.
    package let errorBefore: Double
    package let errorAfter: Double

    /// How many times worse the mixture follows after than before.
    package var ratio: Double { errorAfter / errorBefore }
  }

  package struct Placebo: Hashable, Sendable {
    /// Its place among the donors.
    package let donor: Int
    package let fit: Fit
  }

  /// - Parameters:
  ///   - target: counts, or counts per day, month by month.
  ///   - donors: of the same months; touched by nothing that was done.
  ///   - monthsBefore: how many of the first months are before.
  /// - Throws: with fewer than 5 donors, fewer than 6 months before, none after, nothing counted before, or
  ///   donors so many that mixtures copy the months before exactly.
  /// - Complexity: O(donors² · months · donors in use).
  package init(target: [Double], donors: [[Double]], monthsBefore: Int) throws(Undefined) {
    guard monthsBefore >= 6 else { throw Undefined("fewer than 6 months before") }
    guard target.count > monthsBefore else { throw Undefined("no month after") }
    guard let own = Self.shape(target, monthsBefore) else {
      throw Undefined("the target counts nothing before")
    }
    let shapes = donors.map { Self.shape($0, monthsBefore) }
    let usable = shapes.indices.filter { shapes[$0] != nil }
    guard usable.count >= 5 else {
      throw Undefined("fewer than 5 other areas count anything before")
    }
    let pool = usable.compactMap { shapes[$0] }
    let (fit, chosen) = try Self.follow(own, pool, monthsBefore)
    self.fit = fit
    self.monthsBefore = monthsBefore
    var weights = [Double](repeating: 0, count: donors.count)
    for (donor, weight) in zip(usable, chosen) { weights[donor] = weight }
    self.weights = weights
    let level = Self.mean(target, monthsBefore)
    synthetic = zip(own, fit.gaps).map { ($0 - $1) * level }
    var placebos: [Placebo] = []
    for (place, donor) in usable.enumerated() {
      var others = pool
      let own = others.remove(at: place)
      let fit = try Self.follow(own, others, monthsBefore).fit
      placebos.append(Placebo(donor: donor, fit: fit))
    }
    self.placebos = placebos
  }

  private static func mean(_ series: [Double], _ monthsBefore: Int) -> Double {
    series.prefix(monthsBefore).reduce(0, +) / Double(monthsBefore)
  }

  private static func shape(_ series: [Double], _ monthsBefore: Int) -> [Double]? {
    let mean = mean(series, monthsBefore)
    return mean > 0 ? series.map { $0 / mean } : nil
  }

  private static func follow(
    _ own: [Double], _ pool: [[Double]], _ before: Int
  ) throws(Undefined) -> (fit: Fit, weights: [Double]) {
    let mixture = SimplexFit(
      columns: pool.map { Array($0.prefix(before)) }, target: Array(own.prefix(before)))
    let gaps = own.indices.map { month in
      zip(mixture.weights, pool).reduce(own[month]) { $0 - $1.0 * $1.1[month] }
    }
    func error(_ gaps: ArraySlice<Double>) -> Double {
      (gaps.reduce(0) { $0 + $1 * $1 } / Double(gaps.count)).squareRoot()
    }
    let fit = Fit(
      gaps: gaps, errorBefore: error(gaps[..<before]), errorAfter: error(gaps[before...]))
    guard fit.errorBefore > 1e-9 else {
      throw Undefined("so many other areas copy the few months before exactly")
    }
    return (fit, mixture.weights)
  }

  /// Observed less expected over the months after, in the target's unit.
  package func gapAfter(of target: [Double]) -> Double {
    zip(target, synthetic).suffix(synthetic.count - monthsBefore).reduce(0) { $0 + $1.0 - $1.1 }
  }

  /// How rare so bad a fit after would be if nothing had been done: the target's place among all ratios of errors,
  /// its own included (Abadie, Diamond and Hainmueller 2010, section 3.4). At least 1/(donors + 1).
  package func pValue() -> PValue {
    let atLeast = placebos.reduce(1) { $0 + ($1.fit.ratio >= fit.ratio ? 1 : 0) }
    return PValue(Double(atLeast) / Double(placebos.count + 1), .greater, .exact)
  }
}
