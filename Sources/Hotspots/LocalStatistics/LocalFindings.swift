package import Probability

/// Which features are findings when the number of tests is taken into account.
///
/// Where nothing passes, nothing is found: no other threshold takes the place of the one that was asked for.
package struct LocalFindings: Sendable {
  /// For each feature how often chance alone is so extreme; `nil` for those without a statistic.
  package let pValues: [PValue?]
  /// The q-values, the number of findings and their threshold.
  package let discoveries: Discoveries
  package let patterns: [LocalPattern]

  init(
    _ pValues: [PValue?], of association: LocalAssociation, rule: MultipleTestRule, level: Double
  ) {
    self.pValues = pValues
    let discoveries = Discoveries(pValues.map { $0?.value }, by: rule, level: level)
    self.discoveries = discoveries
    patterns = association.features.indices.map { feature in
      association.pattern(of: feature, isFinding: discoveries.isFinding(feature))
    }
  }

  /// How many features have each pattern.
  package func count(of pattern: LocalPattern) -> Int { patterns.count { $0 == pattern } }
}

/// What a feature and its neighbours are together.
package enum LocalPattern: String, CaseIterable, Hashable, Sendable {
  /// Gi and Gi*: a high neighbourhood, which need not be a high feature.
  case hot
  case cold
  /// Local Moran: a high feature among high ones.
  case highHigh = "high-high"
  case lowLow = "low-low"
  /// A high feature among low ones: an outlier, no hot spot.
  case highLow = "high-low"
  case lowHigh = "low-high"
  case notSignificant = "not-significant"
  case noNeighbours = "no-neighbours"
  /// There is no statistic, for another reason.
  case undefined
}

extension LocalAssociation {
  /// Findings by the normal approximation, which is poor where most counts are 0 or few features neighbours.
  package func findings(
    _ alternative: PValue.Alternative = .twoSided, by rule: MultipleTestRule, level: Double = 0.05
  ) -> LocalFindings {
    let values = features.map { $0.z.map { NormalDistribution.pValue($0, alternative) } }
    return LocalFindings(values, of: self, rule: rule, level: level)
  }

  /// Findings by conditional permutation.
  ///
  /// - Precondition: the permutation is one of the same values and neighbours.
  package func findings(
    from permutation: ConditionalPermutation, _ alternative: PValue.Alternative = .twoSided,
    by rule: MultipleTestRule, level: Double = 0.05
  ) -> LocalFindings {
    precondition(permutation.sums.count == count, "a permutation of the same features")
    let values = features.indices.map { feature -> PValue? in
      guard case .success = features[feature].score else { return nil }
      return permutation.counts(of: feature, in: self)?.pValue(alternative)
    }
    return LocalFindings(values, of: self, rule: rule, level: level)
  }

  fileprivate func pattern(of feature: Int, isFinding: Bool) -> LocalPattern {
    let feature = features[feature]
    switch feature.score {
    case .failure(.noNeighbours): return .noNeighbours
    case .failure: return .undefined
    case .success(let score):
      guard isFinding else { return .notSignificant }
      guard case .moran = statistic else { return score.z > 0 ? .hot : .cold }
      return switch feature.quadrant {
      case .highHigh: .highHigh
      case .lowLow: .lowLow
      case .highLow: .highLow
      case .lowHigh: .lowHigh
      case nil: .notSignificant
      }
    }
  }
}
