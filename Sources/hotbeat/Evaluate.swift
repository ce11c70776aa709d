import ArgumentParser
import CrimeMapping

struct Evaluate: QuestionCommand {
  typealias Asked = EvaluateQuestion

  @OptionGroup var store: StoreOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var terms: TermOptions<EvaluateQuestion>
  @OptionGroup var places: InterventionOptions
  @OptionGroup var design: EvaluateOptions
  @OptionGroup var evidence: EvidenceOptions<EvaluateQuestion>
  @OptionGroup var harm: HarmOptions
  @OptionGroup var running: RunningOptions

  var values: [String: [String]] { places.values + design.values + evidence.values }
  var weighing: HarmOptions? { harm }

  func supplied(for data: StudyData) throws -> Supplied {
    var supplied = Supplied()
    supplied.intervention = try places.supplied(for: data)
    return supplied
  }
}

/// Where something was done, and what it is compared with.
struct InterventionOptions: ParsableArguments {
  @Option(help: ArgumentHelp(stringLiteral: EvaluateQuestion.target.help)) var target: String?
  @Option(help: ArgumentHelp(stringLiteral: EvaluateQuestion.control.help)) var control: String?
  @Option(help: ArgumentHelp(stringLiteral: EvaluateQuestion.others.help)) var others: String?
  @Option(help: help("target-area")) var targetArea: [String] = []
  @Option(help: help("control-area")) var controlArea: [String] = []
  @Option(help: help("control-layer")) var controlLayer: String?
  @Option(help: help("controls")) var controls: String?
  @Option(help: help("ring")) var ring: String?

  private static func help(_ name: String) -> ArgumentHelp { EvaluateQuestion.help(name) }

  var values: [String: [String]] {
    ["control-layer": controlLayer, "controls": controls, "ring": ring].given
      + ["target-area": targetArea, "control-area": controlArea].given
  }

  func validate() throws {
    guard target == nil || targetArea.isEmpty else {
      throw ValidationError("--target and --target-area name the same thing; give one of them.")
    }
    guard control == nil || controlArea.isEmpty else {
      throw ValidationError("--control and --control-area name the same thing; give one of them.")
    }
  }

  func supplied(for data: StudyData) throws -> SuppliedIntervention {
    SuppliedIntervention(
      target: try target.map { try areaLayer($0, named: "target", for: data) },
      control: try control.flatMap {
        $0 == "auto" ? nil : try areaLayer($0, named: "control", for: data)
      },
      others: try others.map { try areaLayer($0, named: "others", for: data) })
  }
}

/// When, and what is known of it.
struct EvaluateOptions: ParsableArguments {
  @Option(help: help("start")) var start: String
  @Option(help: help("end")) var end: String?
  @Option(help: help("before")) var before: String?
  @Option(help: help("after")) var after: String?
  @Option(help: help("thing")) var thing: String?
  @Option(help: help("area-drawn")) var areaDrawn: String?
  @Option(help: help("concurrent")) var concurrent: [String] = []
  @Option(help: help("recording-change")) var recordingChange: [String] = []

  private static func help(_ name: String) -> ArgumentHelp { EvaluateQuestion.help(name) }

  var values: [String: [String]] {
    [
      "start": start, "end": end, "before": before, "after": after, "thing": thing,
      "area-drawn": areaDrawn,
    ].given + ["concurrent": concurrent, "recording-change": recordingChange].given
  }
}
