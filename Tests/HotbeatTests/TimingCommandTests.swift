import Foundation
import TestSupport
import Testing

/// `hotbeat timing` and `hotbeat case-review` on real data: robberies of Memphis in 2019, and what must be refused.
@Suite(.enabled(if: OpenData.isPresent, "the open data is not here"))
struct TimingCommandTests {
  private let own: TemporaryFolder

  init() throws { own = try TemporaryFolder() }

  @discardableResult
  private func run(_ arguments: [String], code: Int32 = 0) throws -> Program {
    let run = try Program.run(Program.hotbeat, arguments, in: own.url)
    #expect(run.code == code, "\(run.errors)")
    return run
  }

  private func fill() throws {
    let data = try #require(OpenData.folder).appending(path: "memphis_robberies")
    try own.write(Self.mapping, to: "map.yaml")
    try own.write(Self.city, to: "city.geojson")
    try run(["init", "--crs", "EPSG:32616"])
    let file = data.appending(path: "memphis_robberies.csv").path
    try run(["import", "incidents", file, "--mapping", "map.yaml"])
  }

  private func object(_ text: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  /// The blocks of a document by their names.
  private func blocks(_ text: String) throws -> [String: [String: Any]] {
    let sections = try #require(try object(text)["sections"] as? [[String: Any]])
    let blocks = sections.flatMap { $0["blocks"] as? [[String: Any]] ?? [] }
    return Dictionary(
      blocks.compactMap { block in (block["id"] as? String).map { ($0, block) } },
      uniquingKeysWith: { first, _ in first })
  }

  @Test func robberiesOfMemphisAreOfTheEvening() throws {
    try fill()
    let timing = [
      "timing", "--study-area", "city.geojson", "--time-zone", "America/Chicago", "--format",
    ]
    let json = try run(timing + ["json"]).output
    let found = try blocks(json)
    let hours = try #require(found["hours"]?["rows"] as? [[String: Any]])
    #expect(hours.count == 24)
    let total = hours.reduce(0.0) { $0 + ($1["incidents"] as? Double ?? 0) }
    // 2,245 robberies, less those at 00:00, whose time is unknown.
    let text = try String(
      contentsOf: try #require(OpenData.folder)
        .appending(path: "memphis_robberies/memphis_robberies.csv"), encoding: .utf8)
    let midnights = text.split(separator: "\n").count { $0.contains(" 00:00:00,") }
    #expect(abs(total - Double(2_245 - midnights)) < 1e-9)
    let evening = try #require(hours.first { $0["hour"] as? String == "20:00–21:00" })
    let written = text.split(separator: "\n").count { $0.contains(#/ 20:[0-5][0-9]:/#) }
    #expect(evening["incidents"] as? Double == Double(written))
    #expect(evening["verdict"] as? String == "more")
    let night = try #require((found["windows"]?["rows"] as? [[String: Any]])?.first)
    let low = try #require(night["share_low"] as? Double)
    #expect(low > 0.4)
    for form in ["svg", "html", "csv", "table"] {
      #expect(try !run(timing + [form]).output.isEmpty)
    }
    let grid = try run(timing + ["svg"]).output
    #expect(grid.contains("Saturday") && grid.hasSuffix("</svg>\n"))
  }

  @Test func daysOfACalendarAreCompared() throws {
    try fill()
    try own.write(
      "from,to,name,kind\n2019-07-04,,Independence Day,public holiday\n2019-12-25,,Christmas,public holiday\n",
      to: "days.csv")
    let json = try run([
      "timing", "--study-area", "city.geojson", "--time-zone", "America/Chicago", "--calendar",
      "days.csv", "--format", "json",
    ]).output
    let rows = try #require(try blocks(json)["calendar"]?["rows"] as? [[String: Any]])
    #expect(rows.map { $0["days"] as? Int } == [2, 1, 1])
    try own.write("from,to,name,kind\n2019-13-04,,Odd,x\n", to: "odd.csv")
    let odd = try run(
      ["timing", "--study-area", "city.geojson", "--calendar", "odd.csv"], code: 65)
    #expect(odd.errors.contains("2019-13-04"))
    try run(["timing", "--study-area", "city.geojson", "--calendar", "none.csv"], code: 66)
  }

  @Test func reportsOfOnePlaceAreListed() throws {
    try fill()
    let json = try run([
      "case-review", "--study-area", "city.geojson", "--threshold", "5", "--format", "json",
    ]).output
    let rows = try #require(try blocks(json)["cases"]?["rows"] as? [[String: Any]])
    #expect(!rows.isEmpty)
    for row in rows {
      let most = try #require(row["most"] as? Double)
      let dates = try #require(row["dates"] as? String).split(separator: " ")
      #expect(most >= 5 && dates.count >= Int(most) && dates == dates.sorted())
    }
    try run(["case-review", "--study-area", "city.geojson", "--audience", "public"], code: 64)
  }

  @Test func monthsAndAnonymousPointsOfPoliceUKAreRefused() throws {
    let store = try CheshireStore.shared.get()
    let timing = try run(["timing", "--store", store.path, "--offence", "burglary"], code: 64)
    #expect(timing.errors.contains("only the month is known") && timing.output.isEmpty)
    let review = try run(["case-review", "--store", store.path, "--offence", "asb"], code: 64)
    #expect(review.errors.contains("anonymisation points") && review.output.isEmpty)
  }

  private static let mapping = """
    columns:
      id: uid
      longitude: X
      latitude: Y
      occurred_from: date
    timezone: America/Chicago
    constants:
      offence: robbery

    """

  private static let city = """
    {"type":"FeatureCollection","features":[
      {"type":"Feature","properties":{},"geometry":{"type":"Polygon","coordinates":
       [[[-90.5,34.8],[-89.5,34.8],[-89.5,35.5],[-90.5,35.5],[-90.5,34.8]]]}}]}

    """
}
