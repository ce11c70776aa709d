import Records
import Testing

@Suite struct DailyHoursTests {
  @Test(arguments: [
    ("20:00-04:00", 480, true), ("07:00-23:00", 960, false), ("00:00-24:00", 1_440, false),
    ("22:30-00:00", 90, false),
  ])
  func readsWhatItWrites(_ text: String, minutes: Int, crosses: Bool) throws {
    let hours = try #require(DailyHours(text))
    #expect(hours.minutes == minutes && hours.crossesMidnight == crosses)
    #expect((0..<1_440).count(where: hours.contains) == minutes)
    #expect(DailyHours(hours.description) == hours)
  }

  @Test func holdsItsStartAndNotItsEnd() throws {
    let night = try #require(DailyHours("20:00-04:00"))
    #expect(night.contains(1_200) && night.contains(0) && night.contains(239))
    #expect(!night.contains(240) && !night.contains(1_199))
  }

  @Test(arguments: [
    "", "20:00", "20:00-20:00", "24:00-04:00", "8:00-10:00", "20.00-04.00", "20:60-04:00",
    "20:00-25:00", "-04:00", "20:00-04:00-05:00",
  ])
  func readsNothingElse(_ text: String) { #expect(DailyHours(text) == nil) }

  @Test(arguments: [
    ("fri", DayName.friday), ("Friday", .friday), ("MON", .monday), ("sunday", .sunday),
  ])
  func readsDays(_ text: String, _ day: DayName) { #expect(DayName(text) == day) }

  @Test(arguments: ["", "fr", "frid", "8"])
  func readsNoOtherDays(_ text: String) { #expect(DayName(text) == nil) }
}
