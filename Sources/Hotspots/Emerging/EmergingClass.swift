/// What an area's hot or cold steps make of it.
package enum EmergingClass: String, CaseIterable, Hashable, Sendable {
  case new, consecutive, intensifying, persistent, diminishing, sporadic, oscillating, historical
  case noPattern = "no-pattern"
}

/// A class, and of which kind of spot.
package struct EmergingPattern: Hashable, Sendable {
  package let kind: EmergingClass
  /// `nil` for no pattern.
  package let side: Side?

  package enum Side: String, Hashable, Sendable {
    case hot, cold
  }

  package init(_ kind: EmergingClass, _ side: Side?) {
    self.kind = kind
    self.side = kind == .noPattern ? nil : side
  }

  package static let none = EmergingPattern(.noPattern, nil)

  /// The name in machine-readable results: "new-hot", "no-pattern".
  package var name: String { side.map { "\(kind.rawValue)-\($0.rawValue)" } ?? kind.rawValue }

  /// All patterns: the hot ones, the cold ones, none.
  package static let all: [EmergingPattern] =
    [Side.hot, .cold].flatMap { side in
      EmergingClass.allCases.dropLast().map { EmergingPattern($0, side) }
    } + [none]
}

/// What a bin of a space-time cube is.
package enum BinState: Hashable, Sendable {
  case hot, cold, neither

  package var mirrored: BinState {
    switch self {
    case .hot: .cold
    case .cold: .hot
    case .neither: .neither
    }
  }
}

/// The definitions by which steps become a class, with their name and version: two tools that share the names
/// of the classes need not share what they mean.
package enum EmergingRules: String, CaseIterable, Hashable, Sendable {
  /// Each class excludes the others; the first that fits in the order of `EmergingRules.classed`.
  case hotbeat
  /// As Esri words its Emerging Hot Spot Analysis where that differs: a location that was cold before and is hot
  /// in the last step alone is new, and one hot in 90 % of the steps without a trend is persistent even if the
  /// last is not hot.
  case arcgis

  package static let version = 1

  /// The name and version that results state.
  package var name: String { "\(rawValue)-\(Self.version)" }

  /// - Parameters:
  ///   - states: of the area's bins, the earliest first.
  ///   - trend: of its scores.
  package func pattern(of states: [BinState], trend: MannKendall.Trend) -> EmergingPattern {
    let hot = HotSteps(states, trend: trend)
    let cold = HotSteps(states.map(\.mirrored), trend: trend.mirrored)
    switch states.last {
    case .hot: return EmergingPattern(kind(hot), .hot)
    case .cold: return EmergingPattern(kind(cold), .cold)
    case .neither:
      if hot.isMostlyHot { return EmergingPattern(kind(hot), .hot) }
      return cold.isMostlyHot ? EmergingPattern(kind(cold), .cold) : .none
    case nil: return .none
    }
  }

  private func kind(_ steps: HotSteps) -> EmergingClass {
    switch self {
    case .hotbeat: Self.classed(steps)
    case .arcgis: Self.classedByEsri(steps)
    }
  }

  private static func classed(_ steps: HotSteps) -> EmergingClass {
    guard steps.endsHot else { return steps.isMostlyHot ? .historical : .noPattern }
    if steps.isMostlyHot { return steps.kindByTrend }
    if steps.wasCold { return .oscillating }
    if steps.wasHotBefore { return .sporadic }
    return steps.run == 1 ? .new : .consecutive
  }

  private static func classedByEsri(_ steps: HotSteps) -> EmergingClass {
    guard steps.endsHot else {
      guard steps.isMostlyHot else { return .noPattern }
      return steps.trend == .none ? .persistent : .historical
    }
    if steps.isMostlyHot { return steps.kindByTrend }
    if !steps.wasHotBefore { return steps.run == 1 ? .new : .consecutive }
    return steps.wasCold ? .oscillating : .sporadic
  }
}

/// What the classes ask of a series of steps, told for the hot side.
private struct HotSteps {
  let isMostlyHot: Bool
  let endsHot: Bool
  /// The length of the unbroken run of hot steps at the end.
  let run: Int
  /// Whether a step before that run was hot.
  let wasHotBefore: Bool
  let wasCold: Bool
  let trend: MannKendall.Trend

  init(_ states: [BinState], trend: MannKendall.Trend) {
    let hot = states.count { $0 == .hot }
    // In whole numbers: 0.9 is no binary fraction.
    isMostlyHot = !states.isEmpty && 10 * hot >= 9 * states.count
    endsHot = states.last == .hot
    run = states.reversed().prefix { $0 == .hot }.count
    wasHotBefore = hot > run
    wasCold = states.contains(.cold)
    self.trend = trend
  }

  var kindByTrend: EmergingClass {
    switch trend {
    case .up: .intensifying
    case .down: .diminishing
    case .none: .persistent
    }
  }
}

extension MannKendall.Trend {
  fileprivate var mirrored: MannKendall.Trend {
    switch self {
    case .up: .down
    case .down: .up
    case .none: .none
    }
  }
}
