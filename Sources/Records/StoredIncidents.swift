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
  /// The qualifiers of each. Rows at the end may be left out.
  package private(set) var qualifiers: [Qualifiers] = []
  /// The case reference of each. Rows at the end may be left out.
  package private(set) var cases = PooledTexts()

  package init() {}

  package var count: Int { offences.count }

  /// Gives the row that was added last its qualifiers.
  package mutating func qualify(_ last: Qualifiers) {
    padQualifiers(to: count - 1)
    qualifiers.append(last)
  }

  /// Gives the row that was added last its case.
  package mutating func file(under reference: String) {
    padCases(to: count - 1)
    cases.append(reference)
  }

  /// Fills up the columns that hold anything; others stay empty.
  package mutating func padColumns() {
    ids.pad(to: count)
    if !qualifiers.isEmpty { padQualifiers(to: count) }
    if !cases.codes.isEmpty { padCases(to: count) }
  }

  private mutating func padQualifiers(to rows: Int) {
    qualifiers.append(contentsOf: repeatElement([], count: max(0, rows - qualifiers.count)))
  }

  private mutating func padCases(to rows: Int) {
    for _ in cases.codes.count..<max(rows, cases.codes.count) { cases.append(nil) }
  }
}
