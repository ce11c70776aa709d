import Geometry

/// The three steps of `densityClusters` on incidents sorted into cells; all results are in that order.
struct DensitySearch: Sendable {
  let cells: ClusterCells
  /// What cores need within reach.
  let least: Double
  let threads: Int

  /// Whether each incident has enough within reach.
  func cores() async -> [Bool] {
    let parts = await inParts { cells in Self.cores(cells: self.cells, range: cells, least) }
    return parts.flatMap { $0 }
  }

  /// For each cell the number of a cell that stands for the cluster of its cores.
  ///
  /// The cores of a cell are in one cluster; two cells' are if any two of theirs are in reach.
  func components(of cores: [Bool]) -> [Int32] {
    var sets = DisjointSets(count: cells.count)
    CellColumns.with(cells) { columns in
      cores.withUnsafeBufferPointer { cores in
        let hasCore = (0..<cells.count).map { cells.places(of: $0).contains { cores[$0] } }
        var walk = CellWalk(cells, from: 0)
        for cell in 0..<cells.count where hasCore[cell] {
          walk.visit(around: cell, keys: columns.keys) { other in
            guard other < cell, hasCore[other] else { return }
            let (a, b) = (sets.root(of: cell), sets.root(of: other))
            guard a != b, columns.areInReach(cell, other, cores) else { return }
            sets.join(a, b)
          }
        }
      }
    }
    return (0..<cells.count).map { Int32(sets.root(of: $0)) }
  }

  /// For each incident the component of the cluster it belongs to, or noise.
  func groups(_ cores: [Bool], _ components: [Int32]) async -> [Int32] {
    let parts = await inParts { range in
      Self.groups(cells: cells, range: range, cores, components)
    }
    return parts.flatMap { $0 }
  }

  private func inParts<Result: Sendable>(
    _ work: @escaping @Sendable (Range<Int>) -> Result
  ) async -> [Result] {
    // Several parts for each thread, because towns take longer than fields.
    let parts = max(1, min(threads == 1 ? 1 : 8 * threads, cells.count))
    let count = cells.count
    return await inParallel(parts, threads: threads) { part in
      work(count * part / parts..<count * (part + 1) / parts)
    }
  }

  private static func cores(cells: ClusterCells, range: Range<Int>, _ least: Double) -> [Bool] {
    let first = Int(cells.starts[range.lowerBound])
    var result = [Bool](
      repeating: false, count: Int(cells.starts[range.upperBound]) - first)
    CellColumns.with(cells) { columns in
      var walk = CellWalk(cells, from: range.lowerBound)
      var nearby: [Range<Int>] = []
      for cell in range {
        let places = columns.places(of: cell)
        let own = columns.weight(of: places)
        if own >= least {
          for place in places { result[place - first] = true }
          continue
        }
        nearby.removeAll(keepingCapacity: true)
        walk.visit(around: cell, keys: columns.keys) { nearby.append(columns.places(of: $0)) }
        for place in places {
          result[place - first] = columns.reaches(least, at: place, from: own, in: nearby)
        }
      }
    }
    return result
  }

  private static func groups(
    cells: ClusterCells, range: Range<Int>, _ cores: [Bool], _ components: [Int32]
  ) -> [Int32] {
    var result: [Int32] = []
    CellColumns.with(cells) { columns in
      cores.withUnsafeBufferPointer { cores in
        var walk = CellWalk(cells, from: range.lowerBound)
        var nearby: [Int] = []
        for cell in range {
          let places = columns.places(of: cell)
          let isWhole = places.allSatisfy { cores[$0] }
          if !isWhole {
            nearby = places.contains { cores[$0] } ? [cell] : []
            walk.visit(around: cell, keys: columns.keys) { nearby.append($0) }
          }
          for place in places {
            guard !cores[place] else {
              result.append(components[cell])
              continue
            }
            let home = columns.cellOfNearestCore(to: place, in: nearby, cores)
            result.append(home.map { components[$0] } ?? Clustering.noise)
          }
        }
      }
    }
    return result
  }
}

/// Numbers in sets that grow together (Galler and Fischer 1964, with halved paths).
struct DisjointSets {
  private var parents: [Int32]

  init(count: Int) { parents = (0..<Int32(count)).map { $0 } }

  /// The number that stands for a number's set: the least in it.
  mutating func root(of number: Int) -> Int {
    var number = number
    while parents[number] != number {
      parents[number] = parents[Int(parents[number])]
      number = Int(parents[number])
    }
    return number
  }

  /// Joins the sets of two roots.
  mutating func join(_ a: Int, _ b: Int) { parents[max(a, b)] = Int32(min(a, b)) }
}
