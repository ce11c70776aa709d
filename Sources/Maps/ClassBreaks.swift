/// Classes of a number for a thematic map: which values share a colour.
///
/// Up to five classes of about equally many values (quantiles) with round limits, as on the hotspot
/// map; equal values share a class, and a limit belongs to the class above it.
package struct ClassBreaks: Sendable {
  /// The highest class first, as a legend has it.
  package let categories: [ThematicMap.Category]
  private let classOf: @Sendable (Double) -> Int

  init(
    _ categories: [ThematicMap.Category], classOf: @escaping @Sendable (Double) -> Int
  ) {
    self.categories = categories
    self.classOf = classOf
  }

  /// The classes of values such as densities or rates.
  /// - Parameter values: finite and not negative.
  package init(of values: [Double]) {
    let ramp = ColourRamp(of: values)
    let labels = ramp.labels
    let last = ramp.classCount - 1
    categories = (0..<ramp.classCount).reversed().map { index in
      let upper = min(index + 1, labels.count - 1)
      return .init(
        name: index == upper ? labels[index] : "\(labels[index]) to \(labels[upper])",
        colour: ramp.shade(ofClass: index).fill)
    }
    classOf = { value in max(0, last - ramp.place(of: value)) }
  }

  /// The classes of counts; none have the class below all, and limits are named by the whole numbers
  /// they hold: "3 to 7".
  package init(ofCounts counts: [Int]) {
    let some = counts.filter { $0 > 0 }
    let ramp = ColourRamp(of: some.map(Double.init))
    let greatest = some.max() ?? 0
    let bounds = (0...max(ramp.classCount, 1)).map { index -> Int in
      if index == 0 { return some.min() ?? 1 }
      if index >= ramp.classCount { return greatest + 1 }
      return Int(ramp.limits[index].rounded(.up))
    }
    let hasNone = some.count < counts.count
    let named = (0..<ramp.classCount).reversed().map { index -> ThematicMap.Category in
      let (low, high) = (bounds[index], bounds[index + 1] - 1)
      return .init(
        name: low >= high ? grouped(low) : "\(grouped(low)) to \(grouped(high))",
        colour: ramp.shade(ofClass: index).fill)
    }
    categories = named + (hasNone ? [.init(name: "0", colour: ThematicPalette.neutral)] : [])
    let last = ramp.classCount - 1
    let none = max(0, named.count - (hasNone ? 0 : 1))
    classOf = { value in value < 1 ? none : max(0, last - ramp.place(of: value)) }
  }

  /// The place in `categories` of a value's class.
  package func category(of value: Double) -> Int { classOf(value) }
  package func category(of count: Int) -> Int { classOf(Double(count)) }
}
