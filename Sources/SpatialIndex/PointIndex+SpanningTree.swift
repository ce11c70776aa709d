import Geometry

/// A side of a spanning tree.
package struct TreeEdge: Hashable, Sendable {
  /// The numbers of the points it joins.
  package let first: Int32
  package let second: Int32
  /// How long it counts as, in whole millionths of a metre.
  package let length: Int64

  package init(first: Int32, second: Int32, length: Int64) {
    self.first = first
    self.second = second
    self.length = length
  }
}

/// A distance in whole millionths of a metre, so that distances that are equal but for rounding are ties.
package func micrometres(_ metres: Double) -> Int64 { Int64((metres * 1e6).rounded()) }

extension PointIndex {
  /// The sides of a shortest tree through all points, where two points are as far from each other as
  /// their distance, but no nearer than the greater of their two `leasts`: the mutual reachability of
  /// Campello, Moulavi and Sander (2013), if these are core distances.
  ///
  /// Exact: in each round every part of the tree takes its shortest side to another (Borůvka 1926).
  /// A point looks around only while nothing that it could find would be shorter than what its part has
  /// found, and never again where what it found last is still outside its part (after March, Ram and
  /// Gray 2010, "Fast Euclidean minimum spanning tree"). Of sides of equal length any may be taken; which
  /// points sides of at most some length connect is the same whichever are.
  ///
  /// - Parameters:
  ///   - leasts: for each point by its number, in micrometres.
  ///   - table: some nearest others of each point, which spare searches.
  /// - Complexity: O(*n* log² *n*) where the density changes slowly.
  package func spanningTree(
    leasts: [Int64], table: NeighbourTable, threads: Int = 2
  ) async -> [TreeEdge] {
    precondition(leasts.count == count, "each point has a least distance")
    guard count > 1 else { return [] }
    var forest = Forest(index: self, leasts: leasts, table: table)
    while forest.edges.count < count - 1 {
      let (shared, parts) = (forest, threads == 1 ? 1 : 4 * threads)
      let bands = await inBands(of: count, parts: parts, threads: threads) { places in
        shared.nearest(ofPlaces: places)
      }
      forest.grow(by: bands.flatMap { $0 })
    }
    return forest.edges
  }
}

/// The nearest point outside a point's part.
private struct Outsider {
  /// Its place in the index; −1 where none is known.
  var place: Int32 = -1
  /// How far away it is; where none is known, how far one must be.
  var length: Int64
}

/// The parts of a growing tree.
private struct Forest: Sendable {
  let index: PointIndex
  /// By places in the index.
  let leasts: [Int64]
  /// The least of the leasts in each box of the index's tree.
  let boxLeasts: [Int64]
  /// For each place the number of its part.
  private(set) var parts: [Int32]
  /// For each box the part that all its places belong to, −1 where there are several.
  private(set) var boxParts: [Int32]
  /// For each part how long its shortest known side to another is.
  private(set) var shortest: [Int64]
  private(set) var outsiders: [Outsider]
  private(set) var edges: [TreeEdge] = []

  init(index: PointIndex, leasts: [Int64], table: NeighbourTable) {
    self.index = index
    let own = index.numbers.map { leasts[Int($0)] }
    var places = [Int32](repeating: 0, count: index.count)
    for (place, number) in index.numbers.enumerated() { places[Int(number)] = Int32(place) }
    outsiders = index.numbers.enumerated().map { place, number in
      // Neighbours beyond the table are at least as far as the last in it.
      var best = Outsider(length: .max)
      for entry in table.row(of: number) {
        let other = table.numbers[entry]
        let length = max(
          own[place], leasts[Int(other)], micrometres(table.distances[entry]))
        if length < best.length { best = Outsider(place: places[Int(other)], length: length) }
      }
      let last = table.row(of: number).last.map { micrometres(table.distances[$0]) } ?? 0
      let isSure = best.place >= 0 && best.length <= max(own[place], last)
      return isSure ? best : Outsider(length: max(own[place], 0))
    }
    self.leasts = own
    boxLeasts = index.boxValues(of: own) { min($0, $1) }
    parts = (0..<Int32(index.count)).map { $0 }
    boxParts = []
    shortest = []
    prepare()
  }

  /// Finds what is the same for a whole round.
  private mutating func prepare() {
    boxParts = index.boxValues(of: parts) { $0 == $1 ? $0 : -1 }
    shortest = [Int64](repeating: .max, count: parts.count)
    for (place, outsider) in outsiders.enumerated() where outsider.place >= 0 {
      let part = Int(parts[place])
      if parts[Int(outsider.place)] != parts[place] {
        shortest[part] = min(shortest[part], outsider.length)
      } else {
        // Whatever is outside is no nearer than what was.
        outsiders[place].place = -1
      }
    }
  }

  /// For some places their outsiders, sure where they matter.
  func nearest(ofPlaces places: Range<Int>) -> [Outsider] {
    var result = Array(outsiders[places])
    var found: [Int32: Int64] = [:]
    index.withColumns { columns in
      var search = OutsiderSearch(columns: columns, tree: index.tree, forest: self)
      for place in places where outsiders[place].place < 0 {
        let part = parts[place]
        let limit = min(shortest[Int(part)], found[part] ?? .max)
        guard outsiders[place].length < limit else { continue }
        result[place - places.lowerBound] = search.nearest(to: place, below: limit)
        let length = result[place - places.lowerBound]
        if length.place >= 0 { found[part] = length.length }
      }
    }
    return result
  }

  /// Joins each part to the one its shortest side leads to.
  mutating func grow(by outsiders: [Outsider]) {
    self.outsiders = outsiders
    var best = [Int32](repeating: -1, count: parts.count)
    for (place, outsider) in outsiders.enumerated() where outsider.place >= 0 {
      let part = Int(parts[place])
      if best[part] < 0 || outsider.length < outsiders[Int(best[part])].length {
        best[part] = Int32(place)
      }
    }
    var roots = (0..<Int32(parts.count)).map { $0 }
    func root(_ part: Int32) -> Int32 {
      var part = part
      while roots[Int(part)] != part {
        roots[Int(part)] = roots[Int(roots[Int(part)])]
        part = roots[Int(part)]
      }
      return part
    }
    for place in best where place >= 0 {
      let outsider = outsiders[Int(place)]
      let (a, b) = (root(parts[Int(place)]), root(parts[Int(outsider.place)]))
      // Parts that chose sides of equal length to each other are already joined.
      guard a != b else { continue }
      roots[Int(max(a, b))] = min(a, b)
      edges.append(
        TreeEdge(
          first: index.numbers[Int(place)], second: index.numbers[Int(outsider.place)],
          length: outsider.length))
    }
    for place in parts.indices { parts[place] = root(parts[place]) }
    prepare()
  }
}

/// Looks for the nearest point outside a point's part.
private struct OutsiderSearch {
  let columns: PointColumns
  let tree: BoxTree
  let forest: Forest
  private var branches: [(level: Int, place: Int, length: Int64)] = []

  init(columns: PointColumns, tree: BoxTree, forest: Forest) {
    self.columns = columns
    self.tree = tree
    self.forest = forest
  }

  /// The nearest, if it is below a limit; otherwise that none is.
  mutating func nearest(to place: Int, below limit: Int64) -> Outsider {
    let position = Point(x: columns.xs[place], y: columns.ys[place])
    let (part, own) = (forest.parts[place], forest.leasts[place])
    var best = Outsider(length: limit)
    branches.removeAll(keepingCapacity: true)
    branches.append((tree.height - 1, 0, own))
    while let branch = branches.popLast() {
      guard branch.length < best.length else { continue }
      if branch.level == 0 {
        for other in tree.places(ofLeaf: branch.place) where forest.parts[other] != part {
          let (dx, dy) = (columns.xs[other] - position.x, columns.ys[other] - position.y)
          let length = max(
            own, forest.leasts[other], micrometres((dx * dx + dy * dy).squareRoot()))
          if length < best.length { best = Outsider(place: Int32(other), length: length) }
        }
      } else {
        push(childrenOf: branch.place, atLevel: branch.level, position, part, own, best.length)
      }
    }
    return best
  }

  private mutating func push(
    childrenOf place: Int, atLevel level: Int, _ position: Point, _ part: Int32, _ own: Int64,
    _ limit: Int64
  ) {
    let base = branches.count
    for child in tree.children(of: place, atLevel: level) {
      let box = tree.levelStarts[level - 1] + child
      guard forest.boxParts[box] != part else { continue }
      let distance = columns.boxes[box].squaredDistance(to: position).squareRoot()
      let length = max(own, forest.boxLeasts[box], micrometres(distance))
      guard length < limit else { continue }
      branches.append((level - 1, child, length))
      var top = branches.count - 1
      while top > base, branches[top - 1].length < length {
        branches.swapAt(top, top - 1)
        top -= 1
      }
    }
  }
}

extension PointIndex {
  /// For each box of the tree what its places have together.
  fileprivate func boxValues<Value>(
    of values: [Value], _ combine: (Value, Value) -> Value
  ) -> [Value] {
    var result: [Value] = []
    result.reserveCapacity(tree.boxes.count)
    for leaf in 0..<tree.levelStarts[1] {
      let places = tree.places(ofLeaf: leaf)
      result.append(
        places.dropFirst().reduce(values[places.lowerBound]) { combine($0, values[$1]) })
    }
    for level in stride(from: 1, to: tree.height, by: 1) {
      for place in 0..<tree.levelStarts[level + 1] - tree.levelStarts[level] {
        let children = tree.children(of: place, atLevel: level)
        let start = tree.levelStarts[level - 1]
        result.append(
          children.dropFirst().reduce(result[start + children.lowerBound]) {
            combine($0, result[start + $1])
          })
      }
    }
    return result
  }
}
