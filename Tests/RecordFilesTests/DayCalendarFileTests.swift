import RecordFiles
import Records
import Testing

@Suite struct DayCalendarFileTests {
  private let folder: SourceFolder

  init() throws { folder = try SourceFolder() }

  private func calendar(_ rows: String) throws -> DayCalendar {
    try DayCalendar(try folder.write("from,to,name,kind\n" + rows, to: "days.csv"))
  }

  @Test func readsDaysAndRangesOfDays() throws {
    let calendar = try calendar(
      """
      2019-04-08,2019-04-22,Easter holidays,school holiday
      2019-04-19,,Good Friday,bank holiday
      2019-12-25,2019-12-26,Christmas,bank holiday

      """)
    #expect(calendar.entries.count == 3 && calendar.file == "days.csv")
    #expect(calendar.kinds == ["school holiday", "bank holiday"])
    // 19 April 2019 is day 18,005 since 1970.
    #expect(calendar.entries[1].days == 18_005...18_005)
    #expect(calendar.entries[0].days.count == 15)
    #expect(calendar.days(of: "bank holiday") == [18_005, 18_255, 18_256])
  }

  @Test(arguments: [
    ("2019-02-30,,A,b", "from", "is no day such as 2019-04-15"),
    ("2019-02-03,2019-02-01,A,b", "to", "is before from"),
    ("2019-02-03,2039-02-01,A,b", "to", "is more than ten years later"),
    ("2019-02-03,,,b", "name", "is blank"), ("2019-02-03,,A,", "kind", "is blank"),
  ])
  func rowsAtFaultAreNamed(_ row: String, _ column: String, _ reason: String) throws {
    #expect {
      _ = try calendar(row + "\n")
    } throws: { error in
      guard case RecordFileError.badRows(let rejects) = error else { return false }
      return rejects.count == 1 && rejects[0].column == column && rejects[0].reason == reason
        && rejects[0].row == 2
    }
  }
}

@Suite struct OffenceScoresFileTests {
  private let folder: SourceFolder

  init() throws { folder = try SourceFolder() }

  private func scores(_ rows: String) throws -> OffenceScores {
    try OffenceScores(try folder.write("offence,criterion,score\n" + rows, to: "scores.csv"))
  }

  @Test func aScoreHoldsForAllBelowIt() throws {
    let scores = try scores("theft,Expectation,2\nburglary,expectation,5\nasb,impact,3.5\n")
    let tree = OffenceTree.standard
    func score(_ code: String, _ criterion: String) throws -> Double? {
      scores.score(of: try #require(tree.id(code: code)), by: criterion)
    }
    #expect(scores.criteria == ["expectation", "impact"])
    #expect(try score("shoplifting", "expectation") == 2)
    #expect(try score("burglary-residential", "expectation") == 5)
    #expect(try score("asb-personal", "impact") == 3.5)
    #expect(try score("robbery", "expectation") == nil)
  }

  @Test(arguments: [
    ("odd,a,2", "offence"), ("asb,,2", "criterion"), ("asb,a,6", "score"), ("asb,a,x", "score"),
  ])
  func rowsAtFaultAreNamed(_ row: String, _ column: String) throws {
    #expect {
      _ = try scores(row + "\n")
    } throws: { error in
      guard case RecordFileError.badRows(let rejects) = error else { return false }
      return rejects.count == 1 && rejects[0].column == column
    }
  }

  @Test func aCriterionIsScoredOnce() throws {
    #expect(throws: RecordFileError.self) { try scores("asb,a,2\nAnti-social behaviour,A,3\n") }
  }
}
