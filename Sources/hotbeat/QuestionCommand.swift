import ArgumentParser
import CrimeMapping
import HotbeatService
import RecordStores

/// A verb that answers a question from the store: it names its options, the rest is the same for all.
protocol QuestionCommand: AsyncParsableCommand {
  associatedtype Asked: Question

  var store: StoreOptions { get }
  var output: OutputOptions { get }
  var terms: TermOptions<Asked> { get }
  var running: RunningOptions { get }

  /// The values given for the parameters of the verb's own, beside those of `terms`.
  var values: [String: [String]] { get }
  /// What incidents count for; `nil` for a verb that takes no weights.
  var weighing: HarmOptions? { get }

  /// Reads the files that the verb is given beside its question.
  func supplied(for data: StudyData) throws -> Supplied

  /// The answer in the form asked for.
  func bytes(of report: Asked.Report, as form: ResultForm) async throws -> [UInt8]
}

extension QuestionCommand {
  static var configuration: CommandConfiguration {
    let method = Asked.method
    return CommandConfiguration(
      commandName: method.verb, abstract: method.asks,
      discussion: "\(method.explanation)\n\nExample: \(method.example)")
  }

  var weighing: HarmOptions? { nil }

  func supplied(for data: StudyData) throws -> Supplied { Supplied() }

  func bytes(of report: Asked.Report, as form: ResultForm) async throws -> [UInt8] {
    try report.bytes(as: form)
  }

  func validate() throws { try running.check(against: terms) }

  func run() async throws {
    let form = try output.form(among: Asked.method.forms.filter { $0 != .overlay })
    let question = try Asked(terms.values + values)
    let harm = try weighing?.weights()
    let data = try await store.withStore(for: .reading) { store in
      try StudyData(from: store, months: question.months)
    }
    let report = try await question.report(
      on: data,
      in: StudySetting(
        studyArea: try running.studyLayer(data), harm: harm, threads: running.threads,
        supplied: try supplied(for: data)))
    if report.record.summary.incidents == 0 {
      store.say("No incident in the store is of that kind, then and there.")
    }
    try output.write(try await bytes(of: report, as: form))
  }
}
