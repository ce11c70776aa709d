import ArgumentParser
import CrimeMapping
import GeoJSON
import HotbeatService
import Maps
import RecordStores

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
  @OptionGroup var terms: TermOptions
  @OptionGroup var ranking: RankingOptions
  @OptionGroup var surface: SurfaceOptions
  @OptionGroup var running: RunningOptions

  func validate() throws { try running.check(against: terms) }

  func run() async throws {
    let format = try output.format(among: [.geojson, .table, .csv, .svg])
    let question = try HotspotQuestion(terms.values + ranking.values + surface.values)
    let harm = try running.harmWeights()
    let data = try await store.withStore(for: .reading) { store in
      try StudyData(from: store, months: question.months)
    }
    let study = try HotspotStudy(
      question, of: data, studyArea: try running.studyLayer(data), harm: harm,
      threads: running.threads)
    let report = try await study.run()
    if report.record.summary.incidents == 0 {
      store.say("No incident in the store is of that kind, then and there.")
    }
    switch format {
    case .table: try output.write(report.table)
    case .csv: try output.write(report.csv)
    case .svg: try output.write(report.map().svg())
    default: try output.write(try report.featureCollection().bytes)
    }
  }
}

/// What makes a hotspot, and how hotspots are ranked.
struct RankingOptions: ParsableArguments {
  @Option(help: help("per")) var per: String?
  @Option(help: help("top")) var top: String?
  @Option(help: help("hot-share")) var hotShare: String?
  @Option(help: help("min-count")) var minCount: String?

  private static func help(_ name: String) -> ArgumentHelp {
    ArgumentHelp(stringLiteral: HotspotQuestion.parameters[name].help)
  }

  var values: [String: [String]] {
    ["per": per, "top": top, "hot-share": hotShare, "min-count": minCount].given
  }
}
