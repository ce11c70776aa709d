import CrimeMapping
import Hotspots
import Probability
import Records
import Testing

/// What `cells` understands and what it refuses.
struct CellQuestionTests {
  private func refusal(
    _ values: [String: [String]], town: Town? = nil, harm: HarmWeights? = nil
  ) async -> StudyError? {
    do {
      let question = try CellQuestion(values)
      guard let town else { return nil }
      _ = try await question.report(on: try town.data(), in: StudySetting(harm: harm))
      return nil
    } catch {
      return error as? StudyError
    }
  }

  @Test func defaultsAreThoseOfTheDocs() throws {
    let question = try CellQuestion([:])
    #expect(question.lattice.shape == .hexagon && question.lattice.size == 500)
    #expect(question.lattice.neighbours == .queen && question.lattice.leastShare == 0.1)
    #expect(question.statistic == .giStar && question.test == .exact)
    #expect(question.inference.replicates == 9_999 && question.inference.level == 0.05)
    #expect(question.inference.adjust == .benjaminiYekutieli)
    #expect(question.inference.alternative == .twoSided && question.transform == .none)
  }

  @Test(arguments: [
    (["shape": ["area"], "size": ["100"]], "size"), (["units": ["beat"]], "units"),
    (["band": ["100"]], "band"), (["neighbours": ["3"]], "neighbours"),
    (["shape": ["area"], "weights": ["distance-band"]], "weights"), (["value": ["rate"]], "value"),
    (["measure": ["residents"]], "measure"),
    (["test": ["normal"], "replicates": ["99"]], "replicates"),
    (["statistic": ["none"], "show": ["classes"]], "show"),
    (["statistic": ["none"], "transform": ["log"]], "transform"),
    (
      [
        "value": ["rate"], "denominator-layer": ["beat"], "statistic": ["local-moran"],
        "transform": ["sqrt"],
      ], "transform"
    ),
    (["size": ["1"]], "size"), (["statistic": ["moran"]], "statistic"),
  ])
  func refusesWhatWouldBeIgnored(values: [String: [String]], parameter: String) async {
    #expect(await refusal(values)?.parameter == parameter)
  }

  @Test func refusesTooManyCells() async throws {
    var town = Town()
    try town.add(3, at: 100, 100)
    let many = [
      "layer": ["beat"], "shape": ["square"], "size": ["25"], "test": ["permutation"],
      "replicates": ["99999"],
    ]
    // 102,400 cells with so many replicates of each take minutes.
    #expect(await refusal(many, town: town)?.parameter == "replicates")
    let wide = await refusal(
      [
        "layer": ["beat"], "shape": ["square"], "size": ["25"], "weights": ["distance-band"],
        "band": ["4000"],
      ], town: town)
    #expect(wide?.parameter == "band")
  }

  @Test func refusesCellsFinerThanAnonymisedPoints() async throws {
    var town = Town()
    for step in 0..<16 {
      try town.add(
        5, at: 1_000 + 2_000 * Double(step % 4), 1_000 + 2_000 * Double(step / 4),
        isAnonymised: true)
    }
    let fine = ["layer": ["beat"], "size": ["500"]]
    #expect(await refusal(fine, town: town)?.parameter == "size")
    #expect(
      await refusal(fine.merging(["locations": ["as-given"]]) { $1 }, town: town) == nil)
    #expect(await refusal(["layer": ["beat"], "size": ["2500"]], town: town) == nil)
  }

  @Test func refusesUnknownLayersAndDenominators() async throws {
    var town = Town()
    try town.add(3, at: 100, 100)
    #expect(
      await refusal(["shape": ["area"], "units": ["ward"]], town: town)?.parameter == "units")
    #expect(
      await refusal(["layer": ["beat"], "denominator-layer": ["ward"]], town: town)?.parameter
        == "denominator-layer")
    #expect(
      await refusal(["layer": ["beat"], "denominator-layer": ["beat"]], town: town)?.parameter
        == "measure")
  }
}
