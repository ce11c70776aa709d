import ArgumentParser
import CrimeMapping
import RecordFiles
import Records

struct Harm: QuestionCommand {
  typealias Asked = HarmQuestion

  @OptionGroup var store: StoreOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var terms: TermOptions<HarmQuestion>
  @OptionGroup var harm: HarmOptions
  @OptionGroup var ranking: HarmRankingOptions
  @OptionGroup var evidence: EvidenceOptions<HarmQuestion>
  @OptionGroup var running: RunningOptions

  var values: [String: [String]] { ranking.values + evidence.values }
  var weighing: HarmOptions? { harm }

  func supplied(for data: StudyData) throws -> Supplied {
    var supplied = Supplied()
    supplied.scores = try ranking.scores.map { try OffenceScores(existingFile($0)) }
    return supplied
  }
}

/// What is ranked, and by which criteria.
struct HarmRankingOptions: ParsableArguments {
  @Option(help: help("by")) var by: String?
  @Option(help: help("floor")) var floor: String?
  @Option(help: help("top")) var top: String?
  @Option(help: help("leave-out")) var leaveOut: [String] = []
  @Option(help: help("against-from")) var againstFrom: String?
  @Option(help: help("against-to")) var againstTo: String?
  @Option(help: help("weight")) var weight: [String] = []
  @Option(help: help("scores")) var scores: String?

  private static func help(_ name: String) -> ArgumentHelp { HarmQuestion.help(name) }

  var values: [String: [String]] {
    [
      "by": by, "floor": floor, "top": top, "against-from": againstFrom, "against-to": againstTo,
    ].given + ["leave-out": leaveOut, "weight": weight].given
  }
}
