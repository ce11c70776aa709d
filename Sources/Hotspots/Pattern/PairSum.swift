/// Takes in pairs of points by their distance.
protocol PairSum: Sendable {
  /// Takes in so many pairs of weight 1.
  mutating func add(pairs: Int, atSquare square: Double)
  mutating func add(weight: Double, atSquare square: Double)
  /// Adds what another part has taken in.
  mutating func add(_ other: Self)
}

/// The weight of pairs within each distance.
struct CumulativePairs: PairSum {
  private let scale: DistanceScale
  private var counts: [Int]
  private var weights: [Double]

  init(_ scale: DistanceScale) {
    self.scale = scale
    counts = [Int](repeating: 0, count: scale.count)
    weights = [Double](repeating: 0, count: scale.count)
  }

  @inline(__always)
  mutating func add(pairs: Int, atSquare square: Double) {
    counts[scale.bin(ofSquare: square)] &+= pairs
  }

  @inline(__always)
  mutating func add(weight: Double, atSquare square: Double) {
    weights[scale.bin(ofSquare: square)] += weight
  }

  mutating func add(_ other: CumulativePairs) {
    for bin in counts.indices {
      counts[bin] += other.counts[bin]
      weights[bin] += other.weights[bin]
    }
  }

  /// For each distance the weight of the pairs within it.
  var sums: [Double] {
    var (count, weight) = (0, 0.0)
    return counts.indices.map { bin in
      count += counts[bin]
      weight += weights[bin]
      return Double(count) + weight
    }
  }
}

/// The weight of pairs about each distance, by Epanechnikov's kernel on a line.
struct SmoothedPairs: PairSum {
  private let distances: [Double]
  private let halfWidth: Double
  private(set) var sums: [Double]
  private let scale: DistanceScale

  /// - Parameter scale: reaches half a kernel's width beyond the last distance.
  init(_ distances: [Double], halfWidth: Double, scale: DistanceScale) {
    self.distances = distances
    self.halfWidth = halfWidth
    self.scale = scale
    sums = [Double](repeating: 0, count: distances.count)
  }

  mutating func add(pairs: Int, atSquare square: Double) {
    add(weight: Double(pairs), atSquare: square)
  }

  mutating func add(weight: Double, atSquare square: Double) {
    let distance = square.squareRoot()
    let peak = 0.75 / halfWidth * weight
    let reached = min(scale.bin(ofSquare: square), distances.count - 1)
    var place = reached
    while place >= 0, distances[place] > distance - halfWidth {
      add(peak, at: place, distance)
      place -= 1
    }
    place = reached + 1
    while place < distances.count, distances[place] < distance + halfWidth {
      add(peak, at: place, distance)
      place += 1
    }
  }

  @inline(__always)
  private mutating func add(_ peak: Double, at place: Int, _ distance: Double) {
    let t = (distances[place] - distance) / halfWidth
    let height = 1 - t * t
    if height > 0 { sums[place] += peak * height }
  }

  mutating func add(_ other: SmoothedPairs) {
    for place in sums.indices { sums[place] += other.sums[place] }
  }
}
