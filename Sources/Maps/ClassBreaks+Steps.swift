extension ClassBreaks {
  /// Up to six classes of equally wide, round steps from 0, so that twice the value is twice as far up
  /// the colours.
  /// - Parameter values: finite and not negative; whole numbers make classes of whole numbers.
  package init(stepsOf values: [Double]) {
    let greatest = values.max() ?? 0
    let areWhole = values.allSatisfy { $0 == $0.rounded() }
    var step = ChartScale.roundStep(atLeast: greatest > 0 ? greatest / 6 : 1)
    if areWhole { step = max(1, step) }
    if greatest / step + 1e-9 >= 6 { step = ChartScale.roundStep(atLeast: step * 1.1) }
    let count = Int(greatest / step + 1e-9) + 1
    let named = (0..<count).map { index in
      ThematicMap.Category(
        name: Self.name(of: index, step: step, areWhole: areWhole),
        colour: Self.sequential[count > 1 ? (index * 5 + (count - 1) / 2) / (count - 1) : 1])
    }
    self.init(named.reversed()) { [step] value in
      count - 1 - min(count - 1, max(0, Int(value / step + 1e-9)))
    }
  }

  /// Three classes below a middle, in blue with level lines, and three above it, in red.
  /// - Parameter values: finite.
  package init(around middle: Double, of values: [Double]) {
    let farthest = values.map { abs($0 - middle) }.max() ?? 0
    let step = ChartScale.roundStep(atLeast: farthest > 0 ? farthest / 3 : 1)
    let looks = ThematicPalette.hotCold
    let above = (0..<3).reversed().map { index in
      looks[2 - index].renamed(Self.range(middle, index, step))
    }
    let below = (0..<3).map { index in
      looks[4 + index].renamed(Self.range(middle, -1 - index, step))
    }
    let same = looks[3].renamed(axisLabel(middle, step: step))
    self.init(above + [same] + below) { value in
      let steps = min(2, Int(abs(value - middle) / step + 1e-9))
      return value == middle ? 3 : value > middle ? 2 - steps : 4 + steps
    }
  }

  /// ColorBrewer's six-class YlOrRd (Brewer 2002, colorbrewer2.org, Apache 2.0).
  private static let sequential = [
    "#ffffb2", "#fed976", "#feb24c", "#fd8d3c", "#f03b20", "#bd0026",
  ]

  private static func name(of index: Int, step: Double, areWhole: Bool) -> String {
    let (low, high) = (Double(index) * step, Double(index + 1) * step)
    guard areWhole else {
      return "\(axisLabel(low, step: step)) to \(axisLabel(high, step: step))"
    }
    return step == 1 ? grouped(Int(low)) : "\(grouped(Int(low))) to \(grouped(Int(high) - 1))"
  }

  private static func range(_ middle: Double, _ index: Int, _ step: Double) -> String {
    let ends = [index, index + 1].map { axisLabel(middle + Double($0) * step, step: step) }
    return "\(ends[0]) to \(ends[1])"
  }
}

extension ThematicMap.Category {
  fileprivate func renamed(_ name: String) -> Self { named(name, count: nil) }
}
