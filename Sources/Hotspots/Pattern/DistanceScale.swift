/// The distances at which a pattern is looked at, with a quick way from a squared distance to the first of
/// them that is not below it.
struct DistanceScale: Sendable {
  /// In metres, ascending.
  let distances: [Double]
  /// The greatest square whose root is not above each distance.
  let squares: [Double]
  /// For each of equal runs of squared distance the lowest bin it can be in.
  private let guesses: [Int32]
  private let runsPerSquare: Double

  init(_ distances: [Double]) {
    precondition(
      distances.allSatisfy { $0 >= 0 && $0.isFinite }, "distances are not negative")
    precondition(zip(distances, distances.dropFirst()).allSatisfy { $0 < $1 }, "not ascending")
    let squares = distances.map { Self.greatestSquare(within: $0) }
    let (runs, greatest) = (4_096, squares.last ?? 0)
    let perSquare = greatest > 0 ? Double(runs) / greatest : 0
    var bin = 0
    guesses = (0...runs).map { run in
      // One run early, so that rounding of the product never skips a bin.
      let start = perSquare > 0 ? Double(run - 1) / perSquare : 0
      while bin < squares.count - 1, squares[bin] < start { bin += 1 }
      return Int32(bin)
    }
    self.distances = distances
    self.squares = squares
    runsPerSquare = perSquare
  }

  var count: Int { distances.count }
  var reach: Double { distances.last ?? 0 }
  var greatestSquare: Double { squares.last ?? -1 }

  /// The first distance that reaches a square, which must be within the last.
  @inline(__always)
  func bin(ofSquare square: Double) -> Int {
    var bin = Int(guesses[Int(square * runsPerSquare)])
    while squares[bin] < square { bin += 1 }
    return bin
  }

  private static func greatestSquare(within distance: Double) -> Double {
    var square = distance * distance
    while square.squareRoot() > distance { square = square.nextDown }
    while square.nextUp.squareRoot() <= distance { square = square.nextUp }
    return square
  }
}
