/// Published rates that counts are compared with: of a region, most similar forces or the country.
package struct ComparatorRates: Hashable, Sendable {
  /// The table's file, without its folder, and the SHA-256 of its bytes in hexadecimal.
  package let file: String
  package let digest: String
  package let rates: [Rate]

  /// One published number.
  package struct Rate: Hashable, Sendable {
    package let offence: OffenceTree.ID
    /// Whose rate it is, such as "England and Wales".
    package let comparator: String
    /// For 1,000 of the measure, in twelve months.
    package let perThousand: Double
    /// Of when, as written; empty where it is not said.
    package let period: String

    package init(
      offence: OffenceTree.ID, comparator: String, perThousand: Double, period: String = ""
    ) {
      precondition(perThousand >= 0 && perThousand.isFinite, "a rate is at least 0")
      self.offence = offence
      self.comparator = comparator
      self.perThousand = perThousand
      self.period = period
    }
  }

  package init(_ rates: [Rate], file: String, digest: String) {
    self.rates = rates
    self.file = file
    self.digest = digest
  }

  /// Whose rates there are, in the order of the table.
  package var comparators: [String] {
    rates.reduce(into: []) { names, rate in
      if !names.contains(rate.comparator) { names.append(rate.comparator) }
    }
  }

  package func rate(of offence: OffenceTree.ID, in comparator: String) -> Rate? {
    rates.first { $0.offence == offence && $0.comparator == comparator }
  }
}
