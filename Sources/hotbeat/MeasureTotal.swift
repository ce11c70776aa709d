import CrimeMapping
import GeoJSON
import Records

/// What a store holds of one measure of a layer's areas in one year.
struct MeasureTotal {
  let layer: String
  let measure: String
  let year: Int
  let areas: Int
  let total: Double

  /// A line for each layer, measure and year, in that order.
  static func all(_ denominators: [Denominator]) -> [MeasureTotal] {
    struct Key: Hashable {
      let layer, measure: String
      let year: Int
    }
    let groups = Dictionary(grouping: denominators) {
      Key(layer: $0.layer, measure: $0.measure, year: $0.year)
    }
    return groups.map { key, values in
      MeasureTotal(
        layer: key.layer, measure: key.measure, year: key.year, areas: values.count,
        total: values.reduce(0) { $0 + $1.value })
    }.sorted { ($0.layer, $0.measure, $0.year) < ($1.layer, $1.measure, $1.year) }
  }

  /// Such as "residents of layer lsoa in 2022: 1,095,500 in 652 areas".
  var words: String {
    "\(measure) of layer \(layer) in \(year): \(amount(total)) in \(grouped(areas)) areas"
  }

  var json: JSONValue {
    .object([
      .init("layer", .string(layer)), .init("measure", .string(measure)),
      .init("year", .integer(year)), .init("areas", .integer(areas)),
      .init("total", .rounded(total, decimals: 6)),
    ])
  }
}

/// A number that is not negative, with up to two decimals and none where it is whole: 1,095,500 or 12.75.
func amount(_ number: Double) -> String {
  let hundredths = (number * 100).rounded()
  guard hundredths < 1e15 else { return "\(number)" }
  let (whole, part) = Int(hundredths).quotientAndRemainder(dividingBy: 100)
  let decimals = part % 10 == 0 ? "\(part / 10)" : part < 10 ? "0\(part)" : "\(part)"
  return grouped(whole) + (part == 0 ? "" : "." + decimals)
}
