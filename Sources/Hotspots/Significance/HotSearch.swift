import Geometry

/// Finds levels and hot regions as `hotLevels` and `hotRegions` do, again and again over the same ground.
///
/// One search serves one thread: it keeps its memory from one pattern to the next.
struct HotSearch {
  /// A connected part of the reached cells above a level.
  struct Region {
    /// The area whose level it is above.
    let owner: Int
    let level: Double
    /// Where its slots are in `found`.
    let places: Range<Int>
    /// How many incidents have their places in it.
    let incidents: Int
  }

  private let ground: ReachedCells
  /// For each area a value that its level is likely to be above. No result depends on it.
  private var guesses: [Double]
  /// The slots of the regions found, one region after the other.
  private(set) var found: [Int32] = []
  /// For each slot the number of the region that last held it, numbers never being used again.
  private var numbers: [Int32]
  /// The numbers of the regions of the area looked at last.
  private var current: Range<Int32> = 0..<0

  /// - Parameter levels: those of a pattern like the ones to come; `nil` for an area that had none.
  init(_ ground: ReachedCells, near levels: [Double?]) {
    precondition(levels.count == ground.ownerCells.count, "each area has a level or none")
    self.ground = ground
    guesses = levels.map { ($0 ?? 0) * Self.guess }
    numbers = [Int32](repeating: -1, count: ground.count)
  }

  /// How much lower than the last one a level is looked for.
  private static let guess = 0.8

  /// The regions above each area's level, area by area, each area's in row-major order of their first cells.
  ///
  /// - Parameters:
  ///   - values: of each slot.
  ///   - share: the largest part of an area's cells that may be above its level.
  ///   - incidents: how many incidents are at each slot.
  ///   - visit: called for each area when its regions are known, while `region(at:)` tells them apart.
  /// - Complexity: O(slots) where levels are near those given.
  mutating func visitRegions(
    of values: UnsafeBufferPointer<Double>, share: Double, incidents: [Int32],
    _ visit: (borrowing HotSearch, _ owner: Int, [Region]) -> Void
  ) {
    found.removeAll(keepingCapacity: true)
    var above = slots(of: values, above: guesses)
    let most = ground.ownerCells.map { Int((share * Double($0)).rounded(.down)) }
    // An area with no more slots above the guess than may be hot has its level below it.
    let unknown = above.indices.map { above[$0].count <= most[$0] && guesses[$0] > 0 }
    if unknown.contains(true) {
      let all = slots(of: values, above: unknown.map { $0 ? 0 : .infinity })
      for owner in above.indices where unknown[owner] { above[owner] = all[owner] }
    }
    for owner in above.indices {
      guard let level = level(of: values, above[owner], most: most[owner]) else { continue }
      guesses[owner] = level * Self.guess
      let regions = regions(of: values, owner, level, from: above[owner], incidents)
      visit(self, owner, regions)
    }
  }

  /// Which of the area's regions holds a slot, counted from its first; `nil` for none.
  func region(at slot: Int32) -> Int? {
    let number = numbers[Int(slot)]
    return number >= current.lowerBound ? Int(number - current.lowerBound) : nil
  }

  /// The slots of each area whose value is above the area's bound, in order.
  private func slots(
    of values: UnsafeBufferPointer<Double>, above bounds: [Double]
  ) -> [[Int32]] {
    var slots = [[Int32]](repeating: [], count: bounds.count)
    ground.owners.withUnsafeBufferPointer { owners in
      bounds.withUnsafeBufferPointer { bounds in
        for slot in values.indices {
          let owner = Int(owners[slot])
          if owner >= 0, values[slot] > bounds[owner] { slots[owner].append(Int32(slot)) }
        }
      }
    }
    return slots
  }

  /// The level of an area by the slots that hold its highest values, as `hotLevels` has it.
  private func level(
    of values: UnsafeBufferPointer<Double>, _ slots: [Int32], most: Int
  ) -> Double? {
    let heights = slots.map { values[Int($0)] }
    guard let peak = heights.max() else { return nil }
    return most < heights.count ? max(largest(most, of: heights), peak * 1e-6) : peak * 1e-6
  }

  private mutating func regions(
    of values: UnsafeBufferPointer<Double>, _ owner: Int, _ level: Double,
    from slots: [Int32], _ incidents: [Int32]
  ) -> [Region] {
    current = current.upperBound..<current.upperBound
    var regions: [Region] = []
    for slot in slots where values[Int(slot)] > level && region(at: slot) == nil {
      let number = current.upperBound
      current = current.lowerBound..<(number + 1)
      let first = found.count
      let count = fill(from: slot, number: number, of: values, above: level, incidents)
      regions.append(
        Region(owner: owner, level: level, places: first..<found.count, incidents: count))
    }
    return regions
  }

  /// Walks from slot to neighbour, noting the region's number, and counts the incidents there.
  private mutating func fill(
    from start: Int32, number: Int32, of values: UnsafeBufferPointer<Double>, above level: Double,
    _ incidents: [Int32]
  ) -> Int {
    numbers[Int(start)] = number
    var next = found.count
    found.append(start)
    var count = 0
    while next < found.count {
      let slot = Int(found[next])
      next += 1
      count += Int(incidents[slot])
      let sides = ground.sides[slot]
      for side in 0..<4 {
        let neighbour = sides[side]
        guard neighbour >= 0, values[Int(neighbour)] > level, numbers[Int(neighbour)] != number
        else { continue }
        numbers[Int(neighbour)] = number
        found.append(neighbour)
      }
    }
    return count
  }
}
