import ArgumentParser

struct Import: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Brings incidents or areas into the store.",
    subcommands: [ImportIncidents.self, ImportAreas.self])
}
