package import GeoJSON
import Hotspots
import Probability

extension PatternReport {
  /// The whole result: there is nothing to map, so it is an object of its own and no collection of features.
  package var json: JSONValue {
    .object(
      record.members(question: "pattern", terms, summary: record.summaryMembers() + summary)
        + [.init("result", .object(members))])
  }

  private var terms: [JSONValue.Member] {
    var terms: [JSONValue.Member] = [
      .init("statistic", .string(question.statistic.rawValue)),
      .init("against", .string(question.against.rawValue)),
    ]
    if let controls = question.controls {
      terms.append(.init("controls", .array(controls.offences.map { .string($0) })))
    }
    if question.statistic.function != nil {
      terms.append(.init("edge", .string(question.edge.rawValue)))
      terms.append(.init("longest_offered_m", .rounded(made.longestOffered, decimals: 1)))
    }
    if let bandwidth = made.bandwidth {
      terms.append(.init("bandwidth_m", .number(bandwidth)))
    }
    if question.statistic != .quadrats {
      terms.append(.init("replicates", .integer(question.inference.replicates)))
      terms.append(.init("seed", .integer(Int(question.inference.seed))))
    }
    terms.append(.init("level", .number(question.inference.level)))
    return terms
  }

  private var summary: [JSONValue.Member] {
    [
      .init("points", .integer(made.points)),
      .init("controls", made.controls.map { .integer($0) } ?? .null),
      .init("places", .integer(made.places)),
      .init("sharing_a_place", .integer(made.stacked)),
      .init("most_at_a_place", .integer(made.busiest)),
    ]
  }

  private var members: [JSONValue.Member] {
    let own =
      switch result {
      case .byDistance(let envelope): members(of: envelope)
      case .nearest(let test, let indices): members(of: test, indices)
      case .quadrats(let test): members(of: test)
      }
    return [.init("sentence", .string(verdict))] + own
  }

  private func members(of envelope: PatternEnvelope) -> [JSONValue.Member] {
    func list(_ values: [Double?]) -> JSONValue {
      .array(values.map { $0.map { .rounded($0, decimals: 6) } ?? .null })
    }
    let function = envelope.function
    let tests: JSONValue =
      envelope.tests.map { tests in
        .object([
          .init("dclf_p", tests.dclf.json), .init("mad_p", tests.mad.json),
          .init("how", tests.dclf.methodJSON),
          .init("farthest_at_m", .number(tests.farthestAt)),
          .init("farthest", .rounded(tests.farthest, decimals: 6)),
        ])
      } ?? .null
    return [
      .init("unit", .string(function == .k ? "m2" : function == .l ? "m" : "times")),
      .init("tests", tests),
      .init("pointwise_level", .rounded(envelope.pointwiseLevel, decimals: 6)),
      .init("distances_m", .array(envelope.distances.map { .number($0) })),
      .init("observed", list(envelope.observed)),
      .init("theoretical", list(envelope.distances.map { function.theoretical(at: $0) })),
      .init("mean", list(envelope.mean)), .init("low", list(envelope.lowest)),
      .init("high", list(envelope.highest)),
    ]
  }

  private func members(
    of test: NearestNeighbourTest, _ indices: [NearestNeighbourIndex]
  ) -> [JSONValue.Member] {
    [
      .init("mean_distance_m", .rounded(test.meanDistance, decimals: 3)),
      .init("simulated_mean_m", .rounded(test.simulatedMean, decimals: 3)),
      .init("simulated_low_m", .rounded(test.lowest, decimals: 3)),
      .init("simulated_high_m", .rounded(test.highest, decimals: 3)),
      .init("index", test.index.map { .rounded($0, decimals: 4) } ?? .null),
      .init("p", test.pValue.json), .init("how", test.pValue.methodJSON),
      .init("clark_evans", .array(indices.map(json))),
    ]
  }

  private func json(of index: NearestNeighbourIndex) -> JSONValue {
    .object([
      .init("correction", .string(index.correction.rawValue)),
      .init("index", .rounded(index.index, decimals: 4)),
      .init("expected_m", .rounded(index.expectedDistance, decimals: 3)),
      .init("standard_error_m", .rounded(index.standardError, decimals: 4)),
      .init("z", .rounded(index.z, decimals: 4)),
      .init("p", index.pValue.json), .init("how", index.pValue.methodJSON),
    ])
  }

  private func members(of test: QuadratTest) -> [JSONValue.Member] {
    [
      .init("columns", .integer(test.columns)), .init("rows", .integer(test.rows)),
      .init("chi_square", .rounded(test.statistic, decimals: 4)),
      .init("degrees_of_freedom", .integer(test.degreesOfFreedom)),
      .init("variance_ratio", .rounded(test.varianceRatio, decimals: 4)),
      .init("least_expected", .rounded(test.leastExpected, decimals: 3)),
      .init("p", test.pValue.json), .init("how", test.pValue.methodJSON),
      .init("counts", .array(test.counts.map { .integer($0) })),
      .init("expected", .array(test.expected.map { .rounded($0, decimals: 4) })),
    ]
  }
}
