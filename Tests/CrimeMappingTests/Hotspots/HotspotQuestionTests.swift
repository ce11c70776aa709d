import CrimeMapping
import Hotspots
import Records
import Testing

@Suite struct HotspotQuestionTests {
  @Test func understandsEveryParameter() throws {
    let question = try HotspotQuestion([
      "offence": ["asb", "theft"], "from": ["2018-10"], "to": ["2018-12"], "layer": ["lpu"],
      "area": ["A"], "per": ["beat"], "top": ["3"], "hot-share": ["0.02"], "min-count": ["7"],
      "kernel": ["epanechnikov"], "bandwidth": ["250"], "cell": ["25"], "edge": ["jones-diggle"],
      "locations": ["as-given"], "method": ["sweep"],
    ])
    #expect(question.terms.offences == ["asb", "theft"])
    #expect(question.top == 3)
    #expect(question.hotShare == 0.02)
    #expect(question.minCount == 7)
    #expect(question.surface.kernel == .epanechnikov)
    #expect(question.surface.width == .radius(250))
    #expect(question.surface.cell == 25)
    #expect(question.surface.edge == .jonesDiggle)
    #expect(question.surface.locations == .given)
    #expect(question.surface.method == .sweep)
    #expect(question.months?.contains(try #require(Month("2018-11"))) == true)
  }

  @Test func hasTheStatedDefaults() throws {
    let question = try HotspotQuestion([:])
    #expect(question.surface.kernel == .quartic)
    #expect(question.surface.width == .radius(300))
    #expect(question.surface.cell == 50)
    #expect(question.surface.edge == .uniform)
    #expect(question.surface.locations == nil)
    #expect(question.surface.adaptive == nil)
    #expect(question.hotShare == 0.01)
    #expect(question.minCount == 5)
    #expect(question.top == nil)
    #expect(question.months == nil)
  }

  @Test(arguments: [
    ("hot-share", "2"), ("hot-share", "x"), ("top", "0"), ("top", "1.5"), ("min-count", "-1"),
    ("bandwidth", "nan"), ("bandwidth", "20"), ("cell", ""), ("from", "October"),
    ("from", "2018-13"), ("to", "2018-02-30"), ("tpo", "5"), ("kernel", "square"),
    ("bandwidth", "best"), ("standard-deviation", "10"), ("edge", "sharp"), ("neighbours", "5"),
    ("method", "gridding"), ("adaptive", "yes"),
  ])
  func namesTheParameterThatCannotBeUsed(name: String, value: String) throws {
    let error = #expect(throws: StudyError.self) { try HotspotQuestion([name: [value]]) }
    #expect(error?.parameter == name)
    #expect(error?.sentence().hasSuffix(".") == true)
  }

  @Test func refusesAPeriodThatEndsBeforeItStarts() {
    let values = ["from": ["2018-12"], "to": ["2018-10"]]
    #expect(throws: StudyError.reversedPeriod(from: "2018-12", to: "2018-10")) {
      try HotspotQuestion(values)
    }
  }

  @Test func refusesASecondValue() {
    #expect(throws: StudyError.self) { try HotspotQuestion(["top": ["1", "2"]]) }
  }
}

@Suite struct DensityQuestionTests {
  @Test func understandsWhatIsShown() throws {
    #expect(try DensityQuestion([:]).show == .density)
    #expect(try DensityQuestion(["show": ["months"]]).show == .months(width: 3))
    #expect(
      try DensityQuestion(["show": ["scales"], "scale": ["300", "100"]]).show
        == .scales([100, 300]))
    #expect(
      try DensityQuestion(["show": ["ratio"], "compare-layer": ["lsoa"]]).show
        == .ratio(.measure(layer: "lsoa", name: "residents")))
    let change = try DensityQuestion([
      "show": ["difference"], "from": ["2020-01"], "to": ["2020-03"], "compare-from": ["2018-01"],
      "compare-to": ["2018-03"],
    ])
    let months = try #require(change.months)
    for month in ["2018-01", "2020-03"] { #expect(months.contains(try #require(Month(month)))) }
    #expect(try DensityQuestion(["at": ["-2.44,53.1"]]).places.count == 1)
  }

  @Test(arguments: [
    ("show", ["show": ["nothing"]]), ("show", ["show": ["difference"]]),
    ("to", ["show": ["ratio"], "compare-from": ["2020-02"], "compare-to": ["2019-01"]]),
    ("compare-from", ["compare-from": ["2019-01"]]), ("scale", ["scale": ["100"]]),
    ("months-width", ["show": ["scales"], "months-width": ["2"]]),
    ("at", ["at": ["53"]]), ("at", ["at": ["200,10"]]),
    ("at", ["at": ["-2,53"], "show": ["months"]]), ("level", ["level": ["high"]]),
    ("edge", ["show": ["ratio"], "compare-from": ["2019-01"], "edge": ["jones-diggle"]]),
    ("adaptive", ["show": ["months"], "adaptive": ["abramson"]]),
    ("at", ["at": ["-2,53"], "adaptive": ["abramson"]]),
    ("breaks", ["show": ["scales"], "breaks": ["equal"]]),
    ("compare-layer", ["show": ["ratio"], "compare-layer": ["a"], "compare-from": ["2019-01"]]),
  ])
  func namesTheParameterThatCannotBeUsed(name: String, values: [String: [String]]) throws {
    let error = #expect(throws: StudyError.self) { try DensityQuestion(values) }
    #expect(error?.parameter == name)
    #expect(error?.sentence().hasSuffix(".") == true)
  }
}

@Suite struct TimeBoundTests {
  @Test func coversAMonthInLondonTime() throws {
    let october = try #require(TimeBound("2018-10"))
    // 1 October is in summer time, 1 November is not.
    #expect(october.start.seconds == 1_538_348_400)
    #expect(october.end.seconds == 1_541_030_400)
    #expect(october.isMonth)
  }

  @Test func coversADayAndAMoment() throws {
    let day = try #require(TimeBound("2018-10-28"))
    #expect(day.end.seconds - day.start.seconds == 25 * 3_600)
    let moment = try #require(TimeBound("2018-10-05T21:00"))
    #expect(moment.start == moment.end)
    #expect(moment.start.seconds == 1_538_769_600)
    #expect(TimeBound("2018-10-05T21:00Z")?.start.seconds == 1_538_773_200)
  }
}
