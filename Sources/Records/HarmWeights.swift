/// How much an incident of each offence counts for, such as the days of custody that a sentencing guideline
/// starts from (Sherman, Neyroud and Neyroud 2016, "The Cambridge Crime Harm Index").
///
/// A weight given for an offence holds for all below it, except where a lower one has its own. An
/// offence that merges others has the weight given for itself or above it: what it merges may weigh
/// differently, and nobody knows the mix.
package struct HarmWeights: Hashable, Sendable {
  /// The table's file, without its folder, and the SHA-256 of its bytes in hexadecimal.
  package let file: String
  package let digest: String
  private let weights: [Double?]

  /// - Parameter given: what is given for an offence by itself; finite, none negative.
  package init(
    _ given: [OffenceTree.ID: Double], in tree: OffenceTree = .standard, file: String,
    digest: String
  ) {
    precondition(given.values.allSatisfy { $0 >= 0 && $0.isFinite }, "no weight is negative")
    self.file = file
    self.digest = digest
    weights = tree.offences.indices.map { offence in
      var current: OffenceTree.ID? = OffenceTree.ID(offence)
      while let here = current {
        if let weight = given[here] { return weight }
        current = tree[here].parent.flatMap { tree.id(code: $0) }
      }
      return nil
    }
  }

  /// What an incident of the offence counts for; `nil` when nothing is given for it or above it.
  package subscript(offence: OffenceTree.ID) -> Double? { weights[Int(offence)] }
}
