import ArgumentParser
import CrimeMapping

struct Report: QuestionCommand {
  typealias Asked = ReportQuestion

  @OptionGroup var store: StoreOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var terms: TermOptions<ReportQuestion>
  @OptionGroup var report: ReportOptions
  @OptionGroup var evidence: EvidenceOptions<ReportQuestion>
  @OptionGroup var harm: HarmOptions
  @OptionGroup var running: RunningOptions

  var values: [String: [String]] { report.values + evidence.values }
  var weighing: HarmOptions? { harm }
}

/// What is compared, and how much is listed.
struct ReportOptions: ParsableArguments {
  @Option(help: help("against-from")) var againstFrom: String?
  @Option(help: help("against-to")) var againstTo: String?
  @Option(help: help("hotspots")) var hotspots: String?

  private static func help(_ name: String) -> ArgumentHelp { ReportQuestion.help(name) }

  var values: [String: [String]] {
    ["against-from": againstFrom, "against-to": againstTo, "hotspots": hotspots].given
  }
}
