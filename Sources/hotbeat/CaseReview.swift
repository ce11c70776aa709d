import ArgumentParser
import CrimeMapping

struct CaseReview: QuestionCommand {
  typealias Asked = CaseReviewQuestion

  @OptionGroup var store: StoreOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var terms: TermOptions<CaseReviewQuestion>
  @OptionGroup var review: CaseReviewOptions
  @OptionGroup var evidence: EvidenceOptions<CaseReviewQuestion>
  @OptionGroup var running: RunningOptions

  var values: [String: [String]] { review.values + evidence.values }
}

/// When reports are too many.
struct CaseReviewOptions: ParsableArguments {
  @Option(help: help("threshold")) var threshold: String?
  @Option(help: help("within-months")) var withinMonths: String?
  @Option(help: help("by")) var by: String?

  private static func help(_ name: String) -> ArgumentHelp { CaseReviewQuestion.help(name) }

  var values: [String: [String]] {
    ["threshold": threshold, "within-months": withinMonths, "by": by].given
  }
}
