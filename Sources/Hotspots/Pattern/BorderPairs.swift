/// Pairs for the border rule: each from points that are at least the distance away from the boundary.
///
/// A pair counts at the distances from its own up to its first point's from the boundary.
struct BorderPairs: Sendable {
  private let scale: DistanceScale
  private var changes: [Double]

  init(_ scale: DistanceScale) {
    self.scale = scale
    changes = [Double](repeating: 0, count: scale.count + 1)
  }

  mutating func add(_ weight: Double, square: Double, clearance: Double) {
    guard square <= clearance else { return }
    let first = scale.bin(ofSquare: square)
    // The first distance the point is too near the boundary for.
    let end = scale.end(ofClearance: clearance)
    guard first < end else { return }
    changes[first] += weight
    changes[end] -= weight
  }

  mutating func add(_ other: BorderPairs) {
    for place in changes.indices { changes[place] += other.changes[place] }
  }

  /// For each distance the weight of the pairs within it whose first point is that far inside.
  var sums: [Double] {
    var sum = 0.0
    return changes.dropLast().map {
      sum += $0
      return sum
    }
  }
}

extension DistanceScale {
  /// How many distances are within a squared distance to the boundary.
  func end(ofClearance square: Double) -> Int {
    guard square <= greatestSquare else { return count }
    var end = bin(ofSquare: square)
    // A bin reaches the square, but is within it only if equal.
    let clearance = square.squareRoot()
    while end < count, distances[end] <= clearance { end += 1 }
    return end
  }
}

extension WeighedPairs {
  /// The border rule's pairs and, for each distance, the weight of the points kept.
  func borderSums(on scale: DistanceScale, threads: Int) async -> (pairs: [Double], kept: [Double])
  {
    let sums = await inParallel(parts, threads: threads) { part in borderPart(part, on: scale) }
    return (sums.reduce(into: BorderPairs(scale)) { $0.add($1) }.sums, kept(on: scale))
  }

  /// The same on the calling thread.
  func borderSums(on scale: DistanceScale) -> (pairs: [Double], kept: [Double]) {
    var sum = BorderPairs(scale)
    for part in 0..<parts { sum.add(borderPart(part, on: scale)) }
    return (sum.sums, kept(on: scale))
  }

  private func borderPart(_ part: Int, on scale: DistanceScale) -> BorderPairs {
    var sum = BorderPairs(scale)
    PairVisitor(rows, others, isSame: isSame, limit: limit).visit(row: part) {
      first, second, square in
      let weight = (factors?[first] ?? 1) * (otherFactors?[second] ?? 1)
      sum.add(weight, square: square, clearance: clearances[first])
      if isSame { sum.add(weight, square: square, clearance: clearances[second]) }
    }
    return sum
  }

  /// For each distance the weight of the points that far inside, in the order of the rows.
  private func kept(on scale: DistanceScale) -> [Double] {
    var kept = [Double](repeating: 0, count: scale.count + 1)
    for (place, clearance) in clearances.enumerated() {
      kept[scale.end(ofClearance: clearance)] += factors?[place] ?? 1
    }
    for end in (0..<scale.count).reversed() { kept[end] += kept[end + 1] }
    return Array(kept.dropFirst())
  }
}
