package import Records

/// What became of the rows of a file of incidents: each is in the sheet or among the rejects.
package struct IncidentReading: Sendable {
  package let sheet: IncidentSheet
  package let rejects: [Reject]
  /// What the file is an edition of (`ImportBatch.edition`); `nil` when it replaces nothing.
  package let edition: String?
  /// The coordinate reference system of the sheet's coordinates, by name.
  package let crs: String
  /// The time zone of the source, in which the months of its times are told.
  package let zone: CivilTime

  package var rowsRead: Int { sheet.count + rejects.count }
}

/// A sheet that is being filled.
struct SheetBuilder {
  let file: String
  var sheet: IncidentSheet
  var places = TextColumn()
  var outputAreas = TextColumn()
  var outcomes = TextColumn()
  var qualifiers = TextColumn()
  private(set) var rejects: [Reject] = []

  init(file: String, precision: LocationPrecision) {
    self.file = file
    sheet = IncidentSheet(precision: precision)
  }

  mutating func reject(row: Int, column: String, value: String, reason: String) {
    rejects.append(
      Reject(
        file: file, row: row, column: column, value: String(value.prefix(200)), reason: reason))
  }

  mutating func reject(row: Int, _ fault: RowFault) {
    reject(row: row, column: fault.column, value: fault.value, reason: fault.reason)
  }

  func reading(
    edition: String?, crs: String, zone: CivilTime = .london
  ) -> IncidentReading {
    var sheet = sheet
    sheet.places = places.pooled
    sheet.outputAreas = outputAreas.pooled
    sheet.outcomes = outcomes.pooled
    sheet.qualifiers = qualifiers.pooled
    return IncidentReading(sheet: sheet, rejects: rejects, edition: edition, crs: crs, zone: zone)
  }
}

/// The header of a CSV file: which column stands where.
struct CSVHeader {
  let names: [String]

  /// - Throws: when the file is empty or ends inside a quote.
  init(
    _ scanner: inout CSVScanner, _ text: CSVText, file: String
  ) throws(RecordFileError) {
    var fields: [CSVField] = []
    let hasHeader: Bool
    do {
      hasHeader = try scanner.next(into: &fields)
    } catch {
      throw .brokenQuote(file: file, row: error.row)
    }
    guard hasHeader else { throw .empty(file: file) }
    names = fields.map { text.string($0).trimmed }
  }

  func position(of name: String) -> Int? { names.firstIndex(of: name) }
}

extension String {
  /// The text without blanks at its ends.
  var trimmed: String {
    let blanks: (Character) -> Bool = { $0.isWhitespace }
    return String(drop(while: blanks).reversed().drop(while: blanks).reversed())
  }
}
