import Hotspots
import Probability
import RecordFiles

extension PatternReport {
  /// The result for a terminal, with the study's terms above and its caveats below.
  var table: String { record.page(title, subtitle, verdict + "\n\n" + rows) }

  private var rows: String {
    switch result {
    case .byDistance(let envelope): rows(of: envelope)
    case .nearest(let test, let indices): rows(of: test, indices)
    case .quadrats(let test): rows(of: test)
    }
  }

  private func rows(of envelope: PatternEnvelope) -> String {
    let unit = envelope.function == .pairCorrelation ? "" : envelope.function == .k ? ", m²" : ", m"
    var table = TextTable([
      ("Distance, m", .right), ("Observed\(unit)", .right), ("Points at random", .right),
      ("Simulated mean", .right), ("lowest", .right), ("highest", .right), ("", .left),
    ])
    func text(_ value: Double?) -> String { value.map(significant) ?? "none" }
    // A screen's worth; the other forms have every distance.
    let every = max(1, (envelope.distances.count + 19) / 20)
    for place in envelope.distances.indices where (place + 1) % every == 0 {
      let distance = envelope.distances[place]
      table.add([
        plain(distance), text(envelope.observed[place]),
        text(envelope.function.theoretical(at: distance)), text(envelope.mean[place]),
        text(envelope.lowest[place]), text(envelope.highest[place]), mark(envelope, at: place),
      ])
    }
    let mad = envelope.tests.map { "MAD test: p \(probability($0.mad.value)). " } ?? ""
    return table.text
      + "\n\(mad)Simulated \(envelope.replicates) times; a single distance leaves the simulated range by "
      + "chance \(significant(100 * envelope.pointwiseLevel)) % of the time.\n"
  }

  private func mark(_ envelope: PatternEnvelope, at place: Int) -> String {
    guard let value = envelope.observed[place], let low = envelope.lowest[place],
      let high = envelope.highest[place]
    else { return "" }
    return value > high ? "above" : value < low ? "below" : ""
  }

  private func rows(of test: NearestNeighbourTest, _ indices: [NearestNeighbourIndex]) -> String {
    var table = TextTable([("Mean distance to the nearest neighbour", .left), ("m", .right)])
    table.add(["observed", fixed(test.meanDistance, 1)])
    table.add(["simulated, on average", fixed(test.simulatedMean, 1)])
    table.add(["simulated, lowest", fixed(test.lowest, 1)])
    table.add(["simulated, highest", fixed(test.highest, 1)])
    if let index = test.index { table.add(["observed over simulated", fixed(index, 3)]) }
    for index in indices {
      let name = index.correction == .donnelly ? "with Donnelly's correction" : "uncorrected"
      table.add(["Clark and Evans on even ground, \(name)", fixed(index.index, 3)])
    }
    return table.text
  }

  private func rows(of test: QuadratTest) -> String {
    var table = TextTable([
      ("From the north: count (expected)", .left)
    ])
    for row in (0..<test.rows).reversed() {
      let cells = (0..<test.columns).map { column -> String in
        let place = row * test.columns + column
        guard test.expected[place] > 0 else { return "-" }
        return "\(test.counts[place]) (\(significant(test.expected[place])))"
      }
      table.add([cells.joined(separator: "  ")])
    }
    return
      "X² = \(fixed(test.statistic, 2)) with \(test.degreesOfFreedom) degrees of freedom; counts vary "
      + "\(significant(test.varianceRatio)) times as much as an even spread's.\n\n" + table.text
  }

  var csv: String {
    switch result {
    case .byDistance(let envelope): lines(of: envelope)
    case .nearest(let test, _):
      csvLine(["observed_m", "simulated_mean_m", "low_m", "high_m", "p"])
        + csvLine(
          [
            test.meanDistance, test.simulatedMean, test.lowest, test.highest, test.pValue.value,
          ].map { "\($0)" })
    case .quadrats(let test):
      test.counts.indices.reduce(into: csvLine(["column", "row", "count", "expected"])) {
        $0 += csvLine([
          "\($1 % test.columns)", "\($1 / test.columns)", "\(test.counts[$1])",
          "\(test.expected[$1])",
        ])
      }
    }
  }

  private func lines(of envelope: PatternEnvelope) -> String {
    func text(_ value: Double?) -> String { value.map { "\($0)" } ?? "" }
    let header = ["distance_m", "observed", "theoretical", "mean", "low", "high"]
    return envelope.distances.indices.reduce(into: csvLine(header)) { lines, place in
      let distance = envelope.distances[place]
      lines += csvLine([
        "\(distance)", text(envelope.observed[place]),
        "\(envelope.function.theoretical(at: distance))", text(envelope.mean[place]),
        text(envelope.lowest[place]), text(envelope.highest[place]),
      ])
    }
  }
}
