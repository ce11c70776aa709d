import ArgumentParser
import CrimeMapping
import FoundationEssentials
import RecordFiles
import RecordStores

/// The options by which every verb finds its store.
struct StoreOptions: ParsableArguments {
  @Option(
    help: "The store, a GeoPackage file. Default: HOTBEAT_STORE, or hotbeat.gpkg in this folder.")
  var store: String?

  @Flag(help: "Say nothing but results and errors.")
  var quiet = false

  var path: String {
    store ?? ProcessInfo.processInfo.environment["HOTBEAT_STORE"] ?? "hotbeat.gpkg"
  }

  func say(_ message: String) {
    if !quiet { Terminal.say(message) }
  }

  /// Opens the store, lends it, and closes it whatever happens.
  func withStore<Result>(
    for purpose: RecordStore.Purpose, _ body: (RecordStore) async throws -> Result
  ) async throws -> Result {
    let store = try RecordStore(at: path, for: purpose)
    let result: Result
    do {
      result = try await body(store)
    } catch {
      try? store.close()  // the error that ended the work matters more
      throw error
    }
    try store.close()
    return result
  }
}

extension ResultForm: ExpressibleByArgument {
  package static var allValueStrings: [String] {
    allCases.filter { $0 != .overlay }.map(\.rawValue)
  }

  /// The form that a file's name asks for.
  init?(fileName: String) {
    switch fileName.split(separator: ".").last?.lowercased() {
    case "geojson": self = .geojson
    case "json": self = .json
    case "csv": self = .csv
    case "svg": self = .svg
    case "png": self = .png
    case "html", "htm": self = .html
    case "asc": self = .asc
    case "tif", "tiff": self = .geotiff
    case "txt": self = .table
    default: return nil
    }
  }
}

/// Where a result goes and in which form.
struct OutputOptions: ParsableArguments {
  @Option(help: "Write the result to this file, whole or not at all.")
  var output: String?

  @Option(help: "The form of the result. Default: by the file's name, else a table on a terminal.")
  var format: ResultForm?

  /// The form to use among those a verb offers; the first is for programs.
  /// - Throws: when another was asked for.
  func form(among offered: [ResultForm]) throws -> ResultForm {
    let chosen = try format ?? byName ?? (Terminal.isOutputInteractive ? .table : offered[0])
    guard offered.contains(chosen) else {
      let names = offered.map(\.rawValue).joined(separator: ", ")
      throw CommandFailure(
        "The form '\(chosen.rawValue)' is not offered here; there are \(names).",
        code: CommandFailure.usage)
    }
    return chosen
  }

  /// The form that the output file's name asks for; `nil` when there is no file.
  private var byName: ResultForm? {
    get throws {
      guard let output else { return nil }
      if let format = ResultForm(fileName: output) { return format }
      throw CommandFailure(
        "The name \(output) does not say which form to write; say it with --format.",
        code: CommandFailure.usage)
    }
  }

  func write(_ text: String) throws { try write(Array(text.utf8)) }

  func write(_ bytes: [UInt8]) throws {
    guard let output else { return try Terminal.print(bytes) }
    try writeWhole(bytes, to: output)
  }
}

extension Date.ISO8601FormatStyle {
  /// Times as GeoPackage wants them: UTC with milliseconds.
  static var storeTime: Date.ISO8601FormatStyle { .init(includingFractionalSeconds: true) }
}

/// Writes a file under its name only once it is complete.
///
/// A symbolic link keeps pointing where it does, and what is no plain file, such as a device, is written
/// to as it is.
func writeWhole(_ bytes: [UInt8], to path: String) throws(RecordFileError) {
  let target = URL(fileURLWithPath: path).resolvingSymlinksInPath()
  // What cannot be looked at does not exist yet, or the writing below says why.
  let type = try? FileManager.default.attributesOfItem(atPath: target.path)[.type]
  let isPlain = type.map { $0 as? FileAttributeType == .typeRegular } ?? true
  do {
    try Data(bytes).write(to: target, options: isPlain ? .atomic : [])
  } catch {
    throw .cannotWrite(path: path, reason: (error as? CocoaError)?.plainReason ?? "\(error)")
  }
}
