import Geometry
import Records

/// Reads incidents from any CSV table by a mapping of its columns.
///
/// Every row becomes an incident or a reject, as with `PoliceUKReader`. A row without coordinates is an
/// incident without location; one without a time that can be read is rejected.
package struct TableReader: Sendable {
  private let mapping: TableMapping

  package init(mapping: TableMapping) { self.mapping = mapping }

  /// - Parameter threads: how many threads may read at a time; the result is the same for any number.
  /// - Throws: when the file is empty, lacks a mapped column, or ends inside a quote.
  /// - Complexity: O(bytes).
  package func read(
    _ file: SourceFile, threads: Int = 1
  ) throws(RecordFileError) -> IncidentReading {
    try read(file, division: CSVDivision(threads: threads, partBytes: CSVDivision.usualPartBytes))
  }

  func read(
    _ file: SourceFile, division: CSVDivision
  ) throws(RecordFileError) -> IncidentReading {
    let columns = mapping.columns.values.sorted()
    let empty = SheetBuilder(file: file.name, precision: mapping.precision)
    let filled = try file.readRows(columns: columns, division: division, whole: empty) {
      TableRows(text: $0, header: $1, mapping: mapping, builder: empty)
    }
    return filled.reading(edition: nil, crs: mapping.crs, zone: mapping.zone)
  }
}

/// The rows of a part of a table.
private struct TableRows: CSVRowTaker {
  let text: CSVText
  let header: CSVHeader
  let mapping: TableMapping
  var builder: SheetBuilder

  mutating func take(_ row: CSVRow) {
    let reader = TableRow(text: text, row: row, header: header, mapping: mapping)
    do throws(RowFault) {
      try reader.append(to: &builder)
    } catch {
      builder.reject(row: row.line, error)
    }
  }

  mutating func moveRows(to whole: inout SheetBuilder, from line: Int, share: Double) {
    builder.moveRows(to: &whole, from: line, share: share)
  }

  mutating func removeRows() { builder.removeRows() }
}

/// One row of a table, read by its mapping.
private struct TableRow {
  let text: CSVText
  let row: CSVRow
  let header: CSVHeader
  let mapping: TableMapping

  func append(to builder: inout SheetBuilder) throws(RowFault) {
    if let fault = text.fault(in: row, columns: header.names) { throw fault }
    let occurrence = try occurrence
    let offence = try offence
    let coordinate = try coordinate
    let qualifiers = try qualifiers
    builder.sheet.rows.append(Int32(row.line))
    builder.sheet.ids.append((self[.id]?.value ?? "").utf8)
    builder.sheet.occurrences.append(occurrence)
    builder.sheet.offences.append(offence)
    builder.sheet.coordinates.append(coordinate)
    builder.places.append(self[.place]?.value ?? mapping.constantPlace)
    builder.outputAreas.append(self[.lsoa]?.value)
    builder.outcomes.append(self[.outcome]?.value)
    builder.qualifiers.append(qualifiers)
    builder.cases.append(self[.caseReference]?.value)
  }

  /// The mapped column of a field and its text; `nil` when it is not mapped or blank.
  private subscript(field: TableMapping.Field) -> (column: String, value: String)? {
    guard let column = mapping.columns[field], let place = header.position(of: column) else {
      return nil
    }
    let value = text.string(row[place]).trimmed
    return value.isEmpty ? nil : (column, value)
  }

  private var occurrence: Occurrence {
    get throws(RowFault) {
      if let from = try time(.occurredFrom) {
        let to = try time(.occurredTo) ?? from
        let (start, end) = (from.instant(in: mapping.zone), to.end(in: mapping.zone))
        guard start <= end else {
          throw fault(.occurredTo, "is before \(mapping.columns[.occurredFrom] ?? "its start")")
        }
        return .between(start, end)
      }
      guard let (column, value) = self[.month] else {
        let column = mapping.columns[.occurredFrom] ?? mapping.columns[.month] ?? ""
        throw RowFault(column: column, value: "", reason: "is blank, so the time is unknown")
      }
      guard let month = Month(value) else {
        throw RowFault(column: column, value: value, reason: "is no month such as 2018-10")
      }
      return .month(month)
    }
  }

  private func time(_ field: TableMapping.Field) throws(RowFault) -> WrittenTime? {
    guard let (column, value) = self[field] else { return nil }
    guard let time = WrittenTime(value, order: mapping.dates) else {
      throw RowFault(
        column: column, value: value,
        reason: "is no date and time that '\(mapping.dates.rawValue)' dates allow")
    }
    return time
  }

  private var offence: OffenceTree.ID {
    get throws(RowFault) {
      guard let (column, value) = self[.offence] else {
        if let constant = mapping.constantOffence { return constant }
        throw fault(.offence, "is blank")
      }
      if let id = mapping.offences[value.lowercased()] ?? mapping.tree.id(named: value) {
        return id
      }
      throw RowFault(
        column: column, value: value,
        reason: "is no offence: map it under offences in the mapping file")
    }
  }

  private var coordinate: Coordinate? {
    get throws(RowFault) {
      let (xField, yField) = mapping.positionColumns
      guard self[xField] != nil || self[yField] != nil else { return nil }
      let position = Coordinate(x: try number(xField), y: try number(yField))
      guard position.x != 0 || position.y != 0 else {
        throw fault(xField, "and \(mapping.columns[yField] ?? "y") are both 0, which is no place")
      }
      if xField == .longitude, !LonLat(x: position.x, y: position.y).isOnEarth {
        throw fault(abs(position.x) > 180 ? .longitude : .latitude, "is no degree on Earth")
      }
      return position
    }
  }

  private func number(_ field: TableMapping.Field) throws(RowFault) -> Double {
    guard let (column, value) = self[field] else { throw fault(field, "is blank") }
    guard let number = Double(decimal: value) else {
      throw RowFault(column: column, value: value, reason: "is no number")
    }
    return number
  }

  private var qualifiers: String? {
    get throws(RowFault) {
      guard let (column, value) = self[.qualifiers] else { return nil }
      var found: Set<String> = []
      for word in value.split(whereSeparator: { ",;|".contains($0) }) {
        let name = String(word).trimmed.lowercased()
        guard let qualifier = mapping.qualifiers[name] ?? Qualifier(rawValue: name) else {
          throw RowFault(
            column: column, value: value,
            reason: "holds '\(name)': map it under qualifiers in the mapping file")
        }
        found.insert(qualifier.rawValue)
      }
      return found.sorted().joined(separator: ",")
    }
  }

  private func fault(_ field: TableMapping.Field, _ reason: String) -> RowFault {
    RowFault(
      column: mapping.columns[field] ?? field.rawValue, value: self[field]?.value ?? "",
      reason: reason)
  }
}
