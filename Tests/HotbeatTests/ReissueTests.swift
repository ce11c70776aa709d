import TestSupport
import Testing

@Suite struct ReissueTests {
  private let header =
    "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,"
    + "Crime type,Last outcome category,Context\n"

  private func row(_ id: String, _ outcome: String) -> String {
    "\(id),2018-10,Cheshire Constabulary,Cheshire Constabulary,-2.44,53.1,On or near A Street,,,"
      + "\(id.isEmpty ? "Anti-social behaviour" : "Burglary"),\(outcome),\n"
  }

  @Test func replacesAForceMonthAndSaysWhatChanged() throws {
    let folder = try TemporaryFolder()
    #expect(try Program.hotbeat("init", in: folder.url).code == 0)
    try folder.write(
      header + row("", "") + row("", "") + row("a", "Under investigation") + row("b", ""),
      to: "2018-10-cheshire-street.csv")
    _ = try Program.hotbeat("import", "incidents", ".", in: folder.url)
    try folder.write(
      header + row("", "") + row("", "") + row("", "") + row("a", "Charged") + row("b", ""),
      to: "2018-10-cheshire-street.csv")
    let second = try Program.hotbeat("import", "incidents", ".", in: folder.url)
    #expect(second.code == 0)
    #expect(
      second.output.contains(
        "replaced an earlier edition: 2 rows new or changed, 1 gone, 3 the same"))
    let info = try Program.hotbeat("info", "--format", "json", in: folder.url)
    #expect(info.output.contains(#""total":{"months":1,"incidents":5,"asb":3"#))
    let third = try Program.hotbeat("import", "incidents", ".", in: folder.url)
    #expect(third.output.contains("1 files were in the store already"))
  }
}
