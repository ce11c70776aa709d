import Foundation
import TestSupport

/// Numbers of another program: `case,quantity,value`, quantities of several values numbered from 1.
struct ReferenceValues {
  private let values: [String: Double]

  /// - Parameter name: of a file of `Tests/ReferenceData`.
  init(_ name: String) throws {
    let url = OpenData.project.appending(path: "Tests/ReferenceData/" + name)
    let lines = try String(contentsOf: url, encoding: .utf8).split(whereSeparator: \.isNewline)
    values = lines.reduce(into: [:]) { values, line in
      let fields = line.split(separator: ",")
      if fields.count == 3, let value = Double(fields[2]) {
        values["\(fields[0]),\(fields[1])"] = value
      }
    }
  }

  /// All values of a quantity, in order.
  func callAsFunction(_ name: String, _ quantity: String) -> [Double] {
    var list: [Double] = []
    while let value = values["\(name),\(quantity)\(list.count + 1)"] { list.append(value) }
    return list
  }
}

/// Whether numbers agree to a relative error, and are as many.
func agree(_ found: [Double], _ expected: [Double], within error: Double) -> Bool {
  !expected.isEmpty && found.count == expected.count
    && zip(found, expected).allSatisfy { abs($0 - $1) <= error * max(abs($1), 1e-3) }
}
