import Dispatch
import Synchronization

/// A place in a file at which a row starts.
struct CSVPlace {
  var position: Int
  /// The file's first line is 1.
  var line: Int
}

/// Reads the parts of a CSV file on several threads and puts their rows together in the file's order.
///
/// Where a part's first row starts is known for sure only when all parts before it have been read, because
/// a line end may stand between quotes. So a thread guesses that no quote is open, reads on, and keeps
/// the rows if the part before ends where it started; else it reads its part again (after Ge and others 2019,
/// "Speculative distributed CSV data parsing"). Rows, numbers of texts and faults are so those of one
/// thread that reads from start to end.
final class CSVParts<Taker: CSVRowTaker>: @unchecked Sendable {
  private let bytes: UnsafeBufferPointer<UInt8>
  private let division: CSVDivision
  private let first: Int
  private let parts: Int
  private let makeTaker: () -> Taker

  private let nextPart = Atomic(0)
  /// Signalled for each part when all before it are in the whole.
  private let turns: [DispatchSemaphore]

  // Unchecked Sendable, because only the thread whose turn it is touches what follows, and semaphores
  // order the turns.
  private var whole: Taker.Whole
  private var place: CSVPlace
  private var unclosed: CSVScanner.UnclosedQuote?

  /// - Parameter start: where the first row after the header starts.
  init(
    bytes: UnsafeBufferPointer<UInt8>, start: CSVPlace, division: CSVDivision,
    whole: Taker.Whole, makeTaker: @escaping () -> Taker
  ) {
    self.bytes = bytes
    self.division = division
    self.whole = whole
    self.makeTaker = makeTaker
    first = start.position
    place = start
    parts = (bytes.count - first + division.partBytes - 1) / division.partBytes
    turns = (0...parts).map { _ in DispatchSemaphore(value: 0) }
  }

  /// Reads all parts; to be called once.
  /// - Throws: a quote that is never closed, with its line in the file.
  func read() throws(CSVScanner.UnclosedQuote) -> Taker.Whole {
    turns[0].signal()
    let workers = min(division.threads, parts)
    if workers > 1 {
      DispatchQueue.concurrentPerform(iterations: workers) { _ in work() }
    } else {
      work()
    }
    if let unclosed { throw unclosed }
    return whole
  }

  private func work() {
    var worker = CSVPartWorker(taker: makeTaker(), bytes: bytes)
    while true {
      let part = nextPart.wrappingAdd(1, ordering: .relaxed).oldValue
      guard part < parts else { return }
      // One thread comes to each part when all before it are read, so there is nothing to guess.
      if division.threads > 1, part > 0 {
        worker.guess(from: start(of: part), to: start(of: part + 1), at: start(of: part + 2))
      }
      turns[part].wait()
      if unclosed == nil { take(part, from: &worker) }
      turns[part + 1].signal()
    }
  }

  private func start(of part: Int) -> Int { min(first + part * division.partBytes, bytes.count) }

  /// Adds the rows of a part to the whole, in its turn.
  private func take(_ part: Int, from worker: inout CSVPartWorker<Taker>) {
    let end = start(of: part + 1)
    do throws(CSVScanner.UnclosedQuote) {
      let lines = place.line
      let after = try worker.read(from: place.position, to: end)
      worker.taker.moveRows(
        to: &whole, from: lines, share: Double(division.partBytes) / Double(bytes.count))
      place = CSVPlace(position: after.position, line: lines + after.line)
    } catch {
      unclosed = CSVScanner.UnclosedQuote(line: place.line + error.line)
      // The parts that are left need not be read.
      nextPart.store(parts, ordering: .relaxed)
    }
  }
}

/// What one thread reads parts with.
private struct CSVPartWorker<Taker: CSVRowTaker>: ~Copyable {
  var taker: Taker
  private let bytes: UnsafeBufferPointer<UInt8>
  private var room = CSVFieldRoom()
  /// What was read ahead of its turn: from where, and where it ended.
  private var guessed: (start: Int, after: CSVPlace)?

  init(taker: Taker, bytes: UnsafeBufferPointer<UInt8>) {
    self.taker = taker
    self.bytes = bytes
  }

  /// Reads the rows that start from one place to another, as if no quote were open at the first.
  /// - Parameter limit: where to give up, so that a wrong guess does not read the whole file.
  mutating func guess(from place: Int, to end: Int, at limit: Int) {
    let visible = UnsafeBufferPointer(rebasing: bytes[..<limit])
    let start = CSVScanner.guessRow(in: visible, at: place)
    let after = try? rows(of: visible, from: start, to: end)  // read again in its turn
    guard let after, limit == bytes.count || after.position < limit else {
      return taker.removeRows()
    }
    guessed = (start, after)
  }

  /// Reads the rows that start from one place to another, unless they were guessed rightly.
  /// - Returns: where the next row starts, and how many lines further.
  mutating func read(
    from start: Int, to end: Int
  ) throws(CSVScanner.UnclosedQuote) -> CSVPlace {
    if let guessed {
      self.guessed = nil
      if guessed.start == start { return guessed.after }
      taker.removeRows()
    }
    return try rows(of: bytes, from: start, to: end)
  }

  private mutating func rows(
    of bytes: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int
  ) throws(CSVScanner.UnclosedQuote) -> CSVPlace {
    guard start < end else { return CSVPlace(position: start, line: 0) }
    var scanner = CSVScanner(bytes, from: start)
    while scanner.position < end { taker.take(try scanner.next(into: &room)) }
    return CSVPlace(position: scanner.position, line: scanner.line)
  }
}
