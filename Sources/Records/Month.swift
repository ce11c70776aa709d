/// A calendar month, the finest time police.uk publishes.
package struct Month: Hashable, Comparable, Sendable {
  /// Months since January of the year 0, so that months can be counted and compared.
  package let ordinal: Int32

  package init(ordinal: Int32) { self.ordinal = ordinal }

  package init?(year: Int, month: Int) {
    guard 1...12 ~= month, 1...9999 ~= year else { return nil }
    ordinal = Int32(year * 12 + month - 1)
  }

  /// Reads `2018-10`.
  package init?(_ text: some StringProtocol) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 2, parts[0].utf8.count == 4, parts[1].utf8.count == 2,
      parts.allSatisfy({ $0.utf8.allSatisfy { 48...57 ~= $0 } }),
      let year = Int(parts[0]), let month = Int(parts[1])
    else { return nil }
    self.init(year: year, month: month)
  }

  package var year: Int { Int(ordinal) / 12 }
  package var month: Int { Int(ordinal) % 12 + 1 }

  package func advanced(by months: Int) -> Month { Month(ordinal: ordinal + Int32(months)) }

  package static func < (a: Month, b: Month) -> Bool { a.ordinal < b.ordinal }
}

extension Month: CustomStringConvertible {
  package var description: String {
    let (year, month) = (String(year), String(month))
    return String(repeating: "0", count: max(0, 4 - year.count)) + year
      + (month.count < 2 ? "-0" : "-")
      + month
  }
}
