import ArgumentParser
import CrimeMapping

/// The command line: one verb a file, effects here, answers in `CrimeMapping`.
@main
struct Hotbeat: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "hotbeat",
    abstract: "Finds, explains and maps crime and anti-social-behaviour hotspots.",
    discussion: """
      A first session:
        hotbeat init
        hotbeat import incidents police-uk-folder/
        hotbeat import areas beats.geojson --layer beat --id id --name name
        hotbeat hotspots --offence asb --per beat --top 3

      Exit codes: 0 done; 64 usage; 65 bad data; 66 input missing; 69 service unavailable; \
      70 our fault; 73 cannot write; 77 not permitted.
      """,
    version: hotbeatVersion,
    subcommands: [
      Init.self, Info.self, Check.self, Offences.self, Import.self,
      Hotspots.self, Density.self, Cells.self, Emerging.self, Clusters.self, Pattern.self,
      NearRepeat.self, Scan.self,
      Rates.self, Change.self, Trends.self,
      Timing.self, Concentration.self, Harm.self,
      Evaluate.self, OrderReview.self, CaseReview.self, Report.self,
      Simulate.self, Serve.self,
    ])

  /// Runs the command given; every error becomes one sentence and an exit code here.
  static func main() async {
    do {
      var command = try parseAsRoot()
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
    } catch {
      guard let failure = CommandFailure(error) else { exit(withError: error) }
      Terminal.say("hotbeat: \(failure.sentence)")
      exit(withError: ExitCode(failure.code))
    }
  }
}
