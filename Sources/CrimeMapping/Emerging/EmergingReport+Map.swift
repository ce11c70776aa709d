import Geometry
import Hotspots
package import Maps
import Records

extension EmergingReport {
  /// The report as a map of classes.
  package func map() -> ThematicMap {
    let looks = Dictionary(
      uniqueKeysWithValues: zip(EmergingPattern.all, ThematicPalette.emerging))
    let found = found
    var legend = found.map { pattern, units in
      (looks[pattern] ?? Self.none).named(pattern.words, count: units.count)
    }
    var categories = [Int](repeating: legend.count, count: count)
    for (category, (_, units)) in found.enumerated() {
      for unit in units { categories[unit] = category }
    }
    let others = categories.count { $0 == legend.count }
    if others > 0 { legend.append(Self.none.named(count: others)) }
    return ThematicMap(
      title: title, subtitle: subtitle,
      outlines: outlines.map { .init(name: $0.name, code: $0.code, shape: $0.shape) },
      marks: (0..<count).map {
        .init(shape: .polygon(units.lattice.polygon(of: $0)), category: categories[$0])
      },
      legend: legend, legendTitle: "Hot and cold by time", legendNotes: notes,
      caveats: record.caveats.map(\.sentence), attribution: record.provenance.attribution)
  }

  private static let none = ThematicMap.Category(
    name: "Not classed", colour: "#ffffff", fill: .open)

  /// What else the colours depend on.
  private var notes: [String] {
    let previous = emerging.scores.previousSteps
    let back =
      previous == 0
      ? "in the same step"
      : previous == 1
        ? "in the same step and the one before"
        : "in the same step and the \(previous) before"
    let against =
      switch question.baseline {
      case .entireCube: "all steps"
      case .movingWindow: "the same steps"
      case .singleStep: "the same step"
      }
    return [
      "A place is hot in a step if it and its neighbours, \(back), are higher than if chance had dealt the "
        + "counts of \(against).",
      "Plain: hot in nine steps of ten or more. Patterned: new, or hot now and then.",
    ]
  }
}
