import Foundation
import TestSupport
import Testing

/// The briefing map as the command writes it.
@Suite struct MapTests {
  @Test func drawsEveryHotspotWithLabelsLegendAndScaleBar() throws {
    let force = try SimulatedStore()
    let svg = try force.run("hotspots", "--offence", "asb", "--per", "lpu", "--format", "svg")
      .output
    let geoJSON = try force.run(
      "hotspots", "--offence", "asb", "--per", "lpu", "--format", "geojson"
    ).output
    let reported = geoJSON.ranges(of: #""type":"Feature","#).count
    #expect(reported >= 9)
    #expect(svg.ranges(of: "class=\"hotspot\"").count == reported)
    for name in ["Ruskwold", "Marrowholme", "Kelmholme"] { #expect(svg.contains(name)) }
    #expect(svg.contains("Incidents per km² in the period"))
    #expect(svg.contains("id=\"scale-bar\" data-metres=\"10000\""))
    #expect(svg.contains("id=\"legend\""))
    #expect(svg.contains("Bear in mind"))
    try Data(svg.utf8).write(to: force.folder.url.appending(path: "map.svg"))
    let drawn = try Program.run(
      "rsvg-convert", ["-w", "800", "map.svg", "-o", "map.png"], in: force.folder.url)
    #expect(drawn.code == 0, "\(drawn.errors)")
  }
}

/// A store of the fictional force with few months.
struct SimulatedStore {
  let folder: TemporaryFolder

  init(months: Int = 2, times: String = "month-only") throws {
    folder = try TemporaryFolder()
    #expect(
      try run("simulate", "--seed", "1", "--months", "\(months)", "--times", times, "--output", "f")
        .code == 0)
    #expect(try run("init").code == 0)
    let mapping = times == "exact" ? ["--mapping", "f/mapping.yaml"] : []
    let incidents = times == "exact" ? "f/incidents.csv" : "f/incidents"
    let imported = try Program.run(
      Program.hotbeat, ["import", "incidents", incidents] + mapping, in: folder.url)
    #expect(imported.code == 0, "\(imported.errors)")
    for (layer, parent) in [("beat", "lpu"), ("lpu", "local-authority")] {
      #expect(
        try run(
          "import", "areas", "f/\(layer).geojson", "--layer", layer, "--id", "code", "--name",
          "name", "--parent", parent, "--parent-layer", parent
        ).code == 0)
    }
  }

  func run(_ arguments: String...) throws -> Program {
    try Program.run(Program.hotbeat, arguments, in: folder.url)
  }
}

@Suite struct SimulateTests {
  @Test func exactTimesGoThroughAMapping() throws {
    let force = try SimulatedStore(months: 1, times: "exact")
    let days = try force.run(
      "hotspots", "--offence", "asb", "--from", "2023-01-07", "--to", "2023-01-08T12:00",
      "--format", "geojson")
    #expect(days.code == 0, "\(days.errors)")
    #expect(days.output.contains(#""days":1.5,"#))
    #expect(!days.output.contains("month-only-dates"))
    #expect(!days.output.contains("anonymised-locations"))
  }

  @Test func sameSeedSameFiles() throws {
    let folder = try TemporaryFolder()
    for name in ["a", "b"] {
      let run = try Program.hotbeat(
        "simulate", "--seed", "7", "--months", "1", "--output", name, in: folder.url)
      #expect(run.code == 0)
    }
    let difference = try Program.run("diff", ["-r", "a", "b"], in: folder.url)
    #expect(difference.code == 0)
    let again = try Program.hotbeat("simulate", "--output", "a", in: folder.url)
    #expect(again.code == 73)
  }
}

@Suite struct OffencesTests {
  @Test func printsTheTree() throws {
    let folder = try TemporaryFolder()
    let table = try Program.hotbeat("offences", "--format", "table", in: folder.url)
    #expect(table.output.contains("    Shoplifting"))
    #expect(table.output.contains("merges violence + sexual-offences"))
    let csv = try Program.hotbeat("offences", "--format", "csv", in: folder.url)
    #expect(csv.output.hasPrefix("code,parent,name,merges,also\n"))
  }
}
