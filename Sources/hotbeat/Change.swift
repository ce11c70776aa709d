import ArgumentParser
import CrimeMapping

struct Change: QuestionCommand {
  typealias Asked = ChangeQuestion

  @OptionGroup var store: StoreOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var terms: TermOptions<ChangeQuestion>
  @OptionGroup var change: ChangeOptions
  @OptionGroup var inference: InferenceOptions<ChangeQuestion>
  @OptionGroup var evidence: EvidenceOptions<ChangeQuestion>
  @OptionGroup var running: RunningOptions

  var values: [String: [String]] { change.values + inference.values + evidence.values }
}

/// Which periods, and in which rows.
struct ChangeOptions: ParsableArguments {
  @Option(help: help("against-from")) var againstFrom: String?
  @Option(help: help("against-to")) var againstTo: String?
  @Option(help: help("compare")) var compare: String?
  @Option(help: help("by")) var by: String?

  private static func help(_ name: String) -> ArgumentHelp { ChangeQuestion.help(name) }

  var values: [String: [String]] {
    ["against-from": againstFrom, "against-to": againstTo, "compare": compare, "by": by].given
  }
}
