import RealModule

/// A scale on which values are compared, on which few very high ones weigh less.
///
/// Square roots make the variance of counts even (Bartlett 1936). A permutation test is as exact on one scale
/// as on another, and tells more where a few features hold most of the total: there chance often puts one of
/// them beside any feature, whose neighbourhood then is as high as a cluster's.
package enum ValueTransform: String, CaseIterable, Hashable, Sendable {
  /// As they are.
  case none
  case sqrt
  /// log(1 + y), which keeps 0 at 0.
  case log

  /// - Parameter value: not below 0.
  package func callAsFunction(_ value: Double) -> Double {
    precondition(value >= 0, "only values that are not below 0 have all scales")
    return switch self {
    case .none: value
    case .sqrt: value.squareRoot()
    case .log: Double.log(onePlus: value)
    }
  }
}
