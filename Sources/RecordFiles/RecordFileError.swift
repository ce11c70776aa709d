package import GeoJSON
package import Records

/// Why a file as a whole could not be read; nothing of it is kept.
package enum RecordFileError: Error, Hashable, Sendable {
  case missing(path: String)
  case unreadable(path: String, reason: String)
  case nothingToRead(path: String)
  case empty(file: String)
  case brokenArchive(file: String, reason: String)
  case missingColumns(file: String, lacking: [String])
  /// Rows of a table that is used whole or not at all; at least one, ascending.
  case badRows([Reject])
  case brokenQuote(file: String, row: Int)
  case badYAML(file: String, reason: String)
  case badGeoJSON(file: String, GeoJSONError)
  case missingProperty(file: String, feature: Int, property: String, present: [String])
  case noGeometry(file: String, feature: Int)
  case repeatedCode(file: String, code: String, features: [Int])
  case notDegrees(file: String, feature: Int, x: Double, y: Double)
  case cannotWrite(path: String, reason: String)
}
