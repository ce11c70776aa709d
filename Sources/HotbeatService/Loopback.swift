import Foundation
import Hummingbird

/// Whether a host's name or address means this machine: `localhost`, 127.0.0.0/8 or ::1.
func isLoopbackHost(_ host: some StringProtocol) -> Bool {
  let name = host.lowercased()
  if name == "localhost" || name == "::1" || name == "[::1]" { return true }
  let parts = name.split(separator: ".", omittingEmptySubsequences: false).map { UInt8($0) }
  return parts.count == 4 && parts[0] == 127 && parts.allSatisfy { $0 != nil }
}

/// Answers only what was addressed to this machine, so that a web page elsewhere cannot reach the
/// service through a name of its own that it points here (DNS rebinding).
struct LoopbackOnly: RouterMiddleware {
  func handle(
    _ request: Request, context: BasicRequestContext,
    next: (Request, BasicRequestContext) async throws -> Response
  ) async throws -> Response {
    if let authority = request.head.authority {
      let host =
        authority.hasPrefix("[")
        ? authority.prefix(while: { $0 != "]" }) + "]" : authority.prefix(while: { $0 != ":" })
      guard isLoopbackHost(host) else {
        throw Problem(
          status: .misdirectedRequest, detail: "The service answers on this machine only.")
      }
    }
    return try await next(request, context)
  }
}

/// Headers that every answer carries; only pages of this machine may read answers (CORS).
struct CommonHeaders: RouterMiddleware {
  func handle(
    _ request: Request, context: BasicRequestContext,
    next: (Request, BasicRequestContext) async throws -> Response
  ) async throws -> Response {
    var response = try await next(request, context)
    response.headers[.xContentTypeOptions] = "nosniff"
    response.headers[.cacheControl] = "no-cache"
    response.headers[.vary] = "Origin, Accept"
    if let origin = request.headers[.origin], let host = URL(string: origin)?.host,
      isLoopbackHost(host)
    {
      response.headers[.accessControlAllowOrigin] = origin
    }
    return response
  }
}
