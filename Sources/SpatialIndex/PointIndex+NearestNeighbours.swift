import Geometry

extension PointIndex {
  /// The nearest others of every point of the index, ordered as by `nearest`; all others when there
  /// are no more than asked for.
  ///
  /// A point is not its own neighbour, but others in its place are neighbours at distance 0. The
  /// points of a leaf search together, outwards from their leaf, so that boxes far from all of them
  /// cost one look (after Gray and Moore 2000, "N-body problems in statistical learning", with leaves
  /// for the nodes on one side). The table is the same on any number of threads.
  ///
  /// - Complexity: O(*n* (log *n* + *k*²)) for *k* neighbours where the density changes slowly;
  ///   memory for two tables.
  package func nearestNeighbours(_ count: Int, threads: Int = 2) async -> NeighbourTable {
    precondition(count >= 0, "the number of neighbours must not be negative")
    let width = max(0, min(count, self.count - 1))
    guard width > 0 else {
      return NeighbourTable(width: 0, numbers: [], distances: [], count: self.count)
    }
    let bands = await inBands(
      of: tree.levelStarts[1], parts: threads == 1 ? 1 : 8 * threads, threads: threads
    ) { leaves in
      neighbours(width, ofLeaves: leaves)
    }
    return table(ofRows: bands, width: width)
  }

  /// The rows of the points in some leaves, in the index's order.
  private func neighbours(_ width: Int, ofLeaves leaves: Range<Int>) -> NeighbourRows {
    var rows = NeighbourRows(places: tree.places(ofLeaves: leaves), width: width)
    // Unsafe, because the search spends its time reading single numbers.
    rows.numbers.withUnsafeMutableBufferPointer { numbers in
      rows.squares.withUnsafeMutableBufferPointer { squares in
        withColumns { columns in
          var search = LeafSearch(
            columns: columns, tree: tree, width: width, squares: squares, numbers: numbers,
            firstPlace: leaves.lowerBound * BoxTree.leafSize)
          for leaf in leaves { search.fillRows(ofLeaf: leaf) }
        }
      }
    }
    return rows
  }

  /// Puts rows in the index's order into that of the points' numbers.
  private func table(ofRows bands: [NeighbourRows], width: Int) -> NeighbourTable {
    let size = count * width
    let distances = [Double](unsafeUninitializedCapacity: size) { distances, filled in
      for band in bands {
        for place in band.places {
          let (from, to) = ((place - band.places.lowerBound) * width, Int(numbers[place]) * width)
          for column in 0..<width {
            distances[to + column] = band.squares[from + column].squareRoot()
          }
        }
      }
      filled = size
    }
    let neighbours = [Int32](unsafeUninitializedCapacity: size) { neighbours, filled in
      for band in bands {
        for place in band.places {
          let (from, to) = (
            (place - band.places.lowerBound) * width, Int(self.numbers[place]) * width
          )
          for column in 0..<width { neighbours[to + column] = band.numbers[from + column] }
        }
      }
      filled = size
    }
    return NeighbourTable(width: width, numbers: neighbours, distances: distances, count: count)
  }
}

/// The neighbours of points that follow each other in the index.
private struct NeighbourRows: Sendable {
  let places: Range<Int>
  var numbers: [Int32]
  var squares: [Double]

  init(places: Range<Int>, width: Int) {
    self.places = places
    numbers = [Int32](repeating: .max, count: places.count * width)
    squares = [Double](repeating: .infinity, count: places.count * width)
  }
}
