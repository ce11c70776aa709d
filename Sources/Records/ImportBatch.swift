/// One file that was brought into the store, whole.
package struct ImportBatch: Hashable, Sendable {
  package enum Kind: String, Sendable {
    case incidents, areas, denominators
  }

  package let kind: Kind
  /// The file's name, without its folder; a member of an archive as `archive.zip/member.csv`.
  package let file: String
  /// What the file is an edition of: the next edition replaces it. `police.uk cheshire 2018-10` for
  /// a force-month, `areas beat` for a layer of boundaries; `nil` for a file that replaces nothing.
  package let edition: String?
  /// The SHA-256, in hexadecimal, of the file's bytes and of how it was read: of the mapping of a
  /// table, of the options of a layer.
  package let digest: String
  package let rowsRead: Int
  package let rowsKept: Int
  package let rowsRejected: Int
  /// The reference system of the coordinates given, and how they were brought into the store's; blank
  /// where a file has none.
  package let crs: String
  package let operation: String
  /// How far off the operation may put a position, in metres; `nil` when that is not known.
  package let accuracy: Double?
  /// When it was imported, in RFC 3339.
  package let importedAt: String
  /// The version of Hotbeat that imported it.
  package let version: String

  package init(
    kind: Kind, file: String, edition: String?, digest: String, rowsRead: Int, rowsKept: Int,
    rowsRejected: Int, crs: String, operation: String, accuracy: Double?, importedAt: String,
    version: String
  ) {
    self.kind = kind
    self.file = file
    self.edition = edition
    self.digest = digest
    self.rowsRead = rowsRead
    self.rowsKept = rowsKept
    self.rowsRejected = rowsRejected
    self.crs = crs
    self.operation = operation
    self.accuracy = accuracy
    self.importedAt = importedAt
    self.version = version
  }
}

/// A row of a file that could not be kept, and why.
package struct Reject: Hashable, Sendable {
  package let file: String
  /// The line of the file on which the row starts; the header is line 1.
  package let row: Int
  package let column: String
  package let value: String
  package let reason: String

  package init(file: String, row: Int, column: String, value: String, reason: String) {
    self.file = file
    self.row = row
    self.column = column
    self.value = value
    self.reason = reason
  }
}
