/// How an incident is spread over the time around it: a shape, how far it reaches and to which
/// sides.
///
/// Every kernel integrates to 1 over all time (Silverman 1986, section 3.3.2, table 3.1, for the
/// shapes).
package struct TemporalKernel: Hashable, Sendable {
  package enum Shape: String, CaseIterable, Hashable, Sendable {
    /// The same weight within reach.
    case uniform
    /// 1 − s²/τ².
    case epanechnikov
    /// (1 − s²/τ²)².
    case quartic
  }

  package enum Sides: String, CaseIterable, Hashable, Sendable {
    /// Incidents before the time asked for alone, for prediction: an incident at the very time is
    /// not known yet.
    case past
    /// Incidents before and after, to describe what happened.
    case both
  }

  package let shape: Shape
  package let sides: Sides
  /// The lag τ from which on the kernel is 0, in days.
  package let reach: Double

  /// `nil` unless the reach is a positive number of days.
  package init?(_ shape: Shape, sides: Sides, reach: Double) {
    guard reach.isFinite, reach > 0 else { return nil }
    self.shape = shape
    self.sides = sides
    self.reach = reach
  }

  /// The weight of an incident per day, by how many days it lies before the time asked for; 0 at a
  /// lag of `reach`, and with `past` at a lag of 0.
  package func density(atLag lag: Double) -> Double {
    guard abs(lag) < reach, sides == .both || lag > 0 else { return 0 }
    let ratio = lag / reach
    let rest = 1 - ratio * ratio
    let value =
      switch shape {
      case .uniform: 1 / (2 * reach)
      case .epanechnikov: 3 * rest / (4 * reach)
      case .quartic: 15 * rest * rest / (16 * reach)
      }
    return sides == .past ? 2 * value : value
  }

  /// The share of the kernel at lags between two, the integral of `density(atLag:)`; lags may be
  /// infinite.
  package func mass(fromLag first: Double, toLag last: Double) -> Double {
    let lowest = sides == .past ? 0 : -reach
    let (low, high) = (min(max(first, lowest), reach), min(max(last, lowest), reach))
    guard low < high else { return 0 }
    let (a, b) = (low / reach, high / reach)
    // Differences of powers, divided by b − a: so a short span keeps its digits.
    let cubes = a * a + a * b + b * b
    let fifths = a * a * a * a + a * a * a * b + a * a * b * b + a * b * b * b + b * b * b * b
    let mean =
      switch shape {
      case .uniform: 0.5
      case .epanechnikov: (3 - cubes) / 4
      case .quartic: (15 - 10 * cubes + 3 * fifths) / 16
      }
    return (sides == .past ? 2 : 1) * (high - low) / reach * mean
  }
}

/// When an incident happened, in days from any origin that all times of a study share.
package enum IncidentTime: Hashable, Sendable {
  /// At a known moment.
  case moment(Double)
  /// At an unknown moment of a span, each as likely as the other: the month of published data, or
  /// the night a car was broken into (aoristic weighting: Ratcliffe 2000, "Aoristic analysis").
  case within(Range<Double>)
}

extension TemporalKernel {
  /// The weight per day of an incident at a time asked for: for a span its mean over all moments of
  /// the span, which is the integral of the kernel over it divided by its length.
  ///
  /// - Parameter observed: what lies outside this period counts for nothing; all counts when `nil`.
  package func weight(
    of time: IncidentTime, at moment: Double, observed: Range<Double>? = nil
  ) -> Double {
    switch time {
    case .moment(let incident): return weight(of: incident, at: moment, observed: observed)
    case .within(let span):
      guard !span.isEmpty else {
        return weight(of: span.lowerBound, at: moment, observed: observed)
      }
      let part = observed.map { span.clamped(to: $0) } ?? span
      return mass(fromLag: moment - part.upperBound, toLag: moment - part.lowerBound)
        / (span.upperBound - span.lowerBound)
    }
  }

  private func weight(of incident: Double, at moment: Double, observed: Range<Double>?) -> Double {
    guard observed?.contains(incident) ?? true else { return 0 }
    return density(atLag: moment - incident)
  }
}
