import CrimeMapping
import GeoJSON
import Hummingbird
import Maps

/// `/density`: the command line's question with its options as query parameters.
struct DensityRoutes: Sendable {
  let data: SharedData
  let threads: Int

  func add(to router: Router<BasicRequestContext>) {
    router.get("/density") { request, _ -> Response in try await density(Query(request)) }
  }

  private static let formats = ["geojson", "csv", "asc", "png", "overlay"]

  private func density(_ query: Query) async throws -> Response {
    var values = query.values
    let format = try query.value("format") ?? "geojson"
    values["format"] = nil
    guard Self.formats.contains(format) else {
      throw Problem.bad(
        "format",
        "The form '\(format)' is not offered; there are \(Self.formats.joined(separator: ", ")).")
    }
    let question = try DensityQuestion(values)
    let study = try DensityStudy(question, of: await data.current.study, threads: threads)
    return try response(to: try await study.run(), as: format)
  }

  /// `overlay` is the picture alone, for a map to lay over its ground.
  private func response(to report: DensityReport, as format: String) throws -> Response {
    switch format {
    case "csv": Response(bytes: Array(report.csv.utf8), type: "text/csv; charset=utf-8")
    case "asc": Response(bytes: try report.asciiGrid, type: "text/plain; charset=us-ascii")
    case "png": Response(bytes: try report.image.page(), type: "image/png")
    case "overlay": Response(bytes: try report.image.plain(), type: "image/png")
    default:
      Response(bytes: try report.featureCollection().bytes, type: "application/geo+json")
    }
  }
}
