import Geometry
package import Records

/// Reads a month of street-level crime as data.police.uk publishes it, or many months in one file.
///
/// Each row becomes an incident, identical rows too: anti-social behaviour has no identifier, so they
/// are separate reports. A row without coordinates is an incident without location. A row is rejected
/// when its month, its coordinates or its crime type cannot be read.
package struct PoliceUKReader: Sendable {
  private let tree: OffenceTree

  package init(tree: OffenceTree = .standard) { self.tree = tree }

  /// - Parameters:
  ///   - extent: which columns are kept.
  ///   - threads: how many threads may read at a time; the result is the same for any number.
  ///   - partBytes: how many bytes a thread takes at a time; the result is the same for any number.
  /// - Throws: when the file is empty, lacks columns, or ends inside a quote; nothing is kept then.
  /// - Complexity: O(bytes); on one core about 0.7 GB a second with everything, 1 GB for a study.
  package func read(
    _ file: SourceFile, keeping extent: PoliceUKExtent = .everything, threads: Int = 1,
    partBytes: Int? = nil
  ) throws(RecordFileError) -> IncidentReading {
    precondition(threads > 0 && partBytes ?? 1 > 0, "some thread reads some bytes at a time")
    let division = CSVDivision(
      threads: threads, partBytes: partBytes ?? CSVDivision.usualPartBytes)
    let empty = SheetBuilder(file: file.name, precision: .anonymisedPoint)
    let whole = try file.readRows(
      columns: PoliceUKColumns.required, division: division,
      whole: PoliceUKWhole(builder: empty)
    ) { text, header in
      PoliceUKRows(text: text, header: header, tree: tree, extent: extent, builder: empty)
    }
    return whole.reading
  }
}

/// Which columns of a file of police.uk are kept.
package enum PoliceUKExtent: Sendable {
  /// All that a store keeps.
  case everything
  /// What a study needs: month, coordinates, crime type and location.
  case study
}

/// Where the columns that are read stand in a row.
private struct PoliceUKColumns {
  let id, month, force, longitude, latitude, location, outputArea, crimeType, outcome: Int

  static let required = [
    "Crime ID", "Month", "Falls within", "Longitude", "Latitude", "Location", "LSOA code",
    "Crime type", "Last outcome category",
  ]

  /// - Parameter header: has all that are required.
  init(_ header: CSVHeader) {
    let places = Self.required.compactMap { header.position(of: $0) }
    precondition(places.count == Self.required.count, "the header was checked")
    (id, month, force, longitude, latitude) = (
      places[0], places[1], places[2], places[3], places[4]
    )
    (location, outputArea, crimeType, outcome) = (places[5], places[6], places[7], places[8])
  }
}

/// The rows of a whole file.
private struct PoliceUKWhole {
  var builder: SheetBuilder
  var months: Set<Month> = []
  var forces = TextInterner()

  /// A file of one force and one month is that force-month's edition.
  var reading: IncidentReading {
    let isForceMonth = months.count == 1 && forces.texts.count == 1
    let month = months.first.map { "\($0)" } ?? ""
    return builder.reading(
      edition: isForceMonth ? "police.uk \(forces.texts[0]) \(month)" : nil, crs: "EPSG:4326")
  }
}

/// The rows of a part of a file.
private struct PoliceUKRows: CSVRowTaker {
  private let text: CSVText
  private let tree: OffenceTree
  private let keepsAll: Bool
  private let names: [String]
  private let columns: PoliceUKColumns
  private var builder: SheetBuilder
  private var months: Set<Month> = []
  private var forces: Set<Int32> = []
  private var lastMonth: (text: UInt64, month: Month)?
  private var noted: (month: Month, force: Int32)?
  /// What the thread has met in any part.
  private var forceNames = TextInterner()
  private var crimeTypes = TextInterner()
  private var offences: [OffenceTree.ID?] = []

  init(
    text: CSVText, header: CSVHeader, tree: OffenceTree, extent: PoliceUKExtent,
    builder: SheetBuilder
  ) {
    self.text = text
    self.tree = tree
    self.builder = builder
    keepsAll = extent == .everything
    names = header.names
    columns = PoliceUKColumns(header)
  }

  mutating func take(_ row: CSVRow) {
    if let fault = text.fault(in: row, columns: names) {
      return builder.reject(row: row.line, fault)
    }
    guard let month = month(row[columns.month]) else {
      return reject(columns.month, row, "is no month such as 2018-10")
    }
    guard let offence = offence(row[columns.crimeType]) else {
      return reject(columns.crimeType, row, "is no crime type of police.uk")
    }
    guard let coordinate = coordinate(row) else { return }
    note(month, forceNames.number(for: row[columns.force], of: text))
    builder.sheet.rows.append(Int32(truncatingIfNeeded: row.line))
    builder.sheet.occurrences.append(.month(month))
    builder.sheet.offences.append(offence)
    builder.sheet.coordinates.append(coordinate.place)
    builder.places.append(row[columns.location], of: text)
    guard keepsAll else { return }
    text.withBytes(of: row[columns.id]) { builder.sheet.ids.append($0) }
    builder.outputAreas.append(row[columns.outputArea], of: text)
    builder.outcomes.append(row[columns.outcome], of: text)
  }

  /// The place that a row names, if it does; `nil` when it was rejected.
  @inline(__always) private mutating func coordinate(
    _ row: CSVRow
  ) -> (place: Coordinate?, Void)? {
    let (longitude, latitude) = (row[columns.longitude], row[columns.latitude])
    if longitude.isEmpty && latitude.isEmpty { return (nil, ()) }
    guard let x = text.number(longitude), abs(x) <= 180 else {
      reject(columns.longitude, row, "is no longitude in degrees")
      return nil
    }
    guard let y = text.number(latitude), abs(y) <= 90 else {
      reject(columns.latitude, row, "is no latitude in degrees")
      return nil
    }
    guard x != 0 || y != 0 else {
      reject(columns.longitude, row, "and latitude are both 0, which is no place")
      return nil
    }
    return (Coordinate(x: x, y: y), ())
  }

  @inline(__always) private mutating func month(_ field: CSVField) -> Month? {
    let word = text.word(field)
    if let lastMonth, lastMonth.text == word, field.end &- field.start == 7 {
      return lastMonth.month
    }
    guard let (year, number) = text.month(field), let month = Month(year: year, month: number)
    else { return nil }
    lastMonth = (word, month)
    return month
  }

  private mutating func offence(_ field: CSVField) -> OffenceTree.ID? {
    let number = Int(crimeTypes.number(for: field, of: text))
    guard number >= 0 else { return nil }
    if number == offences.count { offences.append(tree.id(named: crimeTypes.texts[number])) }
    return offences[number]
  }

  /// Notes the month and the force of a row that is kept.
  @inline(__always) private mutating func note(_ month: Month, _ force: Int32) {
    if let noted, noted.month == month, noted.force == force { return }
    noted = (month, force)
    months.insert(month)
    if force >= 0 { forces.insert(force) }
  }

  private mutating func reject(_ column: Int, _ row: CSVRow, _ reason: String) {
    builder.reject(
      row: row.line, column: names[column], value: text.string(row[column]), reason: reason)
  }

  mutating func moveRows(to whole: inout PoliceUKWhole, from line: Int, share: Double) {
    builder.moveRows(to: &whole.builder, from: line, share: share)
    whole.months.formUnion(months)
    for force in forces { _ = whole.forces.number(for: forceNames.texts[Int(force)]) }
    removeRows()
  }

  mutating func removeRows() {
    builder.removeRows()
    months.removeAll()
    forces.removeAll()
    noted = nil
  }
}
