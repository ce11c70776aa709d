import CrimeMapping
import Hummingbird

/// A path that answers a question, with the command line's options as query parameters.
struct QuestionRoute<Asked: Question>: Sendable {
  let data: SharedData
  let threads: Int

  func add(to router: Router<BasicRequestContext>) {
    router.get("/\(Asked.method.verb)") { request, _ -> Response in
      try await answer(Query(request))
    }
  }

  /// What a table for a terminal or a program on this machine is needed for is not served.
  private static var forms: [ResultForm] {
    Asked.method.forms.filter { $0 != .table && $0 != .geotiff }
  }

  private func answer(_ query: Query) async throws -> Response {
    var values = query.values
    let name = try query.value("format") ?? Self.forms[0].rawValue
    values["format"] = nil
    guard let form = Self.forms.first(where: { $0.rawValue == name }) else {
      let offered = Self.forms.map(\.rawValue)
      throw Problem.bad(
        "format",
        "The form '\(name)' is not offered; there are "
          + "\(offered.dropLast().joined(separator: ", ")) and \(offered.last ?? "").")
    }
    let question = try Asked(values)
    let report = try await question.report(
      on: await data.current.study, in: StudySetting(threads: threads))
    return Response(bytes: try report.bytes(as: form), type: form.mediaType)
  }
}

extension ResultForm {
  var mediaType: String {
    switch self {
    case .table: "text/plain; charset=utf-8"
    case .json: "application/json"
    case .geojson: "application/geo+json"
    case .csv: "text/csv; charset=utf-8"
    case .svg: "image/svg+xml"
    case .png, .overlay: "image/png"
    case .html: "text/html; charset=utf-8"
    case .asc: "text/plain; charset=us-ascii"
    case .geotiff: "image/tiff"
    }
  }
}
