import Foundation
import TestSupport
import Testing

/// A small store that the real binary fills: two beats of about 5 km side by side, with a few incidents
/// in each.
struct VillageStore {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.write(Self.beats, to: "beats.geojson")
    try folder.write(Self.mapping, to: "map.yaml")
    try folder.write(Self.incidents, to: "incidents.csv")
    for arguments in [
      ["init"],
      ["import", "areas", "beats.geojson", "--layer", "beat", "--id", "id", "--name", "name"],
      ["import", "incidents", "incidents.csv", "--mapping", "map.yaml"],
    ] {
      let run = try run(arguments)
      #expect(run.code == 0, "\(run.errors)")
    }
  }

  func run(_ arguments: [String]) throws -> Program {
    try Program.run(Program.hotbeat, arguments, in: folder.url)
  }

  func run(_ arguments: String...) throws -> Program { try run(arguments) }

  /// Shoplifting in the west, twenty times; a homicide in the east, with six drug offences there.
  private static let incidents =
    "x,y,month,type\n"
    + String(repeating: "-2.5,53.1,2020-01,shoplifting\n", count: 20)
    + "-2.42,53.1,2020-01,homicide\n"
    + String(repeating: "-2.42,53.1,2020-01,drug-possession\n", count: 6)

  private static let mapping = """
    columns:
      longitude: x
      latitude: y
      month: month
      offence: type

    """

  private static let beats = """
    {"type":"FeatureCollection","features":[
      {"type":"Feature","properties":{"id":"W","name":"West"},"geometry":{"type":"Polygon",
       "coordinates":[[[-2.53,53.07],[-2.46,53.07],[-2.46,53.13],[-2.53,53.13],[-2.53,53.07]]]}},
      {"type":"Feature","properties":{"id":"E","name":"East"},"geometry":{"type":"Polygon",
       "coordinates":[[[-2.46,53.07],[-2.39,53.07],[-2.39,53.13],[-2.46,53.13],[-2.46,53.07]]]}}]}
    """
}
