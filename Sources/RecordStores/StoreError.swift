/// Why a store could not do what was asked; it then is as it was before.
package enum StoreError: Error, Hashable, Sendable {
  case missing(path: String)
  case exists(path: String)
  case notAStore(path: String, reason: String)
  case newerSchema(path: String, version: Int)
  case cannotWrite(path: String, reason: String)
  case unknownOffence(code: String)
  case damaged(path: String, reason: String)
  case noSuchTable(path: String, table: String?, present: [String])
  case missingColumn(path: String, column: String, present: [String])
}
