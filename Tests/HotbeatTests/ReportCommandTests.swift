import Foundation
import FoundationXML
import TestSupport
import Testing

/// `hotbeat report` on the real data.
@Suite(.enabled(if: OpenData.isPresent, "the open data is not here"))
struct ReportCommandTests {
  private let store: CheshireStore.Filled
  private let own: TemporaryFolder
  private let terms = [
    "--layer", "lpu", "--area", "Crewe", "--from", "2018-10", "--to", "2018-12",
    "--against-from", "2016-10", "--against-to", "2016-12",
  ]

  init() throws {
    store = try CheshireStore.shared.get()
    own = try TemporaryFolder()
  }

  private func report(_ more: String...) throws -> Program {
    try Program.run(
      Program.hotbeat, ["report", "--store", store.path] + terms + more, in: own.url)
  }

  /// One page that needs nothing else, with the parts that month-only data can answer, and why not of the
  /// others.
  @Test func writesThePagesOfCrewe() throws {
    let run = try report("--output", "crewe.html")
    #expect(run.code == 0, "\(run.errors)")
    let html = try String(contentsOfFile: own.file("crewe.html"), encoding: .utf8)
    let page = try XMLDocument(xmlString: html, options: [])
    #expect(page.rootElement()?.name == "html")
    for words in [
      "Strategic assessment: Crewe", "What stands out", "Hotspots of",
      "What to bear in mind", "How it was reckoned", "against October to December 2016",
    ] { #expect(html.contains(words), "\(words)") }
    for word in ["<script", "<link", "src=", "@import"] { #expect(!html.contains(word)) }
    let json = try report("--format", "json").output
    #expect(json.contains("\"question\":\"report\"") || json.contains("\"question\": \"report\""))
  }

  /// The same bytes twice, but for the time it took.
  @Test func writesTheSameAgain() throws {
    let pages = try ["--threads=1", "--threads=2"].map { try report("--format", "html", $0).output }
    #expect(pages[0] == pages[1] && pages[0].count > 20_000)
  }

  @Test func refusesHalfAPeriod() throws {
    let run = try Program.run(
      Program.hotbeat, ["report", "--store", store.path, "--against-from", "2016-10"],
      in: own.url)
    #expect(run.code == 64 && run.errors.contains("--against-to"))
  }
}
