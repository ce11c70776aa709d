import ArgumentParser
import CrimeMapping

struct Emerging: QuestionCommand {
  typealias Asked = EmergingQuestion

  @OptionGroup var store: StoreOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var terms: TermOptions<EmergingQuestion>
  @OptionGroup var lattice: LatticeOptions<EmergingQuestion>
  @OptionGroup var emerging: EmergingOptions
  @OptionGroup var inference: InferenceOptions<EmergingQuestion>
  @OptionGroup var running: RunningOptions

  var values: [String: [String]] { lattice.values + emerging.values + inference.values }
}

/// In which steps of time, and by which rules.
struct EmergingOptions: ParsableArguments {
  @Option(help: help("step")) var step: String?
  @Option(help: help("previous")) var previous: String?
  @Option(help: help("baseline")) var baseline: String?
  @Option(help: help("compatible")) var compatible: String?
  @Option(help: help("test")) var test: String?
  @Option(help: help("locations")) var locations: String?

  private static func help(_ name: String) -> ArgumentHelp { EmergingQuestion.help(name) }

  var values: [String: [String]] {
    [
      "step": step, "previous": previous, "baseline": baseline, "compatible": compatible,
      "test": test, "locations": locations,
    ].given
  }
}
