import CrimeMapping
import Foundation
import Hummingbird
import Logging

/// The HTTP service over one store: read it first to see which paths there are.
///
/// It answers from columns held in memory, which are replaced whole when the store changes.
package struct HotbeatServer: Sendable {
  /// Where and for whom to listen.
  package struct Settings: Sendable {
    package let host: String
    package let port: Int
    package let store: String
    package let threads: Int

    package init(host: String, port: Int, store: String, threads: Int = 2) {
      self.host = host
      self.port = port
      self.store = store
      self.threads = threads
    }

    /// Whether only programs on this machine can connect.
    package var isLoopback: Bool {
      isLoopbackHost(host)
    }
  }

  private let settings: Settings
  private let data: SharedData

  /// Loads the store.
  /// - Throws: `StoreError` or `GeodesyError`.
  package init(_ settings: Settings) throws {
    self.settings = settings
    data = try SharedData(path: settings.store)
  }

  /// Serves until SIGTERM or SIGINT, then finishes the requests under way and returns.
  package func run(onListening: @escaping @Sendable (_ address: String) -> Void) async throws {
    var logger = Logger(label: "hotbeat") { StreamLogHandler.standardError(label: $0) }
    logger.logLevel = .warning
    let host = settings.host
    let application = Application(
      router: router,
      configuration: .init(
        address: .hostname(host, port: settings.port), serverName: "hotbeat"),
      onServerRunning: { channel in
        let port = channel.localAddress?.port.map(String.init) ?? ""
        onListening("http://\(host.contains(":") ? "[\(host)]" : host):\(port)/")
      },
      logger: logger)
    try await application.runService()
  }

  private var router: Router<BasicRequestContext> {
    let router = Router(context: BasicRequestContext.self, options: .autoGenerateHeadEndpoints)
    router.addMiddleware {
      CommonHeaders()
      ProblemMiddleware()
      LoopbackOnly()
    }
    LandingRoutes(data: data).add(to: router)
    CollectionRoutes(data: data).add(to: router)
    QuestionRoute<HotspotQuestion>(data: data, threads: settings.threads).add(to: router)
    QuestionRoute<DensityQuestion>(data: data, threads: settings.threads).add(to: router)
    return router
  }
}
