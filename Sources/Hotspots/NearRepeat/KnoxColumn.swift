import Probability

/// The counts that one cell of a Knox table has over the shuffles.
struct KnoxColumn {
  let observed: Int
  let simulated: [Int]
  /// Whether the shuffles are all there are, the observed one among them.
  let isExact: Bool

  var mean: Double {
    guard !simulated.isEmpty else { return 0 }
    return Double(simulated.reduce(0, +)) / Double(simulated.count)
  }

  var median: Double {
    guard !simulated.isEmpty else { return 0 }
    let sorted = simulated.sorted()
    let middle = sorted.count / 2
    return sorted.count % 2 == 1
      ? Double(sorted[middle]) : Double(sorted[middle - 1] + sorted[middle]) / 2
  }

  /// How often chance gives at least what was observed: equal counts speak against it.
  var pValue: PValue? {
    guard !simulated.isEmpty else { return nil }
    let atLeast = simulated.count { $0 >= observed }
    return Self.pValue(atLeast: atLeast, of: simulated.count, isExact: isExact)
  }

  private static func pValue(atLeast: Int, of count: Int, isExact: Bool) -> PValue {
    guard !isExact else { return PValue(Double(atLeast) / Double(count), .greater, .exact) }
    return ExtremeCounts(atLeast: atLeast, atMost: count - atLeast, replicates: count)
      .pValue(.greater)
  }

  /// One test of several cells: the largest excess over the expectation in standard deviations, against the
  /// largest of each shuffle.
  ///
  /// The deviations are those of all tables, the observed one included, so that it is one of them like any
  /// other and the test is exact. `nil` where no cell varies.
  static func largestExcess(_ columns: [KnoxColumn], expectations: [Double]) -> PValue? {
    let measures = zip(columns, expectations).compactMap { column, expectation in
      column.deviation(from: expectation).map { (column, expectation, $0) }
    }
    guard let first = measures.first?.0 else { return nil }
    func largest(_ count: (KnoxColumn) -> Int) -> Double {
      measures.reduce(-.infinity) { max($0, (Double(count($1.0)) - $1.1) / $1.2) }
    }
    let observed = largest(\.observed)
    // Equal tables give equal excesses to the last bit: every one is computed in the same way.
    let atLeast = first.simulated.indices.count { place in
      largest { $0.simulated[place] } >= observed
    }
    return pValue(atLeast: atLeast, of: first.simulated.count, isExact: first.isExact)
  }

  /// The standard deviation from the expectation; `nil` where nothing varies.
  private func deviation(from expectation: Double) -> Double? {
    let all = isExact ? simulated : simulated + [observed]
    guard all.contains(where: { $0 != observed }) else { return nil }
    let squares = all.sorted().reduce(0.0) {
      $0 + (Double($1) - expectation) * (Double($1) - expectation)
    }
    return (squares / Double(all.count)).squareRoot()
  }
}

/// Calls for every order of the numbers below `count` (Heap 1963).
func forEachOrder(of count: Int, _ body: ([Int]) -> Void) {
  var order = Array(0..<count)
  var turns = [Int](repeating: 0, count: count)
  body(order)
  var place = 1
  while place < count {
    if turns[place] < place {
      order.swapAt(place % 2 == 0 ? 0 : turns[place], place)
      body(order)
      turns[place] += 1
      place = 1
    } else {
      turns[place] = 0
      place += 1
    }
  }
}
