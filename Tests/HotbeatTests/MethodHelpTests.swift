import CrimeMapping
import Foundation
import TestSupport
import Testing

/// The command line offers what the methods describe: nothing less, nothing more.
@Suite struct MethodHelpTests {
  /// The options by which every verb finds its store and writes its result.
  private static let ofEveryVerb: Set = [
    "store", "quiet", "output", "format", "study-area", "threads", "version", "help",
  ]

  @Test(arguments: MethodCatalogue.methods.map(\.verb))
  func everyVerbTakesTheParametersOfItsMethod(verb: String) throws {
    let method = try #require(MethodCatalogue.methods.first { $0.verb == verb })
    let shown = try shownOptions(of: verb)
    let own = shown.subtracting(Self.ofEveryVerb).subtracting(method.takesHarm ? ["harm"] : [])
    // What only one form needs is the command line's own.
    let described = method.parameters.map(\.name) + method.files.map(\.name)
    #expect(own.subtracting(["plain"]) == Set(described))
  }

  @Test(arguments: MethodCatalogue.methods.map(\.verb))
  func helpTellsTheQuestionAndEveryDefault(verb: String) throws {
    let method = try #require(MethodCatalogue.methods.first { $0.verb == verb })
    let help = try help(verb, "--help").output
    let words = help.split { $0.isWhitespace }.joined(separator: " ")
    #expect(words.contains(method.asks))
    for parameter in method.parameters {
      let said = parameter.help.split { $0.isWhitespace }.joined(separator: " ")
      #expect(words.contains(said), "\(parameter.name)")
    }
  }

  private func help(_ verb: String, _ option: String) throws -> Program {
    try Program.hotbeat(verb, option, in: FileManager.default.temporaryDirectory)
  }

  /// The names of the options that a verb's help shows.
  private func shownOptions(of verb: String) throws -> Set<String> {
    let run = try help(verb, "--experimental-dump-help")
    let dump = try #require(
      try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    let command = try #require(dump["command"] as? [String: Any])
    let options = try #require(command["arguments"] as? [[String: Any]])
    return Set(
      options.filter { $0["shouldDisplay"] as? Bool ?? true }.compactMap { option in
        (option["preferredName"] as? [String: Any])?["name"] as? String
      })
  }
}
