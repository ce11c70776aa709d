import ArgumentParser
import CrimeMapping

struct NearRepeat: QuestionCommand {
  typealias Asked = NearRepeatQuestion

  @OptionGroup var store: StoreOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var terms: TermOptions<NearRepeatQuestion>
  @OptionGroup var pairs: NearRepeatOptions
  @OptionGroup var inference: InferenceOptions<NearRepeatQuestion>
  @OptionGroup var running: RunningOptions

  var values: [String: [String]] { pairs.values + inference.values }
}

/// How pairs are sorted into bands, and which of them are links.
struct NearRepeatOptions: ParsableArguments {
  @Option(help: help("show")) var show: String?
  @Option(help: help("distances")) var distances: String?
  @Option(help: help("days")) var days: String?
  @Option(help: help("metric")) var metric: String?
  @Option(help: help("beyond")) var beyond: String?
  @Option(help: help("compatible")) var compatible: String?
  @Option(help: help("link-distance")) var linkDistance: String?
  @Option(help: help("link-days")) var linkDays: String?
  @Option(help: help("time-zone")) var timeZone: String?
  @Option(help: help("day-of")) var dayOf: String?
  @Option(help: help("alike")) var alike: String?

  private static func help(_ name: String) -> ArgumentHelp { NearRepeatQuestion.help(name) }

  var values: [String: [String]] {
    [
      "show": show, "distances": distances, "days": days, "metric": metric, "beyond": beyond,
      "compatible": compatible, "link-distance": linkDistance, "link-days": linkDays,
      "time-zone": timeZone, "day-of": dayOf, "alike": alike,
    ].given
  }
}
