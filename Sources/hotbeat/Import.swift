import ArgumentParser

struct Import: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Brings incidents, areas or denominators into the store.",
    subcommands: [ImportIncidents.self, ImportAreas.self, ImportDenominators.self])
}
