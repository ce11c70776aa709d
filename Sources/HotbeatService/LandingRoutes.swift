import CrimeMapping
import GeoJSON
import Hummingbird

/// `/` says what the service is, for programs and for people; `/health` that it runs.
struct LandingRoutes: Sendable {
  let data: SharedData

  func add(to router: Router<BasicRequestContext>) {
    router.get("/") { request, _ -> Response in try await landing(request) }
    router.get("/health") { request, _ -> Response in
      try Query(request).check([])
      return Response(json: ["status": "ok", "version": .string(hotbeatVersion)])
    }
  }

  private func landing(_ request: Request) async throws -> Response {
    let query = Query(request)
    try query.check(["f"])
    let layers = await data.current.features.keys.sorted()
    switch try query.value("f") {
    case "html": return html(layers)
    case "json": return json
    case .some(let other):
      throw Problem.bad("f", "The form '\(other)' is not offered; there are json and html.")
    case nil:
      let wantsHTML = request.headers[.accept]?.contains("text/html") ?? false
      return wantsHTML ? html(layers) : json
    }
  }

  private var json: Response {
    Response(json: [
      "title": "Hotbeat", "description": "Crime and anti-social-behaviour hotspots",
      "links": [
        .link("/?f=json", "self", "application/json", "This document"),
        .link("/?f=html", "alternate", "text/html", "This document for people"),
        .link("/collections", "data", "application/json", "The layers of areas"),
        .link(
          "/hotspots?offence=asb", "related", "application/geo+json",
          "Hotspots of anti-social behaviour"),
        .link(
          "/density?offence=asb", "related", "application/geo+json",
          "Density of anti-social behaviour"),
        .link("/health", "status", "application/json", "Whether the service runs"),
      ],
    ])
  }

  private static let style = """
    body { font: 16px/1.5 system-ui, sans-serif; max-width: 52rem; margin: 2rem auto;
      padding: 0 1rem; color: #1b1b1b }
    h1 { margin-bottom: 0 } h2 { margin-top: 2rem }
    table { border-collapse: collapse } th, td { text-align: left; vertical-align: top;
      padding: .3rem 1rem .3rem 0; border-top: 1px solid #ddd; font-weight: normal }
    code { font-size: .95em } a { color: #0b57a4 }
    """

  private func html(_ layers: [String]) -> Response {
    let items = layers.map {
      "<li><a href=\"/collections/\($0)/items\">\(escaped($0))</a></li>"
    }
    func table(_ parameters: [ParameterDescription]) -> String {
      let rows = parameters.map {
        "<tr><th scope=\"row\"><code>\($0.name)</code></th><td>\(escaped($0.help))</td></tr>"
      }
      return "<table>\(rows.joined(separator: "\n"))</table>"
    }
    let page = """
      <!doctype html>
      <html lang="en-GB"><head><meta charset="utf-8"><title>Hotbeat</title>
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <style>
      \(Self.style)
      </style></head><body>
      <h1>Hotbeat</h1>
      <p>Crime and anti-social-behaviour hotspots as GeoJSON.</p>
      <h2>Hotspots</h2>
      <p><a href="/hotspots?offence=asb&amp;top=10">/hotspots?offence=asb&amp;top=10</a> answers
      where the hotspots are; <a href="/hotspots?offence=asb&amp;top=10&amp;format=svg">format=svg</a>
      draws them. It takes:</p>
      \(table(HotspotQuestion.method.parameters))
      <h2>Density</h2>
      <p><a href="/density?offence=asb">/density?offence=asb</a> answers how dense incidents are
      everywhere; <a href="/density?offence=asb&amp;format=png">format=png</a> draws it,
      <code>format=overlay</code> for a map to lay over its ground. It takes:</p>
      \(table(DensityQuestion.method.parameters))
      <h2>Layers of areas</h2>
      <ul>\(items.joined(separator: "\n"))</ul>
      <p><a href="/collections">/collections</a> lists them for programs.</p>
      <p><small>Hotbeat \(hotbeatVersion)</small></p>
      </body></html>

      """
    return Response(bytes: Array(page.utf8), type: "text/html; charset=utf-8")
  }

  private func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing("\"", with: "&quot;")
  }
}

extension JSONValue {
  /// A link of a web API (RFC 8288).
  static func link(
    _ href: String, _ relation: String, _ type: String, _ title: String? = nil
  ) -> JSONValue {
    var members: [Member] = [
      .init("href", .string(href)), .init("rel", .string(relation)), .init("type", .string(type)),
    ]
    if let title { members.append(.init("title", .string(title))) }
    return .object(members)
  }
}
