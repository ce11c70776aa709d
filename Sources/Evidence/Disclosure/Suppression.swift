// Which counts of one output may be told, so that no small one can be worked out from the others. Read
// `CountSystem` for how counts hang together, `AlternativeSearch` for what a reader could work out.

/// What an output tells of a count.
package enum CountMark: Hashable, Sendable {
  case shown
  /// Below the threshold, told as "<5".
  case small
  /// Not told, so that others cannot be worked out. It may stand for any number.
  case withheld
}

/// Which counts of one output are told as they are, which as small, and which are withheld.
///
/// A count is small from 0 to below the threshold. A small count that is not 0 is protected: a reader
/// who adds up and subtracts everything told, and knows the rule and what the marks mean, can still
/// not say which of 0, 1, … threshold − 1 it is. So are the differences that nested counts give away.
/// Where the marks themselves say more (two small counts whose total is not small are not both 0), at
/// least threshold − 1 values remain possible; where even these would not, a small count is withheld.
///
/// Cells are chosen as by Kelly, Golden and Assad (1992) and Fischetti and Salazar-González (2001):
/// linear programming finds the cheapest set of counts whose withholding leaves the protected count
/// free. Each protection rests on two alternatives found that way, whole numbers of incidents that
/// would have been published exactly alike, and these are checked in exact arithmetic: rounding in the
/// search can cost counts that might have been told, never a secret.
///
/// What is not protected against: a reader who has other sources, and one who asks which data the
/// choice itself could have come from (Wong et al. 2007, "minimality attack").
package struct Suppression: Sendable {
  package let threshold: Int
  /// A mark for each count given, in their order.
  package let marks: [CountMark]
  /// What remains possible for every count that is protected.
  package let protected: [Protection]

  /// - Parameters:
  ///   - counts: the numbers of the incidents that each count counts, ascending.
  ///   - families: positions of counts that stand together, as the rows of a table do. What a total
  ///     leaves beside the counts of a family is protected too.
  ///   - secret: positions of counts that are withheld whatever their size. How large they are is
  ///     protected by the threshold less one to either side.
  ///   - threshold: the smallest count that may be told, at least 2.
  /// - Complexity: a linear programme for each protected count, each about linear in the sizes of the
  ///   counts in groups of incidents that are counted alike.
  package init(
    of counts: [[Int32]], families: [[Int]] = [], secret: [Int] = [], threshold: Int = 5
  ) {
    precondition(threshold >= 2, "a threshold of 1 withholds nothing")
    self.threshold = threshold
    let system = CountSystem(counts, families: families, secret: secret, threshold: threshold)
    var choice = SuppressionChoice(system)
    choice.protectAll()
    choice.tellAgain()
    protected = choice.protections()
    marks = system.rowOfCount.map { row in
      guard let row else { return .small }
      switch choice.states[row] {
      case .told: return .shown
      case .small: return .small
      case .withheld, .implied: return .withheld
      }
    }
  }
}

/// A count that is protected, and what a reader must think possible.
package struct Protection: Hashable, Sendable {
  /// The position of the count, the first if several count the same; nothing for a difference that no
  /// count shows.
  package let count: Int?
  package let value: Int
  /// The least and the greatest value among alternatives that would have been published alike.
  package let possible: ClosedRange<Int>
}
