import ArgumentParser
import HotbeatService

struct Serve: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Serves the store over HTTP, as GeoJSON, to map tools.",
    discussion: """
      Answers at /hotspots and /density with the options of these commands as query parameters, and at \
      /collections with the layers of areas. There is no disclosure control yet, so it listens on \
      this machine only and wants to be told that its audience are analysts.

      Example: hotbeat serve --audience analyst
      """)

  @OptionGroup var store: StoreOptions

  @Option(help: "The address to listen on.")
  var host = "127.0.0.1"

  @Option(help: "The port to listen on; 0 takes any free one.")
  var port = 8080

  @Option(help: "Who will see the answers: analyst.")
  var audience: String?

  @Option(help: "How many threads a question may use.")
  var threads = 2

  func validate() throws {
    guard 0...65_535 ~= port else { throw ValidationError("--port takes a number to 65535.") }
    guard threads >= 1 else { throw ValidationError("--threads takes a number from 1.") }
  }

  func run() async throws {
    let settings = HotbeatServer.Settings(
      host: host, port: port, store: store.path, threads: threads)
    guard audience == "analyst" else {
      throw CommandFailure(
        "Without disclosure control the service is for analysts only; say --audience analyst.",
        code: CommandFailure.notPermitted)
    }
    guard settings.isLoopback else {
      throw CommandFailure(
        "Without disclosure control the service listens on this machine only, not on \(host).",
        code: CommandFailure.notPermitted)
    }
    let server = try HotbeatServer(settings)
    let store = store
    do {
      try await server.run { address in
        store.say("Listening on \(address) (end with Ctrl-C).")
      }
    } catch {
      throw CommandFailure(
        "The service cannot listen on \(host):\(port): \(error).",
        code: CommandFailure.unavailable)
    }
  }
}
