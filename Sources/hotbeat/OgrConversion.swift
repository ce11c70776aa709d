import FoundationEssentials
import RecordFiles
import Subprocess

/// Has ogr2ogr of GDAL turn a file that Hotbeat does not read itself into GeoJSON.
enum OgrConversion {
  /// - Parameter crs: the file's reference system, when the caller knows better than the file.
  /// - Throws: when ogr2ogr is not installed or cannot read the file.
  static func geoJSON(of path: String, crs: String?) async throws -> Data {
    let source = path.lowercased().hasSuffix(".zip") ? "/vsizip/" + absolute(path) : absolute(path)
    let arguments =
      ["-f", "GeoJSON", "-t_srs", "EPSG:4326", "-lco", "COORDINATE_PRECISION=9", "-dim", "XY"]
      + (crs.map { ["-s_srs", $0] } ?? []) + ["/vsistdout/", source]
    let (isDone, output, words) = try await run(arguments, for: path)
    guard isDone, !output.isEmpty else {
      let lines = (words ?? "").split(separator: "\n").map(String.init)
      let reason = lines.first { !$0.isEmpty && $0 != "FAILURE:" } ?? "it holds nothing"
      throw CommandFailure(
        "The file \(path) cannot be read by ogr2ogr: \(reason)", code: CommandFailure.badData)
    }
    return output
  }

  private static func run(
    _ arguments: [String], for path: String
  ) async throws(CommandFailure) -> (isDone: Bool, output: Data, words: String?) {
    do {
      let result = try await Subprocess.run(
        .name("ogr2ogr"), arguments: Arguments(arguments), output: .data(limit: 1 << 30),
        error: .string(limit: 1 << 16))
      return (
        result.terminationStatus.isSuccess, result.standardOutput, result.standardError
      )
    } catch {
      throw CommandFailure(
        "Reading \(path) takes ogr2ogr, which is not installed; install gdal-bin, or convert the "
          + "file to GeoJSON or GeoPackage.", code: CommandFailure.unavailable)
    }
  }

  private static func absolute(_ path: String) -> String {
    path.hasPrefix("/") ? path : FileManager.default.currentDirectoryPath + "/" + path
  }
}
