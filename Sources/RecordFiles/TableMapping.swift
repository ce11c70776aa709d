import FoundationEssentials
package import Records
import Yams

/// How the columns of somebody's table stand for ours, as a YAML file says (`docs/mapping.md`).
package struct TableMapping: Sendable {
  /// What a column of a table can hold.
  enum Field: String, CaseIterable {
    case id, month, longitude, latitude, easting, northing, offence, place, lsoa, outcome
    case qualifiers
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
    var keys = try MappingKeys(yaml: yaml, file: file)
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

  private static func zone(_ keys: inout MappingKeys) throws(RecordFileError) -> CivilTime {
    guard let name = try keys.text(of: "timezone") else { return .london }
    guard let zone = CivilTime(identifier: name) else {
      throw keys.fault("unknown timezone '\(name)'")
    }
    return zone
  }

  private static func offence(
    _ name: String, _ tree: OffenceTree, _ keys: MappingKeys
  ) throws(RecordFileError) -> OffenceTree.ID {
    guard let id = tree.id(named: name) else { throw keys.fault("unknown offence '\(name)'") }
    return id
  }

  private static func precision(
    _ constants: inout [String: String], _ keys: MappingKeys
  ) throws(RecordFileError) -> LocationPrecision {
    guard let name = constants.removeValue(forKey: "precision") else { return .exact }
    guard let precision = LocationPrecision(rawValue: name) else {
      throw keys.fault("unknown precision '\(name)'; it is exact, anonymised-point or area")
    }
    return precision
  }

  private func checkColumns(_ keys: MappingKeys) throws(RecordFileError) {
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

/// The keys of a mapping file, taken one by one; whatever is left at the end is unknown.
private struct MappingKeys {
  private var values: [String: Any]
  private let file: String

  init(yaml: String, file: String) throws(RecordFileError) {
    self.file = file
    do {
      // Every word is a text, as in the table: 0610 is no octal number and `no` no truth value.
      guard let values = try Yams.load(yaml: yaml, .basic) as? [String: Any] else {
        throw RecordFileError.badMapping(file: file, reason: "is no list of keys and values")
      }
      self.values = values
    } catch let error as RecordFileError {
      throw error
    } catch {
      let lines = "\(error)".split(separator: "\n").prefix(2).joined(separator: " ")
      throw .badMapping(file: file, reason: "is no YAML: \(lines)")
    }
  }

  func fault(_ reason: String) -> RecordFileError { .badMapping(file: file, reason: reason) }

  /// Notes what a word means, letter case aside.
  func add<Meaning: Equatable>(
    _ word: String, _ meaning: Meaning, to meanings: inout [String: Meaning]
  ) throws(RecordFileError) {
    let other = meanings.updateValue(meaning, forKey: word.lowercased())
    guard other == nil || other == meaning else {
      throw fault("'\(word)' has two meanings, as letter case does not count")
    }
  }

  mutating func text(of key: String) throws(RecordFileError) -> String? {
    guard let value = values.removeValue(forKey: key) else { return nil }
    guard !(value is [Any]), !(value is [String: Any]) else { throw fault("\(key) is no text") }
    return "\(value)"
  }

  mutating func texts(of key: String) throws(RecordFileError) -> [String: String] {
    guard let value = values.removeValue(forKey: key) else { return [:] }
    guard let members = value as? [AnyHashable: Any] else {
      throw fault("\(key) is no list of keys and values")
    }
    return Dictionary(uniqueKeysWithValues: members.map { ("\($0.key)", "\($0.value)") })
  }

  mutating func choice<Choice: RawRepresentable<String> & CaseIterable>(
    of key: String, _ type: Choice.Type
  ) throws(RecordFileError) -> Choice? {
    guard let name = try text(of: key) else { return nil }
    guard let choice = Choice(rawValue: name) else {
      let names = Choice.allCases.map(\.rawValue).joined(separator: ", ")
      throw fault("\(key) is '\(name)', but takes \(names)")
    }
    return choice
  }

  func finish() throws(RecordFileError) {
    if let unknown = values.keys.sorted().first { throw fault("unknown key '\(unknown)'") }
  }
}
