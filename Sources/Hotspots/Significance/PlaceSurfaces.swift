import Geometry

/// The surfaces that incidents at some places make, however many are at each.
package enum PlaceSurfaces: Sendable {
  /// Each place's part is known.
  case footprints(Footprints)
  /// The places are too many to keep their parts, so each surface is stamped anew.
  case stamped(StampedSurfaces)

  /// The most numbers that footprints may hold: 200 MB.
  package static let mostNumbers = 25e6

  package var ground: ReachedCells {
    switch self {
    case .footprints(let footprints): footprints.ground
    case .stamped(let stamped): stamped.ground
    }
  }

  /// The value of each slot where the incidents at each place count for so much together.
  func sum(_ weights: [Double], into values: SharedMemory<Double>) async {
    switch self {
    case .footprints(let footprints): footprints.sum(weights, into: values[0..<values.count])
    case .stamped(let stamped): await stamped.sum(weights, into: values)
    }
  }
}

/// Surfaces of places with one kernel, stamped as a whole.
package struct StampedSurfaces: Sendable {
  package let ground: ReachedCells
  private let points: [Point]
  private let shares: [Double]
  /// For each point which place it is a part of.
  private let places: [Int32]
  private let kernel: Kernel
  private let masses: [Double]?

  /// - Parameters:
  ///   - places: all with the kernel.
  ///   - ground: at least the cells that the places reach and values are needed of.
  ///   - masses: for each cell what its value is divided by, where that is above 0; nothing when `nil`.
  package init(
    of places: [PlaceParts], kernel: Kernel, ground: ReachedCells, masses: [Double]?
  ) {
    points = places.flatMap(\.points)
    shares = places.flatMap(\.weights)
    self.places = places.indices.flatMap { place in
      repeatElement(Int32(place), count: places[place].points.count)
    }
    self.kernel = kernel
    self.ground = ground
    self.masses = masses
  }

  /// - Complexity: that of one density.
  func sum(_ weights: [Double], into values: SharedMemory<Double>) async {
    let weights = zip(shares, places).map { $0 * weights[Int($1)] }
    let densities = await density(
      of: points, weights: weights, kernel: kernel, on: ground.grid, threads: 1)
    for (slot, cell) in ground.cells.enumerated() {
      let mass = masses?[Int(cell)] ?? 1
      values.start[slot] = mass > 0 ? densities[Int(cell)] / mass : densities[Int(cell)]
    }
  }
}
