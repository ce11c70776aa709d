import ArgumentParser
import CrimeMapping

struct Cells: QuestionCommand {
  typealias Asked = CellQuestion

  @OptionGroup var store: StoreOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var terms: TermOptions<CellQuestion>
  @OptionGroup var lattice: LatticeOptions<CellQuestion>
  @OptionGroup var counted: CountingOptions
  @OptionGroup var inference: InferenceOptions<CellQuestion>
  @OptionGroup var harm: HarmOptions
  @OptionGroup var running: RunningOptions

  var values: [String: [String]] { lattice.values + counted.values + inference.values }
  var weighing: HarmOptions? { harm }
}

/// In which units incidents are counted, and which of them are neighbours.
struct LatticeOptions<Asked: Question>: ParsableArguments {
  @Option(help: help("shape")) var shape: String?
  @Option(help: help("size")) var size: String?
  @Option(help: help("units")) var units: String?
  @Option(help: help("least-share")) var leastShare: String?
  @Option(help: help("weights")) var weights: String?
  @Option(help: help("band")) var band: String?
  @Option(help: help("neighbours")) var neighbours: String?
  @Option(help: help("standardise")) var standardise: String?

  private static func help(_ name: String) -> ArgumentHelp { Asked.help(name) }

  var values: [String: [String]] {
    [
      "shape": shape, "size": size, "units": units, "least-share": leastShare,
      "weights": weights, "band": band, "neighbours": neighbours, "standardise": standardise,
    ].given
  }
}

/// What is compared, and how it is tested.
struct CountingOptions: ParsableArguments {
  @Option(help: help("value")) var value: String?
  @Option(help: help("transform")) var transform: String?
  @Option(help: help("denominator-layer")) var denominatorLayer: String?
  @Option(help: help("measure")) var measure: String?
  @Option(help: help("statistic")) var statistic: String?
  @Option(help: help("test")) var test: String?
  @Option(help: help("locations")) var locations: String?
  @Option(help: help("show")) var show: String?

  private static func help(_ name: String) -> ArgumentHelp { CellQuestion.help(name) }

  var values: [String: [String]] {
    [
      "value": value, "transform": transform, "denominator-layer": denominatorLayer,
      "measure": measure,
      "statistic": statistic, "test": test, "locations": locations, "show": show,
    ].given
  }
}
