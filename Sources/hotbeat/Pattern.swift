import ArgumentParser
import CrimeMapping

struct Pattern: QuestionCommand {
  typealias Asked = PatternQuestion

  @OptionGroup var store: StoreOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var terms: TermOptions<PatternQuestion>
  @OptionGroup var pattern: PatternOptions
  @OptionGroup var inference: InferenceOptions<PatternQuestion>
  @OptionGroup var running: RunningOptions

  var values: [String: [String]] { pattern.values + inference.values }
}

/// What is looked at by distance, and what it is compared with.
struct PatternOptions: ParsableArguments {
  @Option(help: help("statistic")) var statistic: String?
  @Option(help: help("against")) var against: String?
  @Option(help: help("controls")) var controls: [String] = []
  @Option(help: help("distances")) var distances: String?
  @Option(help: help("shortest")) var shortest: String?
  @Option(help: help("step")) var step: String?
  @Option(help: help("edge")) var edge: String?
  @Option(help: help("bandwidth")) var bandwidth: String?
  @Option(help: help("quadrats")) var quadrats: String?

  private static func help(_ name: String) -> ArgumentHelp { PatternQuestion.help(name) }

  var values: [String: [String]] {
    [
      "statistic": statistic, "against": against, "distances": distances, "shortest": shortest,
      "step": step, "edge": edge, "bandwidth": bandwidth, "quadrats": quadrats,
    ].given + ["controls": controls].given
  }
}
