import CKernels
import Geometry
import RealModule

extension PlaceSample {
  /// Likelihood cross-validation (Loader 1999; spatstat's `bw.ppl`): the largest
  ///
  ///     Σ log λ(x) − n
  ///
  /// over all n points, where λ(x), with a Gaussian kernel, leaves out all points at x. Without repeated places
  /// that is leaving one out. The integral of λ is n, as the kernels are not cut at the window.
  ///
  /// Where the nearest place is beyond six standard deviations, the logarithm is taken of each kernel first,
  /// so that no candidate has a likelihood of 0.
  func likelihood(threads: Int) async -> BandwidthChoice {
    let nearest = await distances(toNeighbour: 1, threads: threads)
    return await largest(.likelihood, nearest: nearest) { [index, pointCount] kernel in
      let logarithms = await inChunks(of: Array(nearest.indices), threads: threads) { number in
        nearest[number] < 6 * kernel.standardDeviation
          ? Double.log(index.sum(of: kernel, around: index.position(number), leavingOut: number))
          : index.logarithmOfOthers(kernel, of: number, nearest: nearest[number])
      }
      return zip(index.places, logarithms).reduce(0) { $0 + $1.0.weight * $1.1 }
        - Double(pointCount)
    }
  }

  /// Cronie and van Lieshout (2018), as in spatstat's `bw.CvL`: where Σ 1/λ(x) over all points is nearest
  /// to the window's area; λ(x), with a Gaussian kernel and without correction at edges, counts the point
  /// itself. Repeated places need no care: their points share one λ that counts them all.
  ///
  /// The sum grows with the bandwidth, so halving the logarithmic range 14 times finds the place to 0.1 %.
  /// The range ends at the half diagonal of the box around all places.
  func cronieVanLieshout(area: Double, threads: Int) async -> BandwidthChoice {
    let box = index.box
    var high = (box.width * box.width + box.height * box.height).squareRoot() / 2
    var low = high / 10_000
    var curve: [BandwidthChoice.Candidate] = []
    for step in 0..<16 {
      let deviation = step == 0 ? low : step == 1 ? high : (low * high).squareRoot()
      guard let kernel = Kernel(.gaussian, standardDeviation: deviation) else { break }
      let excess = await inverseDensities(kernel, threads: threads) - area
      curve.append(.init(standardDeviation: deviation, criterion: excess * excess))
      // Out of the range on either side, the end is the answer.
      if step == 0 && excess > 0 || step == 1 && excess < 0 { break }
      if step > 1 {
        if excess < 0 { low = deviation } else { high = deviation }
      }
    }
    curve.sort { $0.standardDeviation < $1.standardDeviation }
    let best = curve.indices.min { curve[$0].criterion < curve[$1].criterion } ?? 0
    return BandwidthChoice(
      .cronieVanLieshout, curve[best].standardDeviation, curve: curve,
      note: endNote(best, of: curve))
  }

  private func inverseDensities(_ kernel: Kernel, threads: Int) async -> Double {
    let others = await index.sumsOfOthers(kernel, threads: threads)
    return index.places.indices.reduce(0) { sum, number in
      let weight = index.places[number].weight
      return sum + weight / (others[number] + weight * kernel.peak)
    }
  }

  /// The mean over the distinct places of the distance to the k-th nearest other: each place once, or the
  /// nearest of repeated places would be at 0.
  func neighbourDistance(_ neighbour: Int, threads: Int) async -> BandwidthChoice {
    let furthest = min(neighbour, index.places.count - 1)
    let distances = await distances(toNeighbour: furthest, threads: threads)
    return BandwidthChoice(
      .neighbourDistance, distances.reduce(0, +) / Double(distances.count),
      note: furthest < neighbour
        ? "There are only \(index.places.count) places: the distance to the furthest is taken."
        : nil)
  }

  /// For each place how far its k-th nearest other place is.
  private func distances(toNeighbour neighbour: Int, threads: Int) async -> [Double] {
    await inChunks(of: Array(index.places.indices), threads: threads) { [index] number in
      let place = index.position(number)
      return index.distance(toNeighbour: neighbour, of: place, leavingOut: number)
    }
  }

  /// Tries 12 candidates in equal ratios, then three times 6 between the neighbours of the best: to 1.5 %.
  ///
  /// From the shortest distance between places, or a thousandth of the upper end, up to twice what `scott`
  /// says: a pattern with any detail needs less than the best for a normal distribution.
  private func largest(
    _ rule: BandwidthRule, nearest: [Double], criterion: (Kernel) async -> Double
  ) async -> BandwidthChoice {
    let upper = 2 * scottDeviation
    let lower = min(max(nearest.min() ?? 0, upper / 1_000), upper / 4)
    var candidates = Self.deviations(from: lower, to: upper, count: 12)
    var curve: [BandwidthChoice.Candidate] = []
    var best = 0
    for _ in 0..<4 {
      for deviation in candidates {
        guard let kernel = Kernel(.gaussian, standardDeviation: deviation) else { continue }
        curve.append(.init(standardDeviation: deviation, criterion: await criterion(kernel)))
      }
      curve.sort { $0.standardDeviation < $1.standardDeviation }
      best = curve.indices.max { curve[$0].criterion < curve[$1].criterion } ?? 0
      let (below, above) = (curve[max(best - 1, 0)], curve[min(best + 1, curve.count - 1)])
      candidates = Self.deviations(
        from: below.standardDeviation, to: above.standardDeviation, count: 8
      ).dropFirst().dropLast()
    }
    return BandwidthChoice(
      rule, curve[best].standardDeviation, curve: curve, note: endNote(best, of: curve))
  }

  private static func deviations(from: Double, to: Double, count: Int) -> [Double] {
    (0..<count).map { from * Double.pow(to / from, Double($0) / Double(count - 1)) }
  }
}

extension PlaceIndex {
  /// The logarithm of the density of all other places at a place, with a Gaussian kernel, from the kernels'
  /// ratios to that of the nearest: those below 1e-16 of it are left out.
  fileprivate func logarithmOfOthers(_ kernel: Kernel, of own: Int, nearest: Double) -> Double {
    let perSquare = 1 / (2 * kernel.standardDeviation * kernel.standardDeviation)
    let place = position(own)
    var ratios = 0.0
    visit(within: (nearest * nearest + 37 / perSquare).squareRoot(), of: place) { number in
      let distance = place.distance(to: position(number))
      let excess = (distance - nearest) * (distance + nearest) * perSquare
      if number != own, excess < 37 { ratios += places[number].weight * Double.exp(-excess) }
    }
    return Double.log(kernel.peak) - nearest * nearest * perSquare + Double.log(ratios)
  }

  /// How far the k-th nearest place is, one left out; there must be as many.
  ///
  /// - Complexity: O(places in a circle around the k nearest), on average.
  fileprivate func distance(toNeighbour neighbour: Int, of place: Point, leavingOut own: Int)
    -> Double
  {
    var radius = rowHeight
    while true {
      var nearest: [Double] = []
      visit(within: radius, of: place) { number in
        let distance = place.distance(to: position(number))
        guard number != own, distance <= radius else { return }
        if nearest.count == neighbour, let last = nearest.last, distance >= last { return }
        let position = nearest.firstIndex { $0 > distance } ?? nearest.count
        nearest.insert(distance, at: position)
        if nearest.count > neighbour { nearest.removeLast() }
      }
      if nearest.count == neighbour, let last = nearest.last { return last }
      radius *= 2
    }
  }
}
