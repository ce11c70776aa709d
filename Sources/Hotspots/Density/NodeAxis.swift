/// The nodes of one axis of a `Gridding`, and how the centres of cells are smoothed from them.
struct NodeAxis: Sendable {
  /// The distance between nodes, in metres: a simple fraction of a cell, or of several, so that few
  /// different taps are needed.
  let spacing: Double
  /// The first node's number, counted on the whole plane from coordinate 0, and how many there are.
  let firstNode: Int
  let nodeCount: Int
  let tapCount: Int
  /// For each cell its first node, counted from the axis's own first, and which taps it is smoothed by.
  private let starts: [Int]
  private let phases: [Int]
  private let taps: [Int: SharedMemory<Double>]

  var cellCount: Int { starts.count }

  /// - Parameters:
  ///   - deviation: the Gaussian's, in metres.
  ///   - first: the number of the first cell on the whole plane.
  init(deviation: Double, cell: Double, first: Int, count: Int) {
    let layout = Layout(deviation: deviation, cell: cell)
    let half = layout.tapCount / 2
    spacing = layout.spacing
    let kernel = SpreadingKernel(deviation: deviation / layout.spacing)
    // In units of the spacing the centre of cell c is at (2c + 1) nodes / (2 cells).
    let whole = 2 * layout.cells
    let centres = (first..<first + count).map { number -> (node: Int, phase: Int) in
      let place = (2 * number + 1) * layout.nodes
      let phase = ((place % whole) + whole) % whole
      return ((place - phase) / whole, phase)
    }
    let firstNode = (centres.first?.node ?? 0) - half + 1
    self.firstNode = firstNode
    nodeCount = (centres.last?.node ?? 0) + half - firstNode + 1
    tapCount = layout.tapCount
    starts = centres.map { $0.node - half + 1 - firstNode }
    phases = centres.map(\.phase)
    taps = Set(phases).reduce(into: [:]) { taps, phase in
      let beyond = Double(phase) / Double(whole)
      taps[phase] = SharedMemory(
        (0..<layout.tapCount).map { kernel.tap(at: beyond + Double(half - 1 - $0)) })
    }
  }

  /// Where the taps of a cell start among the nodes, and the taps.
  func smoothing(ofCell cell: Int) -> (start: Int, taps: SharedMemory<Double>) {
    guard let taps = taps[phases[cell]] else { preconditionFailure("every phase has taps") }
    return (starts[cell], taps)
  }
}

extension NodeAxis {
  /// How far apart nodes are, and how many of them a centre is smoothed from.
  struct Layout {
    /// The spacing is this many cells divided by this many nodes.
    let cells: Int
    let nodes: Int
    let spacing: Double
    /// Even: as many on either side of a centre.
    let tapCount: Int

    /// The widest spacing that the Gaussian allows, among simple fractions of a cell.
    init(deviation: Double, cell: Double) {
      let widest = deviation / cell / SpreadingKernel.narrowest
      let fewest = max(1, Int((1 / widest).rounded(.up)))
      let fractions = (fewest..<fewest + 6).map { nodes in
        (cells: max(1, Int((widest * Double(nodes)).rounded(.down))), nodes: nodes)
      }
      let best = fractions.max { a, b in
        (a.cells * b.nodes, b.nodes) < (b.cells * a.nodes, a.nodes)
      }
      (cells, nodes) = best ?? (1, fewest)
      spacing = cell * Double(cells) / Double(nodes)
      tapCount = 2 * Int((SpreadingKernel.tapReach * deviation / spacing).rounded(.up))
    }
  }
}
