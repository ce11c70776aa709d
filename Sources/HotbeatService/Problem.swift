import CrimeMapping
import GeoJSON
import Hummingbird
import Logging

/// Why a request failed (RFC 9457), with the `code` and `description` that OGC API Features 1.0 asks
/// for beside it, and the parameter at fault.
struct Problem: Error {
  let status: HTTPResponse.Status
  let detail: String
  var parameter: String?

  static func notFound(_ detail: String) -> Problem {
    Problem(status: .notFound, detail: detail)
  }

  static func bad(_ parameter: String, _ detail: String) -> Problem {
    Problem(status: .badRequest, detail: detail, parameter: parameter)
  }

  init(status: HTTPResponse.Status, detail: String, parameter: String? = nil) {
    self.status = status
    self.detail = detail
    self.parameter = parameter
  }

  /// A question that does not fit the data is the client's fault; an outline that cannot be drawn, ours.
  init(_ error: StudyError) {
    let status: HTTPResponse.Status =
      switch error {
      case .cannotProject, .overlayFailed, .pictureFailed: .internalServerError
      default: .badRequest
      }
    self.init(status: status, detail: error.sentence(), parameter: error.parameter)
  }

  var response: Response {
    var members: [JSONValue.Member] = [
      .init("type", "about:blank"), .init("title", .string(status.reasonPhrase)),
      .init("status", .integer(status.code)), .init("detail", .string(detail)),
      .init("code", .string("\(status.code)")), .init("description", .string(detail)),
    ]
    if let parameter { members.append(.init("parameter", .string(parameter))) }
    return Response(
      json: .object(members), type: "application/problem+json", status: status)
  }
}

/// Turns every error into a problem, in this one place.
struct ProblemMiddleware: RouterMiddleware {
  func handle(
    _ request: Request, context: BasicRequestContext,
    next: (Request, BasicRequestContext) async throws -> Response
  ) async throws -> Response {
    do {
      return try await next(request, context)
    } catch let problem as Problem {
      return problem.response
    } catch let error as StudyError {
      return Problem(error).response
    } catch let error as HTTPError where error.status == .notFound {
      return Problem.notFound("There is nothing at \(request.uri.path).").response
    } catch let error as HTTPError {
      return Problem(status: error.status, detail: error.body ?? "").response
    } catch {
      context.logger.error("\(request.uri.path): \(error)")
      return Problem(status: .internalServerError, detail: "The service failed.").response
    }
  }
}

extension Response {
  /// An answer in JSON of some media type.
  init(
    json: JSONValue, type: String = "application/json", status: HTTPResponse.Status = .ok
  ) {
    self.init(bytes: JSONWriter.bytes(of: json), type: type, status: status)
  }

  init(bytes: [UInt8], type: String, status: HTTPResponse.Status = .ok) {
    self.init(
      status: status, headers: [.contentType: type],
      body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
  }
}
