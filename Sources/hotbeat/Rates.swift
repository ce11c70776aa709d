import ArgumentParser
import CrimeMapping
import FoundationEssentials
import RecordFiles
import Records

struct Rates: QuestionCommand {
  typealias Asked = RatesQuestion

  @OptionGroup var store: StoreOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var terms: TermOptions<RatesQuestion>
  @OptionGroup var rates: RatesOptions
  @OptionGroup var evidence: EvidenceOptions<RatesQuestion>
  @OptionGroup var running: RunningOptions

  var values: [String: [String]] { rates.values + evidence.values }

  func supplied(for data: StudyData) throws -> Supplied {
    var supplied = Supplied()
    supplied.comparators = try rates.comparatorRates()
    return supplied
  }
}

/// What is divided by what, and whom it is compared with.
struct RatesOptions: ParsableArguments {
  @Option(help: help("by")) var by: String?
  @Option(help: help("measure")) var measure: String?
  @Option(help: help("denominator-layer")) var denominatorLayer: String?
  @Option(help: help("group")) var group: [String] = []
  @Option(help: help("against")) var against: String?
  @Option(help: help("time")) var time: String?
  @Option(help: help("overdispersion")) var overdispersion: String?
  @Option(help: help("winsorise")) var winsorise: String?

  @Option(help: help("comparators")) var comparators: String?

  private static func help(_ name: String) -> ArgumentHelp { RatesQuestion.help(name) }

  var values: [String: [String]] {
    [
      "by": by, "measure": measure, "denominator-layer": denominatorLayer, "against": against,
      "time": time, "overdispersion": overdispersion, "winsorise": winsorise,
    ].given + ["group": group].given
  }

  func comparatorRates() throws -> ComparatorRates? {
    try comparators.map { try ComparatorRates(existingFile($0)) }
  }
}
