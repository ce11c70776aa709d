import ArgumentParser
import CrimeMapping

struct Hotspots: QuestionCommand {
  typealias Asked = HotspotQuestion

  @OptionGroup var store: StoreOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var terms: TermOptions<HotspotQuestion>
  @OptionGroup var ranking: RankingOptions
  @OptionGroup var certainty: CertaintyOptions
  @OptionGroup var inference: InferenceOptions<HotspotQuestion>
  @OptionGroup var surface: SurfaceOptions
  @OptionGroup var harm: HarmOptions
  @OptionGroup var running: RunningOptions

  var values: [String: [String]] {
    ranking.values + certainty.values + inference.values + surface.values
  }
  var weighing: HarmOptions? { harm }
}

/// What makes a hotspot, and how hotspots are ranked.
struct RankingOptions: ParsableArguments {
  @Option(help: help("per")) var per: String?
  @Option(help: help("top")) var top: String?
  @Option(help: help("hot-share")) var hotShare: String?
  @Option(help: help("min-count")) var minCount: String?

  private static func help(_ name: String) -> ArgumentHelp { HotspotQuestion.help(name) }

  var values: [String: [String]] {
    ["per": per, "top": top, "hot-share": hotShare, "min-count": minCount].given
  }
}

/// How certain hotspots are.
struct CertaintyOptions: ParsableArguments {
  @Option(help: help("resamples")) var resamples: String?
  @Option(help: help("null")) var null: String?
  @Option(help: help("compare-layer")) var compareLayer: String?
  @Option(help: help("compare-measure")) var compareMeasure: String?

  private static func help(_ name: String) -> ArgumentHelp { HotspotQuestion.help(name) }

  var values: [String: [String]] {
    [
      "resamples": resamples, "null": null, "compare-layer": compareLayer,
      "compare-measure": compareMeasure,
    ].given
  }
}
