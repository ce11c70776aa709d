import CrimeMapping
import FoundationEssentials
import Geodesy
import HotbeatService
import RecordFiles
import RecordStores
import Records

/// Reads several files at a time and keeps them one after the other, each in its own transaction.
struct IncidentImportRun {
  let store: RecordStore
  let reader: @Sendable (SourceFile) throws -> IncidentReading
  /// How many files are read ahead.
  let width: Int
  /// How files are read, where that is part of what makes an import the same as an earlier one.
  let reading: String
  /// Whether the rejects of files that are in the store already are wanted too.
  let explainsRejects: Bool

  /// A file that was read, or why it could not be.
  private enum Step: Sendable {
    case known(rejects: [Reject])
    case ready(PreparedIncidents, rejects: [Reject])
    case refused(CommandFailure)
  }

  /// - Throws: when the store cannot be written; a file that cannot be read is noted and passed over.
  func run(_ files: [SourceFile], progress: (Int) -> Void) async throws -> ImportSummary {
    var summary = ImportSummary(files: files.count)
    let known = Set(try store.batches().map(\.digest))
    guard let preparation = try preparation(for: files, &summary) else { return summary }
    let importedAt = Date.now.ISO8601Format(.storeTime)
    try await withThrowingTaskGroup(of: (Int, Step).self) { group in
      var waiting: [Int: Step] = [:]
      var (started, written) = (0, 0)
      func start() {
        guard started < files.count else { return }
        let (number, file) = (started, files[started])
        started += 1
        group.addTask {
          (number, read(file, known, preparation, importedAt))
        }
      }
      for _ in 0..<(min(width, files.count) + 1) { start() }
      while let (number, step) = try await group.next() {
        waiting[number] = step
        while let step = waiting.removeValue(forKey: written) {
          try keep(step, from: files[written], &summary)
          written += 1
          progress(written)
          start()
        }
      }
    }
    try summary.describe(store)
    return summary
  }

  private func read(
    _ file: SourceFile, _ known: Set<String>, _ preparation: IncidentPreparation,
    _ importedAt: String
  ) -> Step {
    do {
      let digest = sha256(of: try file.contents() + Data(reading.utf8))
      if known.contains(digest) {
        return .known(rejects: explainsRejects ? try reader(file).rejects : [])
      }
      let reading = try reader(file)
      let prepared = try preparation.prepare(
        reading, file: file.name, digest: digest, importedAt: importedAt)
      return .ready(prepared, rejects: reading.rejects)
    } catch {
      return .refused(CommandFailure(error) ?? CommandFailure("\(error)", code: 70))
    }
  }

  private func keep(_ step: Step, from file: SourceFile, _ summary: inout ImportSummary) throws {
    switch step {
    case .known(let rejects): summary.add(.unchanged, file: file.name, nil, rejects)
    case .refused(let failure): summary.refused.append(failure)
    case .ready(let prepared, let rejects):
      summary.add(try store.add(prepared), file: file.name, prepared, rejects)
    }
  }

  /// Decides the store's reference system by the first file that can be read, if it has none yet.
  /// - Returns: `nil` when no file can be read; the reasons are in the summary.
  private func preparation(
    for files: [SourceFile], _ summary: inout ImportSummary
  ) throws -> IncidentPreparation? {
    if let epsg = try store.epsg() { return IncidentPreparation(target: .init("EPSG:\(epsg)")) }
    var refused: [CommandFailure] = []
    for file in files {
      do {
        let reading = try reader(file)
        let target = try IncidentPreparation.target(
          for: reading.sheet.coordinates.compactMap { $0 }, in: .init(reading.crs))
        try store.adopt(try SpatialReferences.reference(of: target))
        return IncidentPreparation(target: target)
      } catch let error as StoreError {
        throw error
      } catch {
        refused.append(CommandFailure(error) ?? CommandFailure("\(error)", code: 70))
      }
    }
    summary.refused = refused
    return nil
  }
}
