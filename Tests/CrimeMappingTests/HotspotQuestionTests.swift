import CrimeMapping
import Records
import Testing

@Suite struct HotspotQuestionTests {
  @Test func understandsEveryParameter() throws {
    let question = try HotspotQuestion([
      "offence": ["asb", "theft"], "from": ["2018-10"], "to": ["2018-12"], "layer": ["lpu"],
      "area": ["A"], "per": ["beat"], "top": ["3"], "hot-share": ["0.02"], "min-count": ["7"],
      "bandwidth": ["250"], "cell": ["25"],
    ])
    #expect(question.offences == ["asb", "theft"])
    #expect(question.top == 3)
    #expect(question.hotShare == 0.02)
    #expect(question.minCount == 7)
    #expect(question.bandwidth == 250)
    #expect(question.cell == 25)
    #expect(question.months?.contains(try #require(Month("2018-11"))) == true)
  }

  @Test func hasTheStatedDefaults() throws {
    let question = try HotspotQuestion([:])
    #expect(question.bandwidth == 300)
    #expect(question.cell == 50)
    #expect(question.hotShare == 0.01)
    #expect(question.minCount == 5)
    #expect(question.top == nil)
    #expect(question.months == nil)
  }

  @Test(arguments: [
    ("hot-share", "2"), ("hot-share", "x"), ("top", "0"), ("top", "1.5"), ("min-count", "-1"),
    ("bandwidth", "nan"), ("bandwidth", "20"), ("cell", ""), ("from", "October"),
    ("from", "2018-13"), ("to", "2018-02-30"), ("tpo", "5"),
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
