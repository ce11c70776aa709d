import CrimeMapping
import GeoJSON
import Hummingbird
import Maps

/// `/hotspots`: the command line's question with its options as query parameters.
struct HotspotRoutes: Sendable {
  let data: SharedData
  let threads: Int

  func add(to router: Router<BasicRequestContext>) {
    router.get("/hotspots") { request, _ -> Response in try await hotspots(Query(request)) }
  }

  private func hotspots(_ query: Query) async throws -> Response {
    var values = query.values
    let format = try query.value("format") ?? "geojson"
    values["format"] = nil
    guard ["geojson", "csv", "svg"].contains(format) else {
      throw Problem.bad(
        "format", "The form '\(format)' is not offered; there are geojson, csv and svg.")
    }
    let question = try HotspotQuestion(values)
    let study = try HotspotStudy(question, of: await data.current.study, threads: threads)
    let report = try await study.run()
    switch format {
    case "csv": return Response(bytes: Array(report.csv.utf8), type: "text/csv; charset=utf-8")
    case "svg": return Response(bytes: Array(report.map().svg().utf8), type: "image/svg+xml")
    default:
      return Response(
        bytes: try report.featureCollection().bytes, type: "application/geo+json")
    }
  }
}
