import ArgumentParser
import CrimeMapping
import RecordFiles
import Records

struct Timing: QuestionCommand {
  typealias Asked = TimingQuestion

  @OptionGroup var store: StoreOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var terms: TermOptions<TimingQuestion>
  @OptionGroup var timing: TimingOptions
  @OptionGroup var evidence: EvidenceOptions<TimingQuestion>
  @OptionGroup var running: RunningOptions

  var values: [String: [String]] { timing.values + evidence.values }

  func supplied(for data: StudyData) throws -> Supplied {
    var supplied = Supplied()
    supplied.calendar = try timing.calendar.map { try DayCalendar(existingFile($0)) }
    return supplied
  }
}

/// How times are read and told apart.
struct TimingOptions: ParsableArguments {
  @Option(help: help("day-starts")) var dayStarts: String?
  @Option(help: help("window")) var window: [String] = []
  @Option(help: help("midnight")) var midnight: String?
  @Option(help: help("time-zone")) var timeZone: String?
  @Option(help: help("calendar")) var calendar: String?

  private static func help(_ name: String) -> ArgumentHelp { TimingQuestion.help(name) }

  var values: [String: [String]] {
    ["day-starts": dayStarts, "midnight": midnight, "time-zone": timeZone].given
      + ["window": window].given
  }
}
