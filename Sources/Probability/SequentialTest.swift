/// A Monte Carlo test that stops once enough replicates were extreme, without bias (Besag and Clifford 1991,
/// "Sequential Monte Carlo p-values").
///
/// Replicates are taken in their order. If the `enough`th extreme one is the *l*th, p = `enough` / *l*; if
/// all are done before, p = (1 + extreme) / (replicates + 1). Either way P(p ≤ α) ≤ α under the null. What is
/// plainly no finding costs a few dozen replicates; a finding costs them all.
package struct SequentialTest: Hashable, Sendable {
  /// How many extreme replicates end the test.
  package let enough: Int
  /// The most replicates.
  package let most: Int
  private var extreme = 0
  private var done = 0

  package init(enough: Int = 20, most: Int) {
    precondition(enough > 0 && most > 0)
    self.enough = enough
    self.most = most
  }

  /// Whether no more replicates are needed.
  package var isDecided: Bool { extreme == enough || done == most }

  /// Counts the next replicate; one after the decision changes nothing.
  package mutating func add(isExtreme: Bool) {
    guard !isDecided else { return }
    done += 1
    if isExtreme { extreme += 1 }
  }

  package func pValue(_ alternative: PValue.Alternative) -> PValue {
    precondition(alternative != .twoSided, "one side is counted")
    let value =
      extreme == enough && done < most
      ? Double(enough) / Double(done) : Double(extreme + 1) / Double(done + 1)
    return PValue(value, alternative, .sequential(replicates: done, most: most))
  }
}
