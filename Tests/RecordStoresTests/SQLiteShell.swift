import Foundation
import TestSupport

extension TemporaryFolder {
  /// What SQLite's own shell answers.
  @discardableResult
  func sql(_ statement: String, in name: String = "store.gpkg") throws -> String {
    try run("sqlite3", name, statement).trimmingCharacters(in: .whitespacesAndNewlines)
  }

  /// Takes the triggers off a store, which need functions that SQLite's shell lacks, and changes it.
  func spoil(_ statement: String) throws {
    let triggers = try sql("SELECT name FROM sqlite_master WHERE type = 'trigger'")
    let drops = triggers.split(separator: "\n").map { "DROP TRIGGER \($0);" }.joined()
    try sql(drops + "PRAGMA foreign_keys = OFF;" + statement)
  }
}
