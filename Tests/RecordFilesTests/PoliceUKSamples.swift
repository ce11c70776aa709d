import Foundation

/// Rows as data.police.uk publishes them.
enum PoliceUKSamples {
  static let columns = [
    "Crime ID", "Month", "Reported by", "Falls within", "Longitude", "Latitude", "Location",
    "LSOA code", "LSOA name", "Crime type", "Last outcome category", "Context",
  ]
  static let header = columns.joined(separator: ",")

  /// A good row with some columns changed; values are written as given.
  static func fields(_ changes: [String: String] = [:]) -> [String] {
    let usual = [
      "Crime ID": "c1", "Month": "2018-10", "Reported by": "Cheshire Constabulary",
      "Falls within": "Cheshire Constabulary", "Longitude": "-2.5", "Latitude": "53.25",
      "Location": "On or near High Street", "LSOA code": "E01018585",
      "LSOA name": "Cheshire East 001A", "Crime type": "Burglary",
      "Last outcome category": "Under investigation",
    ]
    return columns.map { changes[$0] ?? usual[$0] ?? "" }
  }

  static func row(_ changes: [String: String] = [:]) -> String {
    fields(changes).joined(separator: ",")
  }

  static func file(_ rows: [String], ending: String = "\n") -> String {
    ([header] + rows).map { $0 + ending }.joined()
  }
}
