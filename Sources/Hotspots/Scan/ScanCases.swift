package import Geometry

/// Why a scan cannot start.
package enum ScanError: Error, Hashable, Sendable {
  /// Nothing happened.
  case noCases
  /// There are cases at a location and time where none can be: the number of the location, the step.
  case casesWithoutPopulation(location: Int, step: Int)
  /// With the Bernoulli model: there are no controls.
  case noControls
  /// No window is within the limits: each holds too large a share, or one location is all there is.
  case noWindows
}

/// What is scanned: cases by location and step of time, and what says how many to expect.
///
/// Locations with one position are one. They are kept in order of their positions (west to east, then south
/// to north), so a result depends neither on the order given nor on how a place's cases were split.
package struct ScanCases: Sendable {
  /// What the number of cases is compared with.
  package enum Model: Sendable {
    /// Cases expected at each location and step, in proportion: residents, or residents times days.
    case poisson(expected: [Double])
    /// Controls at each location and step: those that could as well have been cases.
    case bernoulli(controls: [Int])
    /// The place's and the time's own totals: is there more here, now, than both explain?
    case permutation
  }

  package enum Kind: String, CaseIterable, Hashable, Sendable {
    case poisson, bernoulli, permutation
  }

  package let kind: Kind
  package let positions: [Point]
  package let steps: Int
  /// The locations as they were given that lie at each position, ascending.
  package let members: [[Int]]
  /// [location × steps + step].
  let cases: [Int32]
  /// The size of each location and step: cases expected, or the individuals of the Bernoulli model.
  let sizes: [Double]
  package let ratio: LikelihoodRatio
  /// The share of the whole that each location holds, in units of `ratio.total`.
  let weights: [Double]

  /// - Parameters:
  ///   - positions: where the locations are.
  ///   - cases: [location × steps + step], as all values by location and step.
  package init(
    positions given: [Point], steps: Int, cases counts: [Int], model: Model
  ) throws(ScanError) {
    precondition(steps > 0 && counts.count == given.count * steps, "a count for each step")
    precondition(counts.allSatisfy { $0 >= 0 } && given.allSatisfy { $0.isFinite })
    let places = Self.places(given)
    self.steps = steps
    positions = places.map { given[$0[0]] }
    members = places
    func merged(_ values: [Int]) -> [Int] {
      places.flatMap { place in
        (0..<steps).map { step in place.reduce(0) { $0 + values[$1 * steps + step] } }
      }
    }
    let cells = merged(counts)
    let all = cells.reduce(0, +)
    guard all > 0 else { throw .noCases }
    cases = cells.map { Int32($0) }
    switch model {
    case .poisson(let expected):
      kind = .poisson
      ratio = .poisson(cases: all)
      sizes = try Self.scaled(expected, places, steps: steps, cells: cells, to: Double(all))
    case .bernoulli(let controls):
      kind = .bernoulli
      let others = merged(controls)
      guard others.contains(where: { $0 > 0 }) else { throw .noControls }
      sizes = zip(cells, others).map { Double($0 + $1) }
      ratio = .bernoulli(cases: all, individuals: all + others.reduce(0, +))
    case .permutation:
      kind = .permutation
      ratio = .poisson(cases: all)
      sizes = Self.margins(cells, steps: steps, all: Double(all))
    }
    let (sizes, count) = (sizes, positions.count)
    weights = (0..<count).map { sizes[$0 * steps..<($0 + 1) * steps].reduce(0, +) }
  }

  package var total: Int { ratio.cases }

  /// The locations at each position, in order of their positions.
  private static func places(_ given: [Point]) -> [[Int]] {
    let order = given.indices.sorted {
      (given[$0].x, given[$0].y, $0) < (given[$1].x, given[$1].y, $1)
    }
    var places: [[Int]] = []
    for number in order {
      if let last = places.last, given[last[0]] == given[number] {
        places[places.count - 1].append(number)
      } else {
        places.append([number])
      }
    }
    return places
  }

  /// Expected cases that add up to those observed.
  private static func scaled(
    _ expected: [Double], _ places: [[Int]], steps: Int, cells: [Int], to total: Double
  ) throws(ScanError) -> [Double] {
    precondition(expected.count == places.reduce(0) { $0 + $1.count } * steps)
    precondition(expected.allSatisfy { $0 >= 0 && $0.isFinite }, "expected cases are numbers")
    // Sorted, so that the sum does not depend on the order given.
    let merged = places.flatMap { place in
      (0..<steps).map { step in
        place.map { expected[$0 * steps + step] }.sorted().reduce(0, +)
      }
    }
    if let cell = cells.indices.first(where: { cells[$0] > 0 && merged[$0] <= 0 }) {
      throw .casesWithoutPopulation(location: places[cell / steps][0], step: cell % steps)
    }
    let factor = total / merged.reduce(0, +)
    return merged.map { $0 * factor }
  }

  /// A place's total times a step's total over all.
  private static func margins(_ cells: [Int], steps: Int, all: Double) -> [Double] {
    var bySteps = [Int](repeating: 0, count: steps)
    for cell in cells.indices { bySteps[cell % steps] += cells[cell] }
    return (0..<cells.count / steps).flatMap { location in
      let own = Double(cells[location * steps..<(location + 1) * steps].reduce(0, +))
      return bySteps.map { own * Double($0) / all }
    }
  }
}
