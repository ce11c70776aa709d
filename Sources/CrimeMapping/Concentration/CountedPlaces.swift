import Evidence

/// How many incidents each place has, in one or two periods.
struct CountedPlaces {
  let places: StudyPlaces
  let tallies: [Tally]
  /// The same of the period compared with; `nil` for none.
  let others: [Tally]?
  /// The places, the busiest first; equal ones in the order of the places.
  let order: [Int]
  /// How many are listed and compared: no more than there are.
  let top: Int
  /// `nil` where there is no place or no incident.
  let concentration: Concentration?

  static let shares = [0.25, 0.5, 0.8]
  /// Shares of all places, at which the Lorenz curve is drawn.
  static let steps: [Double] =
    [0.25, 0.5, 1, 2, 3, 5, 7.5].map { $0 / 100 }
    + stride(from: 10, through: 100, by: 10).map { $0 / 100 }

  init(_ places: StudyPlaces, _ incidents: [Int32], _ others: [Int32]?, top: Int) {
    self.places = places
    tallies = places.tallies(of: incidents)
    self.others = others.map { places.tallies(of: $0) }
    let counts = tallies.map(\.count)
    order = PlaceStability.busiest(counts.count, of: counts)
    self.top = min(top, counts.count)
    concentration = try? Concentration(counts)  // nothing to tell is said in words
  }

  var all: Tally { union(order) }

  /// The incidents of some places.
  func union(_ places: some Sequence<Int>) -> Tally {
    Tally(places.flatMap { tallies[$0].incidents }.sorted())
  }

  /// How many places a share of all is, at least one.
  func places(at step: Double) -> Int {
    max(1, Int((step * Double(places.names.count)).rounded()))
  }

  func chance(_ inference: InferenceTerms) throws(Undefined) -> ChanceConcentration {
    guard let concentration else { throw Undefined("there is no incident") }
    return try ChanceConcentration(
      of: concentration, sizes: places.sizes, shares: Self.shares,
      tops: Self.steps.map { places(at: $0) }, replicates: inference.replicates,
      seed: inference.seed)
  }
}

extension CountedPlaces {
  /// What a number made of all places could be solved for: every place where they are few, else those listed.
  var solvable: [Tally] {
    [all] + (tallies.count <= 100 ? tallies : order.prefix(top).map { tallies[$0] })
  }
}
