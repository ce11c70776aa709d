import FoundationEssentials
package import Records

/// How the columns of somebody's table stand for ours, as a YAML file says (`docs/mapping.md`).
package struct TableMapping: Sendable {
  /// What a column of a table can hold.
  enum Field: String, CaseIterable {
    case id, month, longitude, latitude, easting, northing, offence, place, lsoa, outcome
    case qualifiers
    /// The reference of the case that several reports share.
    case caseReference = "case"
    case occurredFrom = "occurred_from"
    case occurredTo = "occurred_to"
  }

  let tree: OffenceTree
  let columns: [Field: String]
  let crs: String
  let zone: CivilTime
  let dates: DateOrder
  /// What their words for offences mean, in lower case.
  let offences: [String: OffenceTree.ID]
  let qualifiers: [String: Qualifier]
  let constantOffence: OffenceTree.ID?
  let constantPlace: String?
  let precision: LocationPrecision

  /// - Throws: with the key or value that cannot be used.
  package init(
    yaml: String, file: String, tree: OffenceTree = .standard
  ) throws(RecordFileError) {
    self.tree = tree
    var keys = try YAMLKeys(yaml: yaml, file: file)
    var columns: [Field: String] = [:]
    for (name, column) in try keys.texts(of: "columns") {
      guard let field = Field(rawValue: name) else {
        throw keys.fault(
          "unknown field '\(name)' under columns; it takes "
            + Field.allCases.map(\.rawValue).joined(separator: ", "))
      }
      columns[field] = column
    }
    self.columns = columns
    crs = try keys.text(of: "crs") ?? "EPSG:4326"
    zone = try Self.zone(&keys)
    dates = try keys.choice(of: "dates", DateOrder.self) ?? .iso
    var offences: [String: OffenceTree.ID] = [:]
    for (word, name) in try keys.texts(of: "offences") {
      try keys.add(word, try Self.offence(name, tree, keys), to: &offences)
    }
    self.offences = offences
    var qualifiers: [String: Qualifier] = [:]
    for (word, name) in try keys.texts(of: "qualifiers") {
      guard let qualifier = Qualifier(rawValue: name) else {
        throw keys.fault("unknown qualifier '\(name)'")
      }
      try keys.add(word, qualifier, to: &qualifiers)
    }
    self.qualifiers = qualifiers
    var constants = try keys.texts(of: "constants")
    constantOffence = try constants.removeValue(forKey: "offence").map {
      (name) throws(RecordFileError) in try Self.offence(name, tree, keys)
    }
    constantPlace = constants.removeValue(forKey: "place")
    precision = try Self.precision(&constants, keys)
    if let unknown = constants.keys.sorted().first {
      throw keys.fault("unknown constant '\(unknown)'; it takes offence, place, precision")
    }
    try keys.finish()
    try checkColumns(keys)
  }

  private static func zone(_ keys: inout YAMLKeys) throws(RecordFileError) -> CivilTime {
    guard let name = try keys.text(of: "timezone") else { return .london }
    guard let zone = CivilTime(identifier: name) else {
      throw keys.fault("unknown timezone '\(name)'")
    }
    return zone
  }

  private static func offence(
    _ name: String, _ tree: OffenceTree, _ keys: YAMLKeys
  ) throws(RecordFileError) -> OffenceTree.ID {
    guard let id = tree.id(named: name) else { throw keys.fault("unknown offence '\(name)'") }
    return id
  }

  private static func precision(
    _ constants: inout [String: String], _ keys: YAMLKeys
  ) throws(RecordFileError) -> LocationPrecision {
    guard let name = constants.removeValue(forKey: "precision") else { return .exact }
    guard let precision = LocationPrecision(rawValue: name) else {
      throw keys.fault("unknown precision '\(name)'; it is exact, anonymised-point or area")
    }
    return precision
  }

  private func checkColumns(_ keys: YAMLKeys) throws(RecordFileError) {
    let pairs: [(Field, Field)] = [(.longitude, .latitude), (.easting, .northing)]
    let complete = pairs.filter { columns[$0.0] != nil && columns[$0.1] != nil }
    let started = pairs.filter { columns[$0.0] != nil || columns[$0.1] != nil }
    guard complete.count == 1, started.count == 1 else {
      throw keys.fault("columns must name longitude and latitude, or easting and northing")
    }
    guard columns[.occurredFrom] != nil || columns[.month] != nil else {
      throw keys.fault("columns must name occurred_from or month")
    }
    guard columns[.offence] != nil || constantOffence != nil else {
      throw keys.fault("columns or constants must name the offence")
    }
  }

  /// The columns that hold the position, eastward first.
  var positionColumns: (x: Field, y: Field) {
    columns[.longitude] == nil ? (.easting, .northing) : (.longitude, .latitude)
  }
}
