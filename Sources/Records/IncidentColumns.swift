package import Geometry

/// Incidents in memory, column by column, as studies read them: located ones first.
///
/// Built once, never changed, shared by every question until the store changes.
package struct IncidentColumns: Sendable {
  /// Positions in metres; only of the first `points.count` incidents: the rest have no location.
  package let points: [Point]
  /// When it happened: the stretch from `starts` to `ends`, in seconds since 1970.
  package let starts: [Int64]
  package let ends: [Int64]
  /// The month, in Europe/London, in which the stretch starts.
  package let months: [Month]
  package let offences: [OffenceTree.ID]
  package let places: PooledTexts
  /// Whether only the month of each is known.
  package let isMonthOnly: [Bool]
  /// Whether the location of each is an anonymisation point.
  package let isAnonymised: [Bool]
  /// The source's identifier of each incident whose day is known, if it has one.
  package let ids: LongTexts
  /// The qualifiers of each; empty where no incident has any.
  private let qualifiers: [Qualifiers]
  /// The case each belongs to; empty where no incident has one.
  private let cases: PooledTexts
  /// For each layer and each located incident the place of its area in the layer's list, -1 for none.
  package let areas: [String: [Int32]]

  package var hasQualifiers: Bool { !qualifiers.isEmpty }
  package var hasCases: Bool { !cases.codes.isEmpty }

  package func qualifiers(of incident: Int) -> Qualifiers {
    qualifiers.isEmpty ? [] : qualifiers[incident]
  }

  /// The source's reference of the case an incident belongs to.
  package func caseReference(of incident: Int) -> String? {
    cases.codes.isEmpty ? nil : cases[incident]
  }

  package var count: Int { offences.count }
  package var locatedCount: Int { points.count }

  package init(
    points: [Point], starts: [Int64], ends: [Int64], months: [Month],
    offences: [OffenceTree.ID], places: PooledTexts, isMonthOnly: [Bool],
    isAnonymised: [Bool], ids: LongTexts, qualifiers: [Qualifiers] = [],
    cases: PooledTexts = PooledTexts(), areas: [String: [Int32]]
  ) {
    precondition(points.count <= offences.count, "located incidents are among the incidents")
    precondition(
      starts.count == offences.count && ends.count == offences.count
        && months.count == offences.count && isMonthOnly.count == offences.count
        && isAnonymised.count == offences.count && ids.count == offences.count
        && places.codes.count == offences.count
        && [0, offences.count].contains(qualifiers.count)
        && [0, offences.count].contains(cases.codes.count),
      "columns are equally long")
    precondition(
      areas.values.allSatisfy { $0.count == points.count }, "each located incident has a lookup")
    self.points = points
    self.starts = starts
    self.ends = ends
    self.months = months
    self.offences = offences
    self.places = places
    self.isMonthOnly = isMonthOnly
    self.isAnonymised = isAnonymised
    self.ids = ids
    self.qualifiers = qualifiers
    self.cases = cases
    self.areas = areas
  }
}
