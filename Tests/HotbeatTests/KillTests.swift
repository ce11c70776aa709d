import Foundation
import Glibc
import RecordStores
import Records
import TestSupport
import Testing

/// Kills an import at many moments: the store then holds all of a file or nothing of it.
///
/// Each import is stopped first, so that the test can look, at leisure, whether it holds SQLite's write
/// lock and thus is inside a transaction, before it is killed.
@Suite struct KillTests {
  private static let rowsPerFile = 3_000
  private static let files = 6
  private static let rounds = 24

  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try FileManager.default.createDirectory(
      atPath: folder.file("in"), withIntermediateDirectories: true)
    for file in 1...Self.files {
      var text =
        "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,"
        + "Crime type,Last outcome category,Context\n"
      for row in 0..<Self.rowsPerFile {
        let (x, y) = (-2.4 - Double(row % 97) / 1_000, 53.1 + Double(row % 89) / 1_000)
        text += ",2018-0\(file),X,X,\(x),\(y),On or near Street \(row),,,Anti-social behaviour,,\n"
      }
      try folder.write(text, to: "in/2018-0\(file)-x-street.csv")
    }
  }

  @Test func leavesWholeFilesOnly() throws {
    let whole = try timeOfWholeImport()
    var inside = 0
    var partly = 0
    var generator = SystemRandomNumberGenerator()
    for round in 0..<Self.rounds {
      let store = folder.file("store\(round).gpkg")
      #expect(try Program.hotbeat("init", "--quiet", "--store", store, in: folder.url).code == 0)
      let process = try start(store)
      let share =
        (Double(round) + Double.random(in: 0..<1, using: &generator)) / Double(Self.rounds)
      usleep(UInt32(whole * share * 1e6))
      kill(process.processIdentifier, SIGSTOP)
      usleep(2_000)
      if holdsWriteLock(store) { inside += 1 }
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
      let kept = try wholeFiles(in: store)
      if (1..<Self.files).contains(kept) { partly += 1 }
      try finishImport(into: store)
    }
    print("\(inside) of \(Self.rounds) kills fell inside a transaction, \(partly) between files")
    #expect(inside >= 3)
    #expect(partly >= 3)
  }

  private func start(_ store: String) throws -> Process {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: Program.hotbeat)
    process.arguments = ["import", "incidents", folder.file("in"), "--store", store]
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    return process
  }

  private func timeOfWholeImport() throws -> Double {
    let store = folder.file("timed.gpkg")
    _ = try Program.hotbeat("init", "--quiet", "--store", store, in: folder.url)
    let start = ContinuousClock.now
    try self.start(store).waitUntilExit()
    return start.duration(to: .now) / .seconds(1)
  }

  /// Whether some process holds the lock that SQLite takes to write in its write-ahead log: byte 120
  /// of the shared-memory file (sqlite.org/walformat.html, section 2.2.1).
  private func holdsWriteLock(_ store: String) -> Bool {
    let file = open(store + "-shm", O_RDWR)
    guard file >= 0 else { return false }
    defer { close(file) }
    var lock = flock()
    lock.l_type = Int16(F_WRLCK)
    lock.l_whence = Int16(SEEK_SET)
    lock.l_start = 120
    lock.l_len = 1
    return fcntl(file, F_GETLK, &lock) == 0 && lock.l_type != Int16(F_UNLCK)
  }

  /// How many files the store holds, after checking that each is whole.
  private func wholeFiles(in path: String) throws -> Int {
    let store = try RecordStore(at: path, for: .reading)
    let batches = try store.batches()
    #expect(batches.allSatisfy { $0.rowsKept == Self.rowsPerFile })
    #expect(try store.incidents().count == batches.count * Self.rowsPerFile)
    // A missing spatial index is expected after a kill; anything else would be damage.
    #expect(try store.faults().allSatisfy { $0.contains("no spatial index") })
    try store.close()
    return batches.count
  }

  /// The import, run again, completes what is missing, and the store is sound.
  private func finishImport(into store: String) throws {
    let run = try Program.hotbeat(
      "import", "incidents", folder.file("in"), "--store", store, in: folder.url)
    #expect(run.code == 0)
    #expect(try wholeFiles(in: store) == Self.files)
    #expect(try Program.hotbeat("check", "--store", store, in: folder.url).code == 0)
    #expect(!folder.names.contains { $0.hasSuffix("-wal") || $0.hasSuffix("-shm") })
  }
}
