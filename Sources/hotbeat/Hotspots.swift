import Areas
import ArgumentParser
import CrimeMapping
import FoundationEssentials
import GeoJSON
import Geodesy
import HotbeatService
import Maps
import RecordFiles
import RecordStores
import Records

struct Hotspots: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Where are the hotspots, ranked?",
    discussion: """
      A hotspot is a connected place where the density of incidents is above the level that at most \
      --hot-share of the area exceeds, with at least --min-count incidents. With --per each area of a \
      layer has its own level and ranking.

      Example: hotbeat hotspots --offence asb --from 2018-10 --to 2018-12 --per lpu --top 5 \
      --output hotspots.geojson
      """)

  @OptionGroup var store: StoreOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var question: QuestionOptions

  @Option(help: "Study the polygons of this GeoJSON file in the place of a layer.")
  var studyArea: String?

  @Option(help: "How many threads to use; results do not depend on it.")
  var threads = 2

  /// A name that no imported layer can have, as it holds a blank.
  private static let studyLayer = "study area"

  func validate() throws {
    guard studyArea == nil || (question.layer == nil && question.area.isEmpty) else {
      throw ValidationError("--study-area stands in the place of --layer and --area.")
    }
  }

  func run() async throws {
    guard threads >= 1 else { throw ValidationError("--threads takes a number from 1.") }
    let format = try output.format(among: [.geojson, .table, .csv, .svg])
    let question = try question.question
    let data = try await store.withStore(for: .reading) { store in
      try StudyData(from: store, months: question.months)
    }
    let study = try HotspotStudy(
      question, of: data, studyArea: try studyArea.map { try studyLayer($0, data) },
      threads: threads)
    let report = try await study.run()
    if report.summary.incidents == 0 {
      store.say("No incident in the store is of that kind, then and there.")
    }
    switch format {
    case .table: try output.write(report.table)
    case .csv: try output.write(report.csv)
    case .svg: try output.write(report.map().svg())
    default: try output.write(try report.featureCollection().bytes)
    }
  }

  /// The polygons of a file as a layer of their own, numbered from 1.
  private func studyLayer(_ path: String, _ data: StudyData) throws -> AreaLayer {
    guard FileManager.default.fileExists(atPath: path) else {
      throw RecordFileError.missing(path: path)
    }
    let file = try AreaFile(studyArea: SourceFile(path: path))
    let projection = try Projection(
      from: .init(file.crs ?? "EPSG:4326"), to: data.projection.target)
    let prepared = try prepare(
      file.areas, labelled: AreaLabel(layer: Self.studyLayer), through: projection)
    return AreaLayer(name: Self.studyLayer, areas: prepared.areas)
  }
}

/// The parameters of a question, described once in `HotspotQuestion.parameters`.
struct QuestionOptions: ParsableArguments {
  @Option(help: help("offence")) var offence: [String] = []
  @Option(help: help("from")) var from: String?
  @Option(help: help("to")) var to: String?
  @Option(help: help("layer")) var layer: String?
  @Option(help: help("area")) var area: [String] = []
  @Option(help: help("per")) var per: String?
  @Option(help: help("top")) var top: String?
  @Option(help: help("hot-share")) var hotShare: String?
  @Option(help: help("min-count")) var minCount: String?
  @Option(help: help("bandwidth")) var bandwidth: String?
  @Option(help: help("cell")) var cell: String?

  private static func help(_ name: String) -> ArgumentHelp {
    ArgumentHelp(stringLiteral: HotspotQuestion.parameter(name).help)
  }

  /// The question, its values checked in the same place as the service's.
  var question: HotspotQuestion {
    get throws {
      let single: [String: String?] = [
        "from": from, "to": to, "layer": layer, "per": per, "top": top, "hot-share": hotShare,
        "min-count": minCount, "bandwidth": bandwidth, "cell": cell,
      ]
      var values = single.compactMapValues { $0.map { [$0] } }
      if !offence.isEmpty { values["offence"] = offence }
      if !area.isEmpty { values["area"] = area }
      return try HotspotQuestion(values)
    }
  }
}
