import ArgumentParser
import CrimeMapping
import GeoJSON
import RecordFiles
import Records

struct Offences: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Prints the tree of offences: what --offence can ask for.",
    discussion: """
      An offence selects all below it. Anti-social behaviour and fraud stand outside recorded crime. \
      Police.uk's categories are names of offences in the tree; two of Home Office groups that it \
      merges are listed with what they merge.

      Example: hotbeat offences --format csv
      """)

  @OptionGroup var output: OutputOptions

  func run() throws {
    let tree = OffenceTree.standard
    switch try output.form(among: [.json, .table, .csv]) {
    case .csv: try output.write(csv(tree))
    case .table: try output.write(table(tree))
    default: try output.write(JSONWriter.bytes(of: json(tree)) + [UInt8(ascii: "\n")])
    }
  }

  /// The offences, each below its parent.
  private func inOrder(_ tree: OffenceTree) -> [OffenceTree.ID] {
    let ids = tree.offences.indices.map { OffenceTree.ID($0) }
    func branch(_ id: OffenceTree.ID) -> [OffenceTree.ID] {
      [id] + ids.filter { tree[$0].parent == tree[id].code }.flatMap(branch)
    }
    return ids.filter { tree[$0].parent == nil }.flatMap(branch)
  }

  private func table(_ tree: OffenceTree) -> String {
    var table = TextTable([("Offence", .left), ("Code", .left), ("Also", .left)])
    for id in inOrder(tree) {
      let offence = tree[id]
      let merges =
        offence.merges.isEmpty ? [] : ["merges " + offence.merges.joined(separator: " + ")]
      table.add([
        String(repeating: "  ", count: tree.depth(of: id)) + offence.name, offence.code,
        (offence.aliases + merges).joined(separator: "; "),
      ])
    }
    return "Tree of offences, version \(OffenceTree.version)\n\n" + table.text
  }

  private func csv(_ tree: OffenceTree) -> String {
    inOrder(tree).reduce(into: csvLine(["code", "parent", "name", "merges", "also"])) {
      let offence = tree[$1]
      $0 += csvLine([
        offence.code, offence.parent ?? "", offence.name,
        offence.merges.joined(separator: "|"), offence.aliases.joined(separator: "|"),
      ])
    }
  }

  private func json(_ tree: OffenceTree) -> JSONValue {
    .object([
      .init("version", .string(OffenceTree.version)),
      .init(
        "offences",
        .array(
          inOrder(tree).map { id in
            .object([
              .init("code", .string(tree[id].code)), .init("parent", JSONValue(tree[id].parent)),
              .init("name", .string(tree[id].name)),
              .init("merges", .array(tree[id].merges.map { .string($0) })),
              .init("also", .array(tree[id].aliases.map { .string($0) })),
            ])
          })),
    ])
  }
}
