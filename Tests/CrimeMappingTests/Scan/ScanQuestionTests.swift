import CrimeMapping
import Hotspots
import Testing

@Suite struct ScanQuestionTests {
  @Test func understandsEveryParameter() throws {
    let question = try ScanQuestion([
      "offence": ["asb"], "from": ["2018-10"], "model": ["poisson"], "when": ["retrospective"],
      "units": ["lsoa"], "measure": ["households"], "max-share": ["0.2"], "max-radius": ["2500"],
      "windows": ["28, 7,7"], "shape": ["ellipse"], "penalty": ["1"], "rates": ["both"],
      "overlap": ["centres-outside"], "top": ["3"], "replicates": ["99"], "seed": ["5"],
      "level": ["0.01"],
    ])
    #expect(question.model == .poisson && question.when == .retrospective)
    #expect(question.units == "lsoa" && question.measure == "households")
    #expect(question.limits == ScanLimits(share: 0.2, radius: 2_500))
    #expect(question.windows == [7, 28])
    #expect(question.shape == .ellipse(ScanEllipses(penalty: 1)))
    #expect(question.rates == .both && question.overlap == .centresOutside)
    #expect(question.most == 3)
    #expect(question.inference.replicates == 99 && question.inference.seed == 5)
    #expect(question.inference.level == 0.01)
  }

  @Test func hasTheStatedDefaults() throws {
    let question = try ScanQuestion([:])
    #expect(question.model == .permutation && question.when == .prospective)
    #expect(question.limits == ScanLimits(share: 0.1, radius: 1_000, cases: 2))
    #expect(question.windows == nil && question.every == nil)
    #expect(question.shape == .circle && question.rates == .high && question.overlap == .none)
    #expect(question.inference.replicates == 999 && question.inference.seed == 1)
    #expect(try ScanQuestion(["when": ["none"], "units": ["beat"]]).model == .poisson)
    let compared = try ScanQuestion(["when": ["none"], "controls": ["theft"]])
    #expect(compared.model == .bernoulli)
    #expect(compared.controls?.offences == ["theft"])
  }

  /// What is missing, or would have no effect, is refused by name.
  @Test(arguments: [
    (["model": "permutation", "when": "none"], "when"), (["when": "none"], "units"),
    (["model": "poisson"], "units"), (["model": "bernoulli"], "controls"),
    (["controls": "theft"], "controls"), (["measure": "residents"], "measure"),
    (["when": "none", "units": "beat", "windows": "7"], "windows"),
    (["when": "retrospective", "every": "7"], "every"), (["penalty": "1"], "penalty"),
    (["windows": "7,x"], "windows"), (["windows": "0"], "windows"), (["windows": ","], "windows"),
    (["max-share": "0.9"], "max-share"), (["max-radius": "1"], "max-radius"),
    (["shape": "square"], "shape"), (["rates": "odd"], "rates"), (["overlap": "x"], "overlap"),
    (["replicates": "1"], "replicates"), (["alternative": "less"], "alternative"),
  ])
  func namesTheParameterThatCannotBeUsed(values: [String: String], parameter: String) {
    let error = #expect(throws: StudyError.self) { try ScanQuestion(values.mapValues { [$0] }) }
    #expect(error?.parameter == parameter)
    #expect(error?.sentence().hasSuffix(".") == true)
  }
}
