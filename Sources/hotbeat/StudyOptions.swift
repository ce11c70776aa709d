import Areas
import ArgumentParser
import CrimeMapping
import FoundationEssentials
import Geodesy
import RecordFiles
import Records

// The parameters of questions are described once, in `CrimeMapping`, and their values are understood there;
// the command line only collects texts.

/// Which offences, when and where.
struct TermOptions<Asked: Question>: ParsableArguments {
  @Option(help: help("offence")) var offence: [String] = []
  @Option(help: help("qualifier")) var qualifier: [String] = []
  @Option(help: help("from")) var from: String?
  @Option(help: help("to")) var to: String?
  @Option(help: help("layer")) var layer: String?
  @Option(help: help("area")) var area: [String] = []

  private static func help(_ name: String) -> ArgumentHelp { Asked.help(name) }

  var values: [String: [String]] {
    ["from": from, "to": to, "layer": layer].given
      + ["offence": offence, "qualifier": qualifier, "area": area].given
  }
}

/// How chance is told from more than chance; which of these a verb takes is in its method.
struct InferenceOptions<Asked: Question>: ParsableArguments {
  @Option(help: help("replicates")) var replicates: String?
  @Option(help: help("seed")) var seed: String?
  @Option(help: help("level")) var level: String?
  @Option(help: help("alternative")) var alternative: String?
  @Option(help: help("adjust")) var adjust: String?

  private static func help(_ name: String) -> ArgumentHelp { Asked.help(name) }

  var values: [String: [String]] {
    [
      "replicates": replicates, "seed": seed, "level": level, "alternative": alternative,
      "adjust": adjust,
    ].given
  }
}

/// For whom a result about evidence is written, and how sure it is to be.
struct EvidenceOptions<Asked: EvidenceQuestion>: ParsableArguments {
  @Option(help: help("audience")) var audience: String?
  @Option(help: help("small")) var small: String?
  @Option(help: help("confidence")) var confidence: String?

  private static func help(_ name: String) -> ArgumentHelp { Asked.help(name) }

  var values: [String: [String]] {
    ["audience": audience, "small": small, "confidence": confidence].given
  }
}

/// How the surface is made.
struct SurfaceOptions: ParsableArguments {
  @Option(help: help("kernel")) var kernel: String?
  @Option(help: help("bandwidth")) var bandwidth: String?
  @Option(help: help("standard-deviation")) var standardDeviation: String?
  @Option(help: help("cell")) var cell: String?
  @Option(help: help("edge")) var edge: String?
  @Option(help: help("locations")) var locations: String?
  @Option(help: help("adaptive")) var adaptive: String?
  @Option(help: help("neighbours")) var neighbours: String?
  @Option(help: help("method")) var method: String?

  private static func help(_ name: String) -> ArgumentHelp { DensityQuestion.help(name) }

  var values: [String: [String]] {
    [
      "kernel": kernel, "bandwidth": bandwidth, "standard-deviation": standardDeviation,
      "cell": cell, "edge": edge, "locations": locations, "adaptive": adaptive,
      "neighbours": neighbours, "method": method,
    ].given
  }
}

/// What incidents count for.
struct HarmOptions: ParsableArguments {
  @Option(
    help: "Weigh incidents by this CSV table, offence,weight: the density is then one of harm.")
  var harm: String?

  /// The weights of the file.
  func weights() throws -> HarmWeights? {
    try harm.map { try HarmWeights(existingFile($0)) }
  }
}

/// Where a study is done in the place of a layer, and with how many threads.
struct RunningOptions: ParsableArguments {
  @Option(help: "Study the polygons of this GeoJSON file in the place of a layer.")
  var studyArea: String?

  @Option(help: "How many threads to use; results do not depend on it.")
  var threads = 2

  /// A name that no imported layer can have, as it holds a blank.
  private static let studyLayer = "study area"

  func check<Asked: Question>(against terms: TermOptions<Asked>) throws {
    guard threads >= 1 else { throw ValidationError("--threads takes a number from 1.") }
    guard studyArea == nil || (terms.layer == nil && terms.area.isEmpty) else {
      throw ValidationError("--study-area stands in the place of --layer and --area.")
    }
  }

  /// The polygons of the file as a layer of their own, numbered from 1.
  func studyLayer(_ data: StudyData) throws -> AreaLayer? {
    try studyArea.map { try areaLayer($0, named: Self.studyLayer, for: data) }
  }
}

/// A file that was named on the command line.
/// - Throws: when there is none.
func existingFile(_ path: String) throws(RecordFileError) -> SourceFile {
  guard FileManager.default.fileExists(atPath: path) else { throw .missing(path: path) }
  return SourceFile(path: path)
}

/// The polygons of a GeoJSON file as a layer, numbered from 1, in the metres of the store.
func areaLayer(_ path: String, named name: String, for data: StudyData) throws -> AreaLayer {
  let file = try AreaFile(studyArea: try existingFile(path))
  let projection = try Projection(
    from: .init(file.crs ?? "EPSG:4326"), to: data.projection.target)
  let prepared = try prepare(file.areas, labelled: AreaLabel(layer: name), through: projection)
  return AreaLayer(name: name, areas: prepared.areas)
}

extension Question {
  /// The help of one of the method's parameters; an option that the method does not take is hidden.
  static func help(_ name: String) -> ArgumentHelp {
    if let parameter = method.parameters.first(where: { $0.name == name }) {
      return ArgumentHelp(stringLiteral: parameter.help)
    }
    guard let file = method.files.first(where: { $0.name == name }) else { return .hidden }
    return ArgumentHelp(stringLiteral: file.help)
  }
}

extension [String: String?] {
  /// The values that were given, as lists.
  var given: [String: [String]] { compactMapValues { $0.map { [$0] } } }
}

extension [String: [String]] {
  /// The lists that hold anything.
  var given: [String: [String]] { filter { !$0.value.isEmpty } }

  static func + (a: [String: [String]], b: [String: [String]]) -> [String: [String]] {
    a.merging(b) { $0 + $1 }
  }
}
