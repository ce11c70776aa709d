/// Which colour each cell of a grid has, and what the colours mean.
struct GridShades: Sendable {
  /// Those of numbers, the highest first, then those of cells without one.
  let categories: [ThematicMap.Category]
  private let breaks: ClassBreaks
  private let withheld: Int?
  private let missing: Int?

  static let withheldLook = ThematicMap.Category(
    name: "Not published", colour: "#d9dde1", fill: .hatched)
  static let missingLook = ThematicMap.Category(name: "No value", colour: Palette.paper)

  init(of grid: HeatGrid) {
    let values = grid.cells.joined()
    let numbers = values.compactMap { if case .number(let number, _) = $0 { number } else { nil } }
    breaks =
      switch grid.shading {
      case .around(let middle): ClassBreaks(around: middle, of: numbers)
      case .quantiles where numbers.allSatisfy { $0 >= 0 }: ClassBreaks(of: numbers)
      case .steps where numbers.allSatisfy { $0 >= 0 }: ClassBreaks(stepsOf: numbers)
      case .steps, .quantiles: ClassBreaks(around: 0, of: numbers)
      }
    var categories = numbers.isEmpty ? [] : breaks.categories
    let hasWithheld = values.contains { if case .withheld = $0 { true } else { false } }
    let hasMissing = values.contains { if case .missing = $0 { true } else { false } }
    withheld = hasWithheld ? categories.count : nil
    if hasWithheld { categories.append(Self.withheldLook) }
    missing = hasMissing ? categories.count : nil
    if hasMissing { categories.append(Self.missingLook) }
    self.categories = categories
  }

  func category(of value: HeatGrid.Value) -> Int {
    switch value {
    case .number(let number, _): breaks.category(of: number)
    case .withheld: withheld ?? 0
    case .missing: missing ?? 0
    }
  }

  func legend(_ unit: String, notes: [String], isInRows: Bool = false) -> some PageLegend {
    ClassLegend(
      of: ThematicMap(
        title: "", subtitle: "", outlines: [], marks: [], legend: categories, legendTitle: unit,
        legendNotes: notes), isInRows: isInRows)
  }
}
