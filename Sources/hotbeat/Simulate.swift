import ArgumentParser
import CrimeMapping
import FoundationEssentials
import GeoJSON
import RecordFiles
import Records
import Simulation

struct Simulate: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Makes up a police force with known hotspots, or scores what was found in it.",
    discussion: """
      Fenmarch Constabulary lies in the North Sea and has the shape of a real force: 4 local \
      authorities, 9 local policing units, 122 beats. Its hotspots are planted, so it can show how \
      well a method finds them.

      Examples:
        hotbeat simulate --seed 1 --output fenmarch
        hotbeat simulate score hotspots.geojson --truth fenmarch/truth.geojson
      """,
    subcommands: [SimulateForce.self, SimulateScore.self], defaultSubcommand: SimulateForce.self)
}

extension ForceParameters.Times: ExpressibleByArgument {}

struct SimulateForce: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "force",
    abstract: "Writes the files of a fictional force into a new folder.",
    discussion: """
      Month-only times give one police.uk file a month; exact times one table and the mapping that \
      reads it. truth.geojson holds the planted hotspots.
      """)

  @Option(help: "The folder to make.")
  var output: String

  @Option(help: "The seed: the same seed gives the same files.")
  var seed: UInt64 = 1

  @Option(help: "The first month.")
  var firstMonth = "2023-01"

  @Option(help: "How many months.")
  var months = 24

  @Option(help: "How finely times and places are known: month-only or exact.")
  var times = ForceParameters.Times.monthOnly

  @Flag(help: "Say nothing but errors.")
  var quiet = false

  func validate() throws {
    guard Month(firstMonth) != nil else {
      throw ValidationError("--first-month takes a month such as 2023-01.")
    }
    guard 1...240 ~= months else { throw ValidationError("--months takes a number to 240.") }
  }

  func run() async throws {
    let output = output.count > 1 && output.hasSuffix("/") ? String(output.dropLast()) : output
    guard !FileManager.default.fileExists(atPath: output) else {
      throw RecordFileError.cannotWrite(path: output, reason: "there is something already")
    }
    let force = FictionalForce(
      ForceParameters(
        seed: seed, firstMonth: Month(firstMonth) ?? Month(ordinal: 2023 * 12), months: months,
        times: times))
    let draft = output + ".\(UInt64.random(in: .min ... .max)).partial"
    do {
      for file in try SimulatedFiles(of: force).files {
        let path = draft + "/" + file.path
        let folder = path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
        try FileManager.default.createDirectory(
          atPath: folder.joined(separator: "/"), withIntermediateDirectories: true)
        try Data(file.bytes).write(to: URL(fileURLWithPath: path))
      }
      try FileManager.default.moveItem(atPath: draft, toPath: output)
    } catch let error as CocoaError {
      try? FileManager.default.removeItem(atPath: draft)  // nothing half-made stays
      throw RecordFileError.cannotWrite(path: output, reason: error.plainReason)
    }
    if !quiet {
      Terminal.say(
        "Made \(output): \(grouped(force.incidents.count)) incidents in \(months) months, "
          + "\(force.beats.count) beats, \(force.hotspots.count) planted hotspots.")
    }
  }
}

struct SimulateScore: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "score",
    abstract: "Counts the planted hotspots that were found, and the reported ones that are false.",
    discussion: """
      Planted hotspots count that have at least three times the risk around them and 30 incidents. \
      One is found when its centre lies in a reported hotspot; a reported one is false when it meets \
      no planted disc.
      """)

  @Argument(help: "The GeoJSON that `hotbeat hotspots` wrote.")
  var hotspots: String

  @Option(help: "The truth.geojson of the simulated force.")
  var truth: String

  @OptionGroup var output: OutputOptions

  func run() async throws {
    for path in [hotspots, truth] where !FileManager.default.fileExists(atPath: path) {
      throw RecordFileError.missing(path: path)
    }
    let score: DetectionScore
    do {
      score = try DetectionScore(
        hotspots: SourceFile(path: hotspots), truth: SourceFile(path: truth))
    } catch let error as GeoJSONError {
      throw RecordFileError.badGeoJSON(file: hotspots, error)
    }
    switch try output.form(among: [.json, .table]) {
    case .table:
      try output.write(
        "\(score.found) of \(score.planted) planted hotspots were found; "
          + "\(score.falselyReported) of \(score.reported) reported ones are false.\n")
    default:
      let json = JSONValue.object([
        .init("planted", .integer(score.planted)), .init("found", .integer(score.found)),
        .init("reported", .integer(score.reported)),
        .init("falsely_reported", .integer(score.falselyReported)),
      ])
      try output.write(JSONWriter.bytes(of: json) + [UInt8(ascii: "\n")])
    }
  }
}
