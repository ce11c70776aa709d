import Foundation
import Maps

/// What was measured, as a chart and as tables.
struct CalibrationReport {
  let tests: [MeasuredTest]

  private static let level = 0.05

  var chart: LineChart {
    LineChart(
      title: "Does a p-value below 0.05 mean what it says, and what is found?",
      subtitle: "1,000 patterns of chance and 300 with something planted for each point; "
        + "fixed seeds, each test at 5 %",
      panels: [sizes] + Subject.allCases.compactMap(power), legendTitle: "Tests",
      notes: [
        "Bars are 99 % limits (Wilson). In the band lie 99 of 100 shares of an exact test. Tests "
          + "are numbered as in the table; those above 20 % are not shown."
      ],
      caveats: ["Power holds for these patterns alone."])
  }

  /// The share of patterns of chance that each test finds something in.
  private var sizes: LineChart.Panel {
    let most = tests.map(\.size.patterns).max() ?? 1
    let error = Rate.deviations * (Self.level * (1 - Self.level) / Double(most)).squareRoot()
    let kept = tests.enumerated().filter { $0.element.size.share < 0.2 }
    let ends = [-0.5, Double(kept.count) - 0.5]
    return LineChart.Panel(
      title: "Where there is nothing",
      horizontal: .init(
        title: "Test, by its number in the table", labels: kept.map { "\($0.offset + 1)" }),
      vertical: .init(title: "Share of patterns with p ≤ 0.05", including: 0...0.1),
      layers: [
        .init(
          .band, "Exact tests",
          ends.map { .init($0, nil, low: Self.level - error, high: Self.level + error) },
          colour: "#5b6874"),
        .init(.level(Self.level), "Exact tests", colour: "#5b6874"),
        .init(
          .points, "Share of patterns of chance",
          kept.map(\.element.size).enumerated().map { place, size in
            .init(Double(place), size.share, low: size.limits.low, high: size.limits.high)
          }, colour: "#14283c"),
      ])
  }

  /// The share of patterns in which what is planted is found; `nil` where nothing is drawn.
  private func power(of subject: Subject) -> LineChart.Panel? {
    let drawn = tests.filter {
      $0.subject == subject && $0.test.looksEverywhere && $0.strengths.count > 1
    }
    guard !drawn.isEmpty else { return nil }
    return LineChart.Panel(
      title: subject.title, horizontal: .init(title: subject.axis),
      vertical: .init(title: "Share of patterns with p ≤ 0.05", including: 0...1),
      layers: [.init(.level(Self.level), "", colour: "#5b6874")]
        + drawn.map { test in
          .init(
            .linePoints, test.test.label,
            zip(test.strengths, test.rates).map { strength, rate in
              .init(strength, rate.share, low: rate.limits.low, high: rate.limits.high)
            })
        })
  }
}
