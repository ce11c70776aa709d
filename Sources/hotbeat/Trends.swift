import ArgumentParser
import CrimeMapping

struct Trends: QuestionCommand {
  typealias Asked = TrendsQuestion

  @OptionGroup var store: StoreOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var terms: TermOptions<TrendsQuestion>
  @OptionGroup var trends: TrendsOptions
  @OptionGroup var evidence: EvidenceOptions<TrendsQuestion>
  @OptionGroup var running: RunningOptions

  var values: [String: [String]] { trends.values + evidence.values }
}

/// Which series, with which known breaks, and how far ahead.
struct TrendsOptions: ParsableArguments {
  @Option(help: help("by")) var by: String?
  @Option(name: .customLong("break"), help: help("break")) var breaks: [String] = []
  @Option(help: help("forecast")) var forecast: String?
  @Option(help: help("season")) var season: String?
  @Option(help: help("false-alarms")) var falseAlarms: String?

  private static func help(_ name: String) -> ArgumentHelp { TrendsQuestion.help(name) }

  var values: [String: [String]] {
    ["by": by, "forecast": forecast, "season": season, "false-alarms": falseAlarms].given
      + ["break": breaks].given
  }
}
