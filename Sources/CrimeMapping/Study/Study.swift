package import Areas
package import Records

// Every verb that answers from a store has one shape:
//
//   …Question   what is asked: its parameters as understood, made from texts, described in its `method`
//   …Study      incidents → … → answer; pure, but for the clock that tells how long it took
//   …Report     the answer with its `StudyRecord`, and how it is written in each form
//
// `MethodCatalogue` lists the questions. The command line's options and help, and the service's
// parameters, are made from their methods. To add a verb: its three types here, one line in the
// catalogue, and one file in `hotbeat` that names its options (`QuestionCommand`).

/// A question that hotbeat answers, with all its parameters, as asked.
package protocol Question: Sendable {
  associatedtype Report: StudyReport

  static var method: MethodDescription { get }

  /// Understands the values given for the parameters of the method.
  /// - Throws: naming the first parameter whose value cannot be used.
  init(_ values: [String: [String]]) throws(StudyError)

  /// Which offences, when and where.
  var terms: StudyTerms { get }

  /// The months the question may need, so that no more need be loaded; `nil` for all.
  var months: ClosedRange<Month>? { get }

  /// - Throws: when the question does not fit the data.
  func report(
    on data: StudyData, in setting: StudySetting
  ) async throws(StudyError) -> Report
}

extension Question {
  package var months: ClosedRange<Month>? { terms.months }
}

/// What a study is given beside its question and the store.
package struct StudySetting: Sendable {
  /// Areas to study in the place of a layer of the store.
  package let studyArea: AreaLayer?
  /// Weights of incidents; each counts for one when `nil`.
  package let harm: HarmWeights?
  /// How many threads to use; no result depends on it.
  package let threads: Int
  /// Tables and shapes given in files beside the question.
  package let supplied: Supplied

  package init(
    studyArea: AreaLayer? = nil, harm: HarmWeights? = nil, threads: Int = 2,
    supplied: Supplied = Supplied()
  ) {
    self.studyArea = studyArea
    self.harm = harm
    self.threads = threads
    self.supplied = supplied
  }
}

/// What some questions are given in files, read and checked; `nil` where it was not given.
package struct Supplied: Sendable {
  /// An order to review.
  package var order: SuppliedOrder?
  /// Published rates to compare with.
  package var comparators: ComparatorRates?
  /// Days with names, such as holidays.
  package var calendar: DayCalendar?
  /// Scores of offences for a matrix of priorities.
  package var scores: OffenceScores?
  /// Where something was done, and what it is compared with.
  package var intervention: SuppliedIntervention?

  package init() {}
}

/// The answer to a question.
package protocol StudyReport: Sendable {
  var record: StudyRecord { get }

  /// The answer in one of the forms of its method.
  func bytes(as form: ResultForm) throws(StudyError) -> [UInt8]
}

/// The forms a result can take.
package enum ResultForm: String, CaseIterable, Sendable {
  case table, json, geojson, csv, svg, png, html, asc, geotiff
  /// A picture without a page around it, for a map to lay over its ground.
  case overlay
}

/// What a question is about and what it takes, said once for the command line, the service and the docs.
package struct MethodDescription: Sendable {
  /// Its verb on the command line, and its path.
  package let verb: String
  /// What it asks, with a question mark.
  package let asks: String
  /// What the answer means, and what it must not be taken for.
  package let explanation: String
  /// A whole command.
  package let example: String
  package let parameters: [ParameterDescription]
  /// The forms of the answer; the first is for programs.
  package let forms: [ResultForm]
  /// Whether incidents may be weighed by a table of harm.
  package let takesHarm: Bool
  /// Files it may be given on the command line beside its parameters.
  package let files: [FileDescription]

  init(
    verb: String, asks: String, explanation: String, example: String,
    parameters: [ParameterDescription], forms: [ResultForm], takesHarm: Bool = false,
    files: [FileDescription] = []
  ) {
    self.verb = verb
    self.asks = asks
    self.explanation = explanation
    self.example = example
    self.parameters = parameters
    self.forms = forms
    self.takesHarm = takesHarm
    self.files = files
  }
}

/// A file that a question may be given, read by the command line (`Supplied`).
package struct FileDescription: Hashable, Sendable {
  /// The option that names it, such as `calendar`.
  package let name: String
  /// What it holds, in one sentence without a full stop.
  package let summary: String

  init(_ name: String, _ summary: String) {
    self.name = name
    self.summary = summary
  }

  package var help: String { summary + "." }
}

/// All questions, in the order a reader meets them.
package enum MethodCatalogue {
  package static let questions: [any Question.Type] = [
    HotspotQuestion.self,
    DensityQuestion.self,
    CellQuestion.self,
    EmergingQuestion.self,
    ClusterQuestion.self,
    PatternQuestion.self,
    NearRepeatQuestion.self,
    ScanQuestion.self,
    RatesQuestion.self,
    ChangeQuestion.self,
    TrendsQuestion.self,
    TimingQuestion.self,
    ConcentrationQuestion.self,
    HarmQuestion.self,
    EvaluateQuestion.self,
    OrderQuestion.self,
    CaseReviewQuestion.self,
    ReportQuestion.self,
  ]

  package static var methods: [MethodDescription] { questions.map { $0.method } }
}
