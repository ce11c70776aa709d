package import Geometry

/// Incidents as a store hands them out, row by row in the order they were imported.
package struct StoredIncidents: Sendable {
  /// The position in metres; `nil` for an incident without location.
  package var points: [Point?] = []
  package var occurrences: [Occurrence] = []
  /// The month in which each started, in the time zone of its source.
  package var months: [Month] = []
  package var offences: [OffenceTree.ID] = []
  package var places = PooledTexts()
  /// Whether the location of each is an anonymisation point.
  package var isAnonymised: [Bool] = []
  /// The source's identifier of each incident whose day is known; those of months alone are not read, as no
  /// study asks for them. Rows at the end may be left out.
  package var ids = LongTexts()

  package init() {}

  package var count: Int { offences.count }
}
