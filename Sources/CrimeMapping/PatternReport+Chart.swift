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
    case .nearest(let test): panel(of: test)
    case .quadrats(let test): panel(of: test)
    }
  }

  private var notes: [String] {
    guard case .byDistance(let envelope) = result else { return [] }
    let how = "The band holds all \(envelope.replicates) simulated patterns at each distance."
    switch envelope.function {
    case .l: return [how, "0: as if points ignored each other."]
    case .k: return [how]
    case .pairCorrelation: return [how, "1: as if points ignored each other."]
    }
  }

  private func panel(of envelope: PatternEnvelope) -> LineChart.Panel {
    // L is told from r, as both rise together and their difference is what is to be seen.
    func value(_ place: Int, _ value: Double?) -> Double? {
      envelope.function == .l ? value.map { $0 - envelope.distances[place] } : value
    }
    func values(_ list: [Double?]) -> [LineChart.Value] {
      list.indices.map { .init(envelope.distances[$0], value($0, list[$0])) }
    }
    let band = envelope.distances.indices.map { place in
      LineChart.Value(
        envelope.distances[place], value(place, envelope.mean[place]),
        low: value(place, envelope.lowest[place]), high: value(place, envelope.highest[place]))
    }
    let vertical =
      switch envelope.function {
      case .l: LineChart.Axis(title: "L(r) − r (m)")
      case .k: LineChart.Axis(title: "K(r) (m²)")
      case .pairCorrelation: LineChart.Axis(title: "g(r)", including: 0...1)
      }
    let level: [LineChart.Layer] =
      switch envelope.function {
      case .l: [.init(.level(0), "points that ignore each other", colour: "#888888")]
      case .k: []
      case .pairCorrelation: [.init(.level(1), "points that ignore each other", colour: "#888888")]
      }
    return LineChart.Panel(
      horizontal: .init(title: "Distance r (m)", including: 0...0), vertical: vertical,
      layers: [
        .init(.band, "simulated, lowest to highest", band, colour: "#9ecae1"),
        .init(.dashed, "simulated, mean", values(envelope.mean), colour: "#2171b5"),
      ] + level + [.init(.line, "observed", values(envelope.observed), colour: "#b2182b")])
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
