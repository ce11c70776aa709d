import ArgumentParser
import CrimeMapping

struct Concentration: QuestionCommand {
  typealias Asked = ConcentrationQuestion

  @OptionGroup var store: StoreOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var terms: TermOptions<ConcentrationQuestion>
  @OptionGroup var places: ConcentrationOptions
  @OptionGroup var inference: InferenceOptions<ConcentrationQuestion>
  @OptionGroup var evidence: EvidenceOptions<ConcentrationQuestion>
  @OptionGroup var running: RunningOptions

  var values: [String: [String]] { places.values + inference.values + evidence.values }
}

/// What counts as a place, and which period to compare with.
struct ConcentrationOptions: ParsableArguments {
  @Option(help: help("places")) var places: String?
  @Option(help: help("size")) var size: String?
  @Option(help: help("units")) var units: String?
  @Option(help: help("least-share")) var leastShare: String?
  @Option(help: help("locations")) var locations: String?
  @Option(help: help("top")) var top: String?
  @Option(help: help("against-from")) var againstFrom: String?
  @Option(help: help("against-to")) var againstTo: String?

  private static func help(_ name: String) -> ArgumentHelp { ConcentrationQuestion.help(name) }

  var values: [String: [String]] {
    [
      "places": places, "size": size, "units": units, "least-share": leastShare,
      "locations": locations, "top": top, "against-from": againstFrom, "against-to": againstTo,
    ].given
  }
}
