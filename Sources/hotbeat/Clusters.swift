import ArgumentParser
import CrimeMapping

struct Clusters: QuestionCommand {
  typealias Asked = ClusterQuestion

  @OptionGroup var store: StoreOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var terms: TermOptions<ClusterQuestion>
  @OptionGroup var grouping: GroupingOptions
  @OptionGroup var inference: InferenceOptions<ClusterQuestion>
  @OptionGroup var running: RunningOptions

  var values: [String: [String]] { grouping.values + inference.values }
}

/// How incidents are grouped.
struct GroupingOptions: ParsableArguments {
  @Option(help: help("method")) var method: String?
  @Option(help: help("distance")) var distance: String?
  @Option(help: help("per-year")) var perYear: String?
  @Option(help: help("least")) var least: String?
  @Option(help: help("days")) var days: String?
  @Option(help: help("chance")) var chance: String?
  @Option(help: help("split")) var split: String?
  @Option(help: help("top")) var top: String?

  private static func help(_ name: String) -> ArgumentHelp { ClusterQuestion.help(name) }

  var values: [String: [String]] {
    [
      "method": method, "distance": distance, "per-year": perYear, "least": least, "days": days,
      "chance": chance, "split": split, "top": top,
    ].given
  }
}
