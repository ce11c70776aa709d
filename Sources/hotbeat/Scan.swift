import ArgumentParser
import CrimeMapping

struct Scan: QuestionCommand {
  typealias Asked = ScanQuestion

  @OptionGroup var store: StoreOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var terms: TermOptions<ScanQuestion>
  @OptionGroup var compared: ScanComparisonOptions
  @OptionGroup var windows: ScanWindowOptions
  @OptionGroup var inference: InferenceOptions<ScanQuestion>
  @OptionGroup var running: RunningOptions

  var values: [String: [String]] { compared.values + windows.values + inference.values }
}

/// What the number of incidents is compared with.
struct ScanComparisonOptions: ParsableArguments {
  @Option(help: help("model")) var model: String?
  @Option(help: help("when")) var when: String?
  @Option(help: help("units")) var units: String?
  @Option(help: help("measure")) var measure: String?
  @Option(help: help("controls")) var controls: [String] = []

  private static func help(_ name: String) -> ArgumentHelp { ScanQuestion.help(name) }

  var values: [String: [String]] {
    ["model": model, "when": when, "units": units, "measure": measure].given
      + ["controls": controls].given
  }
}

/// Which windows are tried, and which clusters told.
struct ScanWindowOptions: ParsableArguments {
  @Option(help: help("max-share")) var maxShare: String?
  @Option(help: help("max-radius")) var maxRadius: String?
  @Option(help: help("windows")) var windows: String?
  @Option(help: help("shape")) var shape: String?
  @Option(help: help("penalty")) var penalty: String?
  @Option(help: help("rates")) var rates: String?
  @Option(help: help("overlap")) var overlap: String?
  @Option(help: help("top")) var top: String?
  @Option(help: help("every")) var every: String?

  private static func help(_ name: String) -> ArgumentHelp { ScanQuestion.help(name) }

  var values: [String: [String]] {
    [
      "max-share": maxShare, "max-radius": maxRadius, "windows": windows, "shape": shape,
      "penalty": penalty, "rates": rates, "overlap": overlap, "top": top, "every": every,
    ].given
  }
}
