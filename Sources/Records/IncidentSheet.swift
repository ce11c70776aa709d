package import Geometry

/// How exactly a source says where something happened.
package enum LocationPrecision: String, Sendable {
  case exact
  /// Moved to the nearest of a published list of points, as police.uk does.
  case anonymisedPoint = "anonymised-point"
  /// Known only to be somewhere in an area.
  case area
}

/// Something worth knowing about an incident besides its offence.
package enum Qualifier: String, CaseIterable, Sendable {
  case alcohol, domestic, drugs, hate, rural, weapon, youth
}

/// All qualifiers of an incident, in one byte.
package struct Qualifiers: OptionSet, Hashable, Sendable {
  package let rawValue: UInt8

  package init(rawValue: UInt8) { self.rawValue = rawValue }

  package init(_ qualifiers: some Sequence<Qualifier>) {
    rawValue = qualifiers.reduce(0) { bits, qualifier in
      Qualifier.allCases.firstIndex(of: qualifier).map { bits | 1 << UInt8($0) } ?? bits
    }
  }

  /// Reads names divided by commas, as stores keep them; unknown ones are left out.
  package init(names: String) {
    self.init(names.split(separator: ",").compactMap { Qualifier(rawValue: String($0)) })
  }
}

/// The incidents of one file as its rows say them, column by column: what a reader makes and a store
/// keeps.
package struct IncidentSheet: Sendable {
  /// How exactly the file locates all of its rows.
  package let precision: LocationPrecision
  /// The line on which each row starts in the file.
  package var rows: [Int32] = []
  /// The source's own identifier, which may be absent and may repeat.
  package var ids = LongTexts()
  package var occurrences: [Occurrence] = []
  package var offences: [OffenceTree.ID] = []
  /// The position as given, in the coordinate reference system the reader says; `nil` for none.
  package var coordinates: [Coordinate?] = []
  package var places = PooledTexts()
  /// The code of the output area the source recorded.
  package var outputAreas = PooledTexts()
  package var outcomes = PooledTexts()
  /// Qualifiers, sorted and divided by commas.
  package var qualifiers = PooledTexts()
  /// The source's reference of the case that a report belongs to: several reports share one.
  package var cases = PooledTexts()

  package init(precision: LocationPrecision) { self.precision = precision }

  package var count: Int { rows.count }
  package var locatedCount: Int { coordinates.reduce(0) { $0 + ($1 == nil ? 0 : 1) } }
}
