import ArgumentParser
import CrimeMapping
import FoundationEssentials
import RecordFiles
import RecordStores
import Records

struct ImportDenominators: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "denominators",
    abstract: "Imports what areas have: residents, households, premises, kilometres of street.",
    discussion: """
      Reads a CSV table with a row for each area. Rows that repeat a code are added up. Where several \
      areas share one number, as areas that were merged since do, --once names the column that tells what \
      they share, and its number is divided equally among them. A table is imported whole or not at \
      all; values for the same area, measure and year take the place of earlier ones.

      Example: hotbeat import denominators population.csv --layer lsoa --id LSOA11CD \
      --value population --measure residents --year 2022 --once LSOA21CD
      """)

  @OptionGroup var store: StoreOptions

  @Argument(help: "The CSV file.")
  var file: String

  @Option(help: "The layer whose areas it is about.")
  var layer: String

  @Option(help: "The column that holds the areas' codes.")
  var id: String

  @Option(help: "The column that holds the numbers.")
  var value: String

  @Option(help: "What is counted: residents, households, premises, street-km or any other word.")
  var measure: String

  @Option(help: "The year of which it is true, such as 2022.")
  var year: Int

  @Option(help: "The column whose value several rows repeat that share one number between them.")
  var once: String?

  func validate() throws {
    for (name, word) in [("layer", layer), ("measure", measure)] {
      guard !word.isEmpty, word.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "-" }) else {
        throw ValidationError("--\(name) takes a word of letters, digits and hyphens.")
      }
    }
    guard 1_000...9_999 ~= year else { throw ValidationError("--year takes a year such as 2022.") }
    guard Set([id, value] + (once.map { [$0] } ?? [])).count == (once == nil ? 2 : 3) else {
      throw ValidationError("--id, --value and --once name different columns.")
    }
  }

  func run() async throws {
    guard FileManager.default.fileExists(atPath: file) else {
      throw RecordFileError.missing(path: file)
    }
    let source = SourceFile(path: file)
    let columns = DenominatorColumns(code: id, value: value, once: once)
    let table = try DenominatorFile(source, columns: columns)
    let batch = batch(table, of: source, digest: try digest(of: source))
    let denominators = table.values.map {
      Denominator(layer: layer, code: $0.code, measure: measure, year: year, value: $0.value)
    }
    let lines = try await store.withStore(for: .writing) { store in
      let outcome = try store.add(denominators, of: batch)
      return words(outcome, table)
        + (outcome == .unchanged ? "" : try coverage(of: table, in: store))
    }
    try Terminal.print(lines)
  }

  /// Of the file's bytes, and of how it was read, which is part of what makes two imports the same.
  private func digest(of source: SourceFile) throws -> String {
    let reading = [layer, id, value, measure, "\(year)", once ?? ""].joined(separator: "\u{1F}")
    return sha256(of: try source.contents() + Data(reading.utf8))
  }

  private func batch(
    _ table: DenominatorFile, of source: SourceFile, digest: String
  ) -> ImportBatch {
    ImportBatch(
      kind: .denominators, file: source.name,
      edition: "denominators \(layer) \(measure) \(year) \(digest)", digest: digest,
      rowsRead: table.rowsRead, rowsKept: table.rowsRead, rowsRejected: 0, crs: "",
      operation: "", accuracy: nil, importedAt: Date.now.ISO8601Format(.storeTime),
      version: hotbeatVersion)
  }

  private func words(_ outcome: ImportOutcome, _ table: DenominatorFile) -> String {
    if outcome == .unchanged {
      return "The store holds the \(measure) of this file already; nothing changed\n"
    }
    var text =
      "\(measure) of \(grouped(table.values.count)) areas in \(year) imported for layer \(layer): "
      + "\(amount(table.total)) from \(grouped(table.rowsRead)) rows\n"
    if case .replaced(let added, let removed, let unchanged) = outcome {
      text +=
        "  \(grouped(added)) values new or changed, \(grouped(removed)) of them in the place of "
        + "others, \(grouped(unchanged)) the same\n"
    }
    if table.repeatedCodes > 0 {
      text +=
        "  codes that occur in several rows, which were added up: "
        + "\(grouped(table.repeatedCodes))\n"
    }
    if let once, table.sharedThings > 0 {
      text +=
        "  values of \(once) that share a number between several rows, divided equally: "
        + "\(grouped(table.sharedThings))\n"
    }
    return text
  }

  /// How the codes of the file, and all values for the year, fit the areas of the store.
  private func coverage(of table: DenominatorFile, in store: RecordStore) throws -> String {
    let areas = Set(try store.areas(layer: layer).map(\.code))
    guard !areas.isEmpty else {
      return "  the store has no layer \(layer) yet; import it with `hotbeat import areas`\n"
    }
    let given = Set(
      try store.denominators()
        .filter { $0.layer == layer && $0.measure == measure && $0.year == year }.map(\.code))
    let strange = Set(table.values.map(\.code)).subtracting(areas).count
    let without = areas.subtracting(given).count
    var text = ""
    if strange > 0 {
      text += "  codes of no area of the layer, kept all the same: \(grouped(strange))\n"
    }
    if without > 0 {
      text += "  areas of the layer without \(measure) for \(year): \(grouped(without))\n"
    }
    return text
  }
}
