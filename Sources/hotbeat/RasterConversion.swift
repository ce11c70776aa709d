import FoundationEssentials
import RecordFiles
import Subprocess

/// Has gdal_translate of GDAL turn the text of an ASCII grid into a GeoTIFF.
///
/// Every value keeps all its digits: without `AAIGRID_DATATYPE` GDAL would read them as numbers of 24
/// bits. The GeoTIFF states its reference system, and which number stands for an absent cell.
enum RasterConversion {
  /// - Parameters:
  ///   - grid: the text of an ESRI ASCII grid.
  ///   - crs: the reference system of its coordinates, such as "EPSG:27700".
  ///   - absent: the number in the text that stands for a cell without a value.
  /// - Throws: when gdal_translate is not installed or fails, or there is no room for its files.
  static func geoTIFF(
    of grid: [UInt8], crs: String, absent: Int
  ) async throws(CommandFailure) -> Data {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "hotbeat-\(UUID().uuidString)")
    // What cannot be removed is left for the system to clear.
    defer { try? FileManager.default.removeItem(at: folder) }
    let (source, target) = (folder.appending(path: "grid.asc"), folder.appending(path: "grid.tif"))
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try Data(grid).write(to: source)
    } catch {
      let reason = (error as? CocoaError)?.plainReason ?? "\(error)"
      throw CommandFailure(
        "The folder \(folder.path) for GDAL's files cannot be written: \(reason).",
        code: CommandFailure.cannotWrite)
    }
    let (isDone, words) = try await run(
      arguments(crs: crs, absent: absent) + [source.path, target.path])
    guard isDone, let tiff = try? Data(contentsOf: target), !tiff.isEmpty else {
      let lines = (words ?? "").split(separator: "\n")
        .map { $0.hasSuffix(".") ? String($0.dropLast()) : String($0) }
      throw CommandFailure(
        "gdal_translate cannot make a GeoTIFF: \(lines.first ?? "it wrote nothing").",
        code: CommandFailure.ourFault)
    }
    return tiff
  }

  /// Floating-point values compress best as differences by byte (PREDICTOR 3).
  private static func arguments(crs: String, absent: Int) -> [String] {
    [
      "-q", "-of", "GTiff", "-ot", "Float64", "-a_srs", crs, "-a_nodata", "\(absent)",
      "-co", "COMPRESS=DEFLATE", "-co", "PREDICTOR=3",
      "--config", "AAIGRID_DATATYPE", "Float64", "--config", "GDAL_PAM_ENABLED", "NO",
    ]
  }

  private static func run(
    _ arguments: [String]
  ) async throws(CommandFailure) -> (isDone: Bool, words: String?) {
    do {
      let result = try await Subprocess.run(
        .name("gdal_translate"), arguments: Arguments(arguments), output: .discarded,
        error: .string(limit: 1 << 16))
      return (result.terminationStatus.isSuccess, result.standardError)
    } catch {
      throw CommandFailure(
        "Making a GeoTIFF takes gdal_translate, which is not installed; install gdal-bin, or take "
          + "the ASCII grid, which most programs read.", code: CommandFailure.unavailable)
    }
  }
}
