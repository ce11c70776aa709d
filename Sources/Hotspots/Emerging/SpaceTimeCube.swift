/// How many incidents there were in each area in each step of time.
///
/// Every area has a value in every step: 0 where nothing happened. Steps that are not known, or not over, have
/// no place in a cube.
package struct SpaceTimeCube: Hashable, Sendable {
  package let areas: Int
  package let steps: Int
  /// Step after step, the earliest first: the values of the areas.
  package let values: [Double]
  /// The steps that do not follow right after the one before, as time between them is not known.
  package let breaks: Set<Int>

  /// - Parameter values: finite; `areas` for each step.
  package init(areas: Int, steps: Int, values: [Double], breaks: Set<Int> = []) {
    precondition(areas >= 0 && steps >= 0 && values.count == areas * steps, "a value for each bin")
    precondition(values.allSatisfy(\.isFinite), "values are numbers")
    self.breaks = breaks
    self.areas = areas
    self.steps = steps
    self.values = values
  }

  /// A cube of counts.
  /// - Parameter incidents: the area and the step of each.
  package init(
    counting incidents: some Sequence<(area: Int, step: Int)>, areas: Int, steps: Int,
    breaks: Set<Int> = []
  ) {
    var values = [Double](repeating: 0, count: areas * steps)
    for (area, step) in incidents {
      precondition(0..<areas ~= area && 0..<steps ~= step, "an incident lies in the cube")
      values[step * areas + area] += 1
    }
    self.init(areas: areas, steps: steps, values: values, breaks: breaks)
  }

  package subscript(area: Int, step: Int) -> Double { values[step * areas + area] }

  /// The counts that steps of unequal lengths would have if all were of their mean length.
  /// - Parameter lengths: in days, above 0.
  package func normalised(toMeanOf lengths: [Double]) -> SpaceTimeCube {
    precondition(lengths.count == steps && lengths.allSatisfy { $0 > 0 })
    // Equal lengths leave counts as they are, to the last digit.
    guard let first = lengths.first, !lengths.allSatisfy({ $0 == first }) else { return self }
    let mean = lengths.reduce(0, +) / Double(steps)
    return SpaceTimeCube(
      areas: areas, steps: steps,
      values: values.enumerated().map { $1 * mean / lengths[$0 / areas] }, breaks: breaks)
  }

  /// The same without the latest step.
  package var withoutLastStep: SpaceTimeCube {
    precondition(steps > 0, "there is a step to leave out")
    return SpaceTimeCube(
      areas: areas, steps: steps - 1, values: Array(values(of: 0..<steps - 1)), breaks: breaks)
  }

  /// A step and so many before it, as far as each follows right after the one before.
  func window(endingAt step: Int, previous: Int) -> Range<Int> {
    var first = step
    while first > max(0, step - previous), !breaks.contains(first) { first -= 1 }
    return first..<step + 1
  }

  /// The values of some steps.
  func values(of steps: Range<Int>) -> ArraySlice<Double> {
    values[steps.lowerBound * areas..<steps.upperBound * areas]
  }
}
