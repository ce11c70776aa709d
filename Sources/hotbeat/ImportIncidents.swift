import ArgumentParser
import CrimeMapping
import FoundationEssentials
import Geodesy
import Geometry
import RecordFiles
import RecordStores
import Records

struct ImportIncidents: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "incidents",
    abstract: "Imports incidents: months of police.uk, or any table with a mapping.",
    discussion: """
      Takes files, folders, patterns and .zip archives as data.police.uk serves them. Each file is \
      kept whole or not at all; a file that is in the store already changes nothing; a re-issued \
      month takes the place of the earlier one and the difference is reported. No row is dropped \
      silently: what cannot be read is counted, and explained in the --rejects file.

      Examples:
        hotbeat import incidents police-uk-folder/ latest.zip
        hotbeat import incidents extract.csv --mapping extract.yaml --rejects rejects.csv
      """)

  @OptionGroup var store: StoreOptions

  @Argument(help: "Files, folders, patterns or .zip archives.")
  var paths: [String]

  @Option(help: "How the columns of a table stand for ours: a YAML file (docs/mapping.md).")
  var mapping: String?

  @Option(help: "Write every row left out, and why, to this CSV file.")
  var rejects: String?

  @Option(help: "How many files to read at a time.")
  var threads = 2

  func run() async throws {
    guard threads >= 1 else { throw ValidationError("--threads takes a number from 1.") }
    let reader = try reader()
    // Written once before anything is imported, so that a path that cannot be written is told in time.
    if let rejects { try writeWhole(Array(rejectsCSV([]).utf8), to: rejects) }
    let files = try SourceFile.find(paths, suffixes: mapping == nil ? ["-street.csv"] : [".csv"])
    let summary = try await store.withStore(for: .writing) { store in
      try await importFiles(files, with: reader, into: store)
    }
    if let rejects { try writeWhole(Array(rejectsCSV(summary.rejects).utf8), to: rejects) }
    try Terminal.print(summary.text(rejectsFile: rejects))
    for refusal in summary.refused { Terminal.say("hotbeat: \(refusal.sentence)") }
    if let first = summary.refused.first { throw ExitCode(first.code) }
  }

  /// Reads a file of incidents, as police.uk's or by the mapping.
  private func reader() throws -> @Sendable (SourceFile) throws -> IncidentReading {
    guard let mapping else {
      let reader = PoliceUKReader()
      return { try reader.read($0) }
    }
    let name = SourceFile(path: mapping).name
    let reader = TableReader(mapping: try TableMapping(yaml: try mappingText, file: name))
    return { try reader.read($0) }
  }

  /// The text of the mapping file; empty without one.
  private var mappingText: String {
    get throws {
      guard let mapping else { return "" }
      return String(decoding: try SourceFile(path: mapping).contents(), as: UTF8.self)
    }
  }

  private func importFiles(
    _ files: [SourceFile], with reader: @escaping @Sendable (SourceFile) throws -> IncidentReading,
    into store: RecordStore
  ) async throws -> ImportSummary {
    let run = IncidentImportRun(
      store: store, reader: reader, width: threads, reading: try mappingText,
      explainsRejects: rejects != nil)
    var progress = ProgressLine(quiet: self.store.quiet)
    let summary = try await run.run(files) { done in
      progress.update(done, of: files.count, "files")
    }
    progress.finish()
    return summary
  }
}
