/// The nodes of one axis of a `Gridding`, and how the centres of cells are smoothed from them.
struct NodeAxis: Sendable {
  /// The distance between nodes, in metres: whole cells, or a whole fraction of one, so that few
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
    let (nodesPerCell, half) = (layout.nodesPerCell, layout.tapCount / 2)
    spacing = layout.spacing
    let kernel = SpreadingKernel(deviation: deviation / layout.spacing)
    // In units of the spacing a centre is at (2 cell + 1) nodesPerCell / (2 cellsPerNode).
    let whole = 2 * layout.cellsPerNode
    let centres = (first..<first + count).map { number -> (node: Int, phase: Int) in
      let place = (2 * number + 1) * nodesPerCell
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
    let cellsPerNode: Int
    let nodesPerCell: Int
    let spacing: Double
    /// Even: as many on either side of a centre.
    let tapCount: Int

    init(deviation: Double, cell: Double) {
      let ratio = deviation / cell / SpreadingKernel.narrowest
      cellsPerNode = max(1, Int(ratio.rounded(.down)))
      nodesPerCell = max(1, Int((1 / ratio).rounded(.up)))
      spacing = cell * Double(cellsPerNode) / Double(nodesPerCell)
      tapCount = 2 * Int((SpreadingKernel.tapReach * deviation / spacing).rounded(.up))
    }
  }
}
