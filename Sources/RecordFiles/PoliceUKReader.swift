import Geometry
package import Records

/// Reads a month of street-level crime as data.police.uk publishes it.
///
/// Each row becomes an incident, identical rows too: anti-social behaviour has no identifier, so they
/// are separate reports. A row without coordinates is an incident without location. A row is rejected
/// when its month, its coordinates or its crime type cannot be read.
package struct PoliceUKReader: Sendable {
  private let tree: OffenceTree

  package init(tree: OffenceTree = .standard) { self.tree = tree }

  private static let required = [
    "Crime ID", "Month", "Falls within", "Longitude", "Latitude", "Location", "LSOA code",
    "Crime type", "Last outcome category",
  ]

  /// - Throws: when the file is empty, lacks columns, or ends inside a quote; nothing is kept then.
  /// - Complexity: O(bytes), some 300 MB a second on one core.
  package func read(_ file: SourceFile) throws(RecordFileError) -> IncidentReading {
    let rows = try file.readRows(columns: Self.required) { text, header in
      Rows(
        text: text, tree: tree, names: header.names,
        columns: Self.required.compactMap { header.position(of: $0) }, file: file.name)
    } take: { rows, fields, scanner in
      rows.take(fields, scanner)
    }
    return rows.reading
  }

  /// The rows read so far.
  private struct Rows {
    let text: CSVText
    let tree: OffenceTree
    let names: [String]
    let columns: [Int]
    var builder: SheetBuilder
    private var crimeTypes = TextInterner()
    private var offences: [OffenceTree.ID?] = []
    private var forces = TextInterner()
    private var months: Set<Month> = []

    init(
      text: CSVText, tree: OffenceTree, names: [String], columns: [Int], file: String
    ) {
      self.text = text
      self.tree = tree
      self.names = names
      self.columns = columns
      builder = SheetBuilder(file: file, precision: .anonymisedPoint)
    }

    mutating func take(_ fields: [CSVField], _ scanner: CSVScanner) {
      if let fault = text.fault(in: fields, columns: names, at: scanner) {
        return builder.reject(row: scanner.row, fault)
      }
      guard let (year, month) = text.month(fields[columns[1]]),
        let month = Month(year: year, month: month)
      else { return reject(1, fields, scanner.row, "is no month such as 2018-10") }
      guard let offence = offence(fields[columns[7]]) else {
        return reject(7, fields, scanner.row, "is no crime type of police.uk")
      }
      let (longitude, latitude) = (fields[columns[3]], fields[columns[4]])
      var coordinate: Coordinate?
      if !longitude.isEmpty || !latitude.isEmpty {
        guard let x = text.number(longitude), abs(x) <= 180 else {
          return reject(3, fields, scanner.row, "is no longitude in degrees")
        }
        guard let y = text.number(latitude), abs(y) <= 90 else {
          return reject(4, fields, scanner.row, "is no latitude in degrees")
        }
        guard x != 0 || y != 0 else {
          return reject(3, fields, scanner.row, "and latitude are both 0, which is no place")
        }
        coordinate = Coordinate(x: x, y: y)
      }
      months.insert(month)
      _ = forces.number(for: fields[columns[2]], of: text)
      builder.sheet.rows.append(Int32(scanner.row))
      text.withBytes(of: fields[columns[0]]) { builder.sheet.ids.append($0) }
      builder.sheet.occurrences.append(.month(month))
      builder.sheet.offences.append(offence)
      builder.sheet.coordinates.append(coordinate)
      builder.places.append(fields[columns[5]], of: text)
      builder.outputAreas.append(fields[columns[6]], of: text)
      builder.outcomes.append(fields[columns[8]], of: text)
      builder.qualifiers.append(nil)
    }

    private mutating func reject(
      _ column: Int, _ fields: [CSVField], _ row: Int, _ reason: String
    ) {
      builder.reject(
        row: row, column: PoliceUKReader.required[column],
        value: text.string(fields[columns[column]]), reason: reason)
    }

    private mutating func offence(_ field: CSVField) -> OffenceTree.ID? {
      let number = Int(crimeTypes.number(for: field, of: text))
      guard number >= 0 else { return nil }
      if number == offences.count { offences.append(tree.id(named: crimeTypes.texts[number])) }
      return offences[number]
    }

    /// A file of one force and one month is that force-month's edition.
    var reading: IncidentReading {
      let isForceMonth = months.count == 1 && forces.texts.count == 1
      let month = months.first.map { "\($0)" } ?? ""
      return builder.reading(
        edition: isForceMonth ? "police.uk \(forces.texts[0]) \(month)" : nil, crs: "EPSG:4326")
    }
  }
}
