import Records
import Testing

@Suite struct MonthTests {
  @Test(arguments: [("2018-10", 2018, 10), ("0001-01", 1, 1), ("9999-12", 9999, 12)])
  func readsAndWrites(text: String, year: Int, month: Int) throws {
    let read = try #require(Month(text))
    #expect(read.year == year && read.month == month)
    #expect(read.description == text)
    #expect(read == Month(year: year, month: month))
  }

  @Test(arguments: [
    "", "2018", "2018-1", "2018-13", "2018-00", "0000-01", "18-10", "2018-10-01", "2018/10",
    "+018-10", "2018-+1", " 2018-10", "２０１８-10", "2018--1", "201810",
  ])
  func refusesWhatIsNoMonth(text: String) { #expect(Month(text) == nil) }

  @Test func countsAcrossYears() throws {
    let january = try #require(Month("2018-01"))
    #expect(january.advanced(by: -1).description == "2017-12")
    #expect(january.advanced(by: 12).description == "2019-01")
    #expect(january.advanced(by: 0) == january)
    for step in -40...40 {
      let other = january.advanced(by: step)
      #expect(Int(other.ordinal - january.ordinal) == step)
      #expect((january < other) == (step > 0))
      #expect((january.description < other.description) == (step > 0))
    }
  }
}
