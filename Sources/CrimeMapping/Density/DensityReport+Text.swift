import Geometry
import GeoJSON
import RecordFiles

extension DensityReport {
  /// The levels or the values for a terminal, with the study's terms above and its caveats below.
  package var table: String {
    record.page(title, subtitle, values.isEmpty ? levels : places)
  }

  private var levels: String {
    guard !breaks.isEmpty else { return "No place is above any level.\n" }
    var table = TextTable([("Above, \(unit)", .right), ("Ground", .left)])
    for level in breaks.reversed() { table.add([significant(level.level), level.meaning]) }
    return table.text
  }

  private var places: String {
    var table = TextTable([("Longitude", .right), ("Latitude", .right), (unit, .right)])
    for value in values {
      table.add([
        fixed(value.place.longitude, 6), fixed(value.place.latitude, 6),
        value.value.map(significant) ?? "outside",
      ])
    }
    return table.text
  }

  /// One line for each place asked for, or else for each level.
  package var csv: String {
    guard values.isEmpty else {
      return values.reduce(into: csvLine(["longitude", "latitude", "value"])) { text, value in
        text += csvLine([
          fixed(value.place.longitude, 6), fixed(value.place.latitude, 6),
          value.value.map { "\($0)" } ?? "",
        ])
      }
    }
    return breaks.reduce(into: csvLine(["level", "unit", "ground"])) {
      $0 += csvLine(["\($1.level)", unit, $1.meaning])
    }
  }
}

/// A number with about four digits.
func significant(_ number: Double) -> String {
  let size = abs(number)
  return fixed(number, size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 4)
}
