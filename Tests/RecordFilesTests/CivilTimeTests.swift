import Foundation
import RecordFiles
import Records
import TestSupport
import Testing

@Suite struct CivilTimeTests {
  private static let zones = [
    "Europe/London", "America/Chicago", "Asia/Kolkata", "Pacific/Auckland", "Australia/Lord_Howe",
    "UTC",
  ]

  private func zone(_ name: String) throws -> CivilTime {
    try #require(CivilTime(identifier: name))
  }

  private func local(_ text: String) throws -> LocalTime {
    try #require(WrittenTime(text)).time
  }

  /// Clocks went forward on 25 March at 1521939600, 01:00 UTC, and back on 28 October at 1540688400.
  @Test(arguments: [
    ("2018-03-25 00:59:59", 1_521_939_599), ("2018-03-25 01:00", 1_521_939_600),
    ("2018-03-25 01:30", 1_521_941_400), ("2018-03-25 02:00", 1_521_939_600),
    ("2018-03-25 02:00:01", 1_521_939_601), ("2018-10-28 00:59:59", 1_540_684_799),
    ("2018-10-28 01:00", 1_540_684_800), ("2018-10-28 01:30", 1_540_686_600),
    ("2018-10-28 01:59:59", 1_540_688_399), ("2018-10-28 02:00", 1_540_692_000),
    ("1970-01-01 00:00", -3_600), ("2018-12-31 23:59:59", 1_546_300_799),
  ])
  func londonTurnsItsClocks(text: String, seconds: Int64) throws {
    #expect(CivilTime.london.instant(try local(text)) == Instant(seconds: seconds))
  }

  /// Forward on 11 March at 1520755200, back on 4 November at 1541314800.
  @Test(arguments: [
    ("2018-03-11 01:59:59", 1_520_755_199), ("2018-03-11 03:00", 1_520_755_200),
    ("2018-11-04 00:59:59", 1_541_311_199), ("2018-11-04 01:30", 1_541_313_000),
    ("2018-11-04 02:00", 1_541_318_400),
  ])
  func chicagoTurnsItsClocks(text: String, seconds: Int64) throws {
    #expect(try zone("America/Chicago").instant(try local(text)) == Instant(seconds: seconds))
  }

  @Test func monthsStartAtMidnightHere() throws {
    let starts: [(String, String, Int64)] = [
      ("Europe/London", "2018-01", 1_514_764_800), ("Europe/London", "2018-07", 1_530_399_600),
      ("Europe/London", "2018-04", 1_522_537_200), ("America/Chicago", "2018-07", 1_530_421_200),
    ]
    for (name, text, seconds) in starts {
      let month = try #require(Month(text))
      let start = try zone(name).start(of: month)
      #expect(start == Instant(seconds: seconds))
      #expect(try zone(name).month(of: start) == month)
      let before = Instant(seconds: seconds - 1)
      #expect(try zone(name).month(of: before) == month.advanced(by: -1))
      #expect(try zone(name).day(of: start) == CalendarDay(text + "-01"))
    }
  }

  @Test(arguments: [
    ("2018-10-05", "2018-10-06"), ("2018-10-31", "2018-11-01"), ("2018-12-31", "2019-01-01"),
    ("2020-02-28", "2020-02-29"), ("2020-02-29", "2020-03-01"), ("1900-02-28", "1900-03-01"),
    ("2000-02-28 13:45", "2000-02-29"),
  ])
  func theNextDayFollows(day: String, next: String) throws {
    #expect(try local(day).nextDay == (try local(next)))
  }

  @Test func zonesThatAreNotThereAreRefused() {
    #expect(CivilTime(identifier: "Europe/Chester") == nil)
    #expect(CivilTime(identifier: "") == nil)
  }

  /// Compared with Foundation's calendar on moments from 1930 to 2090.
  @Test(arguments: zones)
  func agreesWithFoundation(name: String) throws {
    let zone = try zone(name)
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = try #require(TimeZone(identifier: name))
    var random = SplitMix(state: 3)
    for _ in 0..<1_000 {
      let seconds = Int64.random(in: -1_262_304_000...3_786_912_000, using: &random)
      let date = Date(timeIntervalSince1970: Double(seconds))
      let parts = calendar.dateComponents(
        [.year, .month, .day, .hour, .minute, .second], from: date)
      let (year, month) = (try #require(parts.year), try #require(parts.month))
      let day = try #require(parts.day)
      #expect(zone.month(of: Instant(seconds: seconds)) == Month(year: year, month: month))
      #expect(
        zone.day(of: Instant(seconds: seconds))?.description
          == String(format: "%04d-%02d-%02d", year, month, day))
      let local = LocalTime(
        year: year, month: month, day: day, hour: parts.hour ?? 0, minute: parts.minute ?? 0,
        second: parts.second ?? 0)
      let back = zone.instant(local).seconds
      // What clocks show twice means the first time, at most an hour or so before.
      #expect(back == seconds || (1...7_200 ~= seconds - back && isTwice(seconds, calendar)))
      let start = zone.start(of: try #require(Month(year: year, month: month))).seconds
      let first = DateComponents(year: year, month: month, day: 1)
      #expect(calendar.date(from: first)?.timeIntervalSince1970 == Double(start))
    }
  }

  /// Whether clocks went back within the two hours before.
  private func isTwice(_ seconds: Int64, _ calendar: Calendar) -> Bool {
    let offsets = [seconds - 7_200, seconds].map {
      calendar.timeZone.secondsFromGMT(for: Date(timeIntervalSince1970: Double($0)))
    }
    return offsets[0] > offsets[1]
  }
}

@Suite struct WrittenTimeTests {
  @Test(arguments: [
    ("2018-10-05", DateOrder.iso, "2018-10-05 00:00"),
    ("2018-10-05T21:00", .iso, "2018-10-05 21:00"),
    ("2018-10-05 21:00:30.999", .iso, "2018-10-05 21:00:30"),
    ("2018/1/5 9:05", .iso, "2018-01-05 09:05"),
    ("05/10/2018 21:00", .dayFirst, "2018-10-05 21:00"),
    ("5.1.2018", .dayFirst, "2018-01-05 00:00"),
    ("10/05/2018 21:00", .monthFirst, "2018-10-05 21:00"),
    ("29-02-2020", .dayFirst, "2020-02-29 00:00"),
  ])
  func readsDatesInTheirOrder(text: String, order: DateOrder, iso: String) throws {
    let written = try #require(WrittenTime(text, order: order))
    #expect(written.time == (try #require(WrittenTime(iso)).time))
    #expect(written.isDay == !text.contains(":"))
  }

  @Test(arguments: [
    ("2018-07-01T12:00:00Z", 1_530_446_400), ("2018-07-01T12:00:00+01:00", 1_530_442_800),
    ("2018-07-01 12:00-0530", 1_530_466_200), ("2018-07-01 12:00", 1_530_442_800),
    ("2018-01-01 12:00", 1_514_808_000),
  ])
  func anOffsetGoesBeforeTheZone(text: String, seconds: Int64) throws {
    #expect(try #require(WrittenTime(text)).instant(in: .london) == Instant(seconds: seconds))
  }

  @Test(arguments: [
    ("", DateOrder.iso), ("yesterday", .iso), ("2018-10", .iso), ("18-10-05", .iso),
    ("2018-02-30", .iso), ("2018-13-01", .iso), ("05/10/2018", .iso), ("2018-10-05", .dayFirst),
    ("13/10/2018", .monthFirst), ("10/13/2018", .dayFirst), ("2018-10-05 24:00", .iso),
    ("2018-10-05 21", .iso), ("2018-10-05 21:60", .iso), ("2018-10-05 21:00:61", .iso),
    ("2018-10-05 9:00 PM", .iso), ("2018-10-05 21:00+1", .iso), ("2018-10-05 21:00:00:00", .iso),
    ("2018-10-05 -1:00", .iso), ("2018-10-+5", .iso), ("2018--10-05", .iso),
    ("2018-10-05-", .iso), ("05/10/18", .dayFirst),
  ])
  func refusesWhatIsNoTime(text: String, order: DateOrder) {
    #expect(WrittenTime(text, order: order) == nil)
  }

  @Test(arguments: [
    ("2019-08-31 10:30", 6, "2020-02-29 10:30"), ("2020-01-15 00:00", 6, "2020-07-15 00:00"),
    ("2019-03-31 12:00", 1, "2019-04-30 12:00"), ("2019-12-31 23:59", 12, "2020-12-31 23:59"),
  ])
  func monthsLaterShowTheSameTime(_ from: String, _ months: Int, _ to: String) throws {
    let london = CivilTime.london
    let start = try #require(WrittenTime(from)).instant(in: london)
    let end = try #require(WrittenTime(to)).instant(in: london)
    #expect(london.moment(start, monthsLater: months) == end)
  }
}
