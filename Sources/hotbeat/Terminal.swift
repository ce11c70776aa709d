import FoundationEssentials
import Glibc

/// Where words go: results to standard output, the rest to standard error.
enum Terminal {
  static var isOutputInteractive: Bool { isatty(STDOUT_FILENO) == 1 }
  static var isErrorInteractive: Bool { isatty(STDERR_FILENO) == 1 }

  /// A message, which is not a result.
  static func say(_ message: String) {
    FileHandleWriter.write(Array((message + "\n").utf8), to: STDERR_FILENO)
  }

  /// A result.
  /// - Throws: when it cannot be written, because the disk is full for example.
  static func print(_ bytes: [UInt8]) throws(CommandFailure) {
    guard FileHandleWriter.write(bytes, to: STDOUT_FILENO) else {
      throw CommandFailure(
        "The result cannot be written: \(String(cString: strerror(errno))).",
        code: CommandFailure.cannotWrite)
    }
  }

  static func print(_ text: String) throws(CommandFailure) { try print(Array(text.utf8)) }
}

private enum FileHandleWriter {
  /// Writes all bytes; a reader that has gone away ends the writing quietly.
  /// - Returns: whether all was written that somebody could read; else `errno` says why.
  @discardableResult
  static func write(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      let written = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if written < 0 && errno == EINTR { continue }
      if written < 0 { return errno == EPIPE }
      rest = rest.dropFirst(written)
    }
    return true
  }
}

/// A line on a terminal that says how far long work has come, from its second second on.
struct ProgressLine {
  private let isShown: Bool
  private let start = ContinuousClock.now
  private var hasWritten = false

  init(quiet: Bool) { isShown = !quiet && Terminal.isErrorInteractive }

  mutating func update(_ done: Int, of total: Int, _ what: String) {
    guard isShown, start.duration(to: .now) > .seconds(1) else { return }
    hasWritten = true
    let width = 30
    let filled = total > 0 ? width * done / total : width
    let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: width - filled)
    FileHandleWriter.write(
      Array("\r\(bar) \(done)/\(total) \(what)\u{1B}[K".utf8), to: STDERR_FILENO)
  }

  mutating func finish() {
    if hasWritten { FileHandleWriter.write(Array("\r\u{1B}[K".utf8), to: STDERR_FILENO) }
    hasWritten = false
  }
}
