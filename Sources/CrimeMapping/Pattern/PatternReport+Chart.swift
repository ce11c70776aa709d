import Hotspots
import Maps

extension PatternReport {
  /// The result as a chart for a briefing.
  var chart: LineChart {
    LineChart(
      title: title, subtitle: subtitle, panels: [panel], notes: [verdict] + notes,
      caveats: record.caveats.map(\.sentence), attribution: record.provenance.attribution)
  }

  private var panel: LineChart.Panel {
    switch result {
    case .byDistance(let envelope): panel(of: envelope)
    case .nearest(let test, _): panel(of: test)
    case .quadrats(let test): panel(of: test)
    }
  }

  private var notes: [String] {
    guard case .byDistance(let envelope) = result else { return [] }
    return ["The band holds all \(envelope.replicates) simulated patterns at each distance."]
  }

  private func panel(of envelope: PatternEnvelope) -> LineChart.Panel {
    let zero = Baseline(of: envelope, isUniform: question.against == .uniform)
    func values(_ list: [Double?]) -> [LineChart.Value] {
      list.indices.map { .init(envelope.distances[$0], zero.value($0, list[$0])) }
    }
    let band = envelope.distances.indices.map { place in
      LineChart.Value(
        envelope.distances[place], zero.value(place, envelope.mean[place]),
        low: zero.value(place, envelope.lowest[place]),
        high: zero.value(place, envelope.highest[place]))
    }
    // Where short distances cannot be told, the axis does not begin with them.
    let isWhole = envelope.distances[0] < 0.2 * envelope.distances[envelope.distances.count - 1]
    return LineChart.Panel(
      horizontal: .init(title: "Distance r (m)", including: isWhole ? 0...0 : nil),
      vertical: zero.axis,
      layers: [
        .init(.band, "simulated, lowest to highest", band, colour: "#9ecae1"),
        .init(.dashed, "simulated, mean", values(envelope.mean), colour: "#2171b5"),
      ] + zero.level + [.init(.line, "observed", values(envelope.observed), colour: "#b2182b")])
  }

  /// What curves are drawn from: L from r, or from the simulated mean where that is another; K and g from 0.
  private struct Baseline {
    private let values: [Double?]
    let axis: LineChart.Axis
    let level: [LineChart.Layer]

    init(of envelope: PatternEnvelope, isUniform: Bool) {
      let ignoring = "points that ignore each other"
      switch envelope.function {
      case .l where isUniform:
        values = envelope.distances
        axis = LineChart.Axis(title: "L(r) − r (m)")
        level = [.init(.level(0), ignoring, colour: "#888888")]
      case .l:
        values = envelope.mean
        axis = LineChart.Axis(title: "L(r) − simulated mean (m)")
        level = []
      case .k:
        values = envelope.distances.map { _ in 0 }
        axis = LineChart.Axis(title: "K(r) (m²)")
        level = []
      case .pairCorrelation:
        values = envelope.distances.map { _ in 0 }
        axis = LineChart.Axis(title: "g(r)", including: 0...1)
        level = [.init(.level(1), ignoring, colour: "#888888")]
      }
    }

    func value(_ place: Int, _ value: Double?) -> Double? {
      guard let value, let from = values[place] else { return nil }
      return value - from
    }
  }

  private func panel(of test: NearestNeighbourTest) -> LineChart.Panel {
    LineChart.Panel(
      horizontal: .init(title: "", including: -0.5...1.5, labels: ["observed", "simulated"]),
      vertical: .init(title: "Mean distance to the nearest neighbour (m)", including: 0...0),
      layers: [
        .init(.points, "observed", [.init(0, test.meanDistance)], colour: "#b2182b"),
        .init(
          .points, "simulated: mean, lowest, highest",
          [.init(1, test.simulatedMean, low: test.lowest, high: test.highest)], colour: "#2171b5"),
      ])
  }

  private func panel(of test: QuadratTest) -> LineChart.Panel {
    let ratios = test.counts.indices.filter { test.expected[$0] > 0 }
      .map { Double(test.counts[$0]) / test.expected[$0] }.sorted(by: >)
    let bars =
      ratios.enumerated().map { LineChart.Value(Double($0), $1) }
      + [LineChart.Value(Double(ratios.count), nil)]
    return LineChart.Panel(
      horizontal: .init(title: "Quadrats, fullest first"),
      vertical: .init(title: "Count over expected", including: 0...1),
      layers: [
        .init(.bars, "quadrats", bars, colour: "#b2182b"),
        .init(.level(1), "even spread", colour: "#888888"),
      ])
  }
}
