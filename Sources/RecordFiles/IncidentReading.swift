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

/// A sheet that is being filled: by rows, or by the sheets of the parts of its file.
struct SheetBuilder {
  let file: String
  var sheet: IncidentSheet
  var places = TextColumn()
  var outputAreas = TextColumn()
  var outcomes = TextColumn()
  var qualifiers = TextColumn()
  var cases = TextColumn()
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

  /// What was read; columns that no row was given have no texts.
  consuming func reading(
    edition: String?, crs: String, zone: CivilTime = .london
  ) -> IncidentReading {
    sheet.ids.pad(to: sheet.count)
    sheet.places = places.pooled(rows: sheet.count)
    sheet.outputAreas = outputAreas.pooled(rows: sheet.count)
    sheet.outcomes = outcomes.pooled(rows: sheet.count)
    sheet.qualifiers = qualifiers.pooled(rows: sheet.count)
    sheet.cases = cases.pooled(rows: sheet.count)
    return IncidentReading(sheet: sheet, rejects: rejects, edition: edition, crs: crs, zone: zone)
  }
}

extension SheetBuilder {
  /// Moves the rows and rejects to the end of those of the parts before.
  /// - Parameters:
  ///   - line: the line of the file on which this part starts.
  ///   - share: how much of the file the part is.
  /// - Complexity: O(rows).
  mutating func moveRows(to whole: inout SheetBuilder, from line: Int, share: Double) {
    // With some to spare, since arrays that outgrow their room are copied.
    if whole.sheet.rows.isEmpty { whole.reserve(1.1 / share, like: self) }
    let first = Int32(line)
    whole.sheet.rows.append(contentsOf: sheet.rows.lazy.map { $0 &+ first })
    whole.sheet.ids.append(contentsOf: sheet.ids)
    whole.sheet.occurrences.append(contentsOf: sheet.occurrences)
    whole.sheet.offences.append(contentsOf: sheet.offences)
    whole.sheet.coordinates.append(contentsOf: sheet.coordinates)
    places.moveRows(to: &whole.places)
    outputAreas.moveRows(to: &whole.outputAreas)
    outcomes.moveRows(to: &whole.outcomes)
    qualifiers.moveRows(to: &whole.qualifiers)
    cases.moveRows(to: &whole.cases)
    for reject in rejects {
      whole.rejects.append(
        Reject(
          file: reject.file, row: reject.row + line, column: reject.column, value: reject.value,
          reason: reject.reason))
    }
    removeRows()
  }

  /// Forgets the rows, but neither the room for them nor their texts.
  mutating func removeRows() {
    sheet.rows.removeAll(keepingCapacity: true)
    sheet.ids.removeAll()
    sheet.occurrences.removeAll(keepingCapacity: true)
    sheet.offences.removeAll(keepingCapacity: true)
    sheet.coordinates.removeAll(keepingCapacity: true)
    places.removeRows()
    outputAreas.removeRows()
    outcomes.removeRows()
    qualifiers.removeRows()
    cases.removeRows()
    rejects.removeAll()
  }

  /// Makes room for some number of parts like one.
  private mutating func reserve(_ parts: Double, like part: SheetBuilder) {
    let rows = Int(parts * Double(part.sheet.count))
    sheet.rows.reserveLargePages(rows)
    sheet.ids.reserve(rows, bytes: Int(parts * Double(part.sheet.ids.bytes.count)))
    sheet.occurrences.reserveLargePages(rows)
    sheet.offences.reserveLargePages(rows)
    sheet.coordinates.reserveLargePages(rows)
    places.reserve(rows)
    outputAreas.reserve(rows)
    outcomes.reserve(rows)
    qualifiers.reserve(rows)
    cases.reserve(rows)
  }
}

/// The header of a CSV file: which column stands where.
struct CSVHeader {
  let names: [String]

  /// - Throws: when the file is empty or ends inside a quote.
  init(
    _ scanner: inout CSVScanner, _ text: CSVText, file: String
  ) throws(RecordFileError) {
    guard scanner.hasNext else { throw .empty(file: file) }
    var room = CSVFieldRoom()
    do {
      names = try scanner.next(into: &room).fields.map { text.string($0).trimmed }
    } catch {
      throw .brokenQuote(file: file, row: error.line + 1)
    }
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
