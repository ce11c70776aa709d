import CrimeMapping
import HotbeatService
import RecordStores
import Records

/// What an import did, for the person who asked for it.
struct ImportSummary {
  let files: Int
  var refused: [CommandFailure] = []
  private(set) var rejects: [Reject] = []
  private var read = 0
  private var kept = 0
  private var asb = 0
  private var rejected = 0
  private var withoutLocation = 0
  private var unplaced = 0
  private var farOutside = 0
  private var unchangedFiles = 0
  private var changes: [String] = []
  private var notes: [String] = []

  init(files: Int) { self.files = files }

  mutating func add(
    _ outcome: ImportOutcome, file: String, _ prepared: PreparedIncidents? = nil,
    _ rejects: [Reject] = []
  ) {
    switch outcome {
    case .unchanged: unchangedFiles += 1
    case .added: break
    case .replaced(let added, let removed, let unchanged):
      changes.append(
        "  \(file) replaced an earlier edition: \(grouped(added)) rows new or changed, "
          + "\(grouped(removed)) gone, \(grouped(unchanged)) the same\n")
    }
    self.rejects += rejects
    guard let prepared, outcome != .unchanged else { return }
    rejected += rejects.count
    unplaced += zip(prepared.sheet.coordinates, prepared.points).reduce(0) {
      $0 + ($1.0 != nil && $1.1 == nil ? 1 : 0)
    }
    read += prepared.batch.rowsRead
    kept += prepared.batch.rowsKept
    withoutLocation += prepared.points.reduce(0) { $0 + ($1 == nil ? 1 : 0) }
    farOutside += prepared.farOutside.reduce(0) { $0 + ($1 ? 1 : 0) }
    let tree = OffenceTree.standard
    guard let root = tree.id(code: "asb") else { return }
    let isASB = tree.offences.indices.map { tree.isWithin(OffenceTree.ID($0), root) }
    asb += prepared.sheet.offences.reduce(0) { $0 + (isASB[Int($1)] ? 1 : 0) }
  }

  /// Adds what only the store as a whole can tell: repeated identifiers, incidents outside areas.
  mutating func describe(_ store: RecordStore) throws {
    let repeated = try store.repeatedIdentifiers()
    if repeated.identifiers > 0 {
      notes.append(
        "  \(grouped(repeated.identifiers)) identifiers occur more than once "
          + "(\(grouped(repeated.extraRows)) extra rows); all rows are kept\n")
    }
    guard unchangedFiles + refused.count < files else { return }
    notes += try AreaCoverage.lines(of: store)
  }

  func text(rejectsFile: String?) -> String {
    let imported = files - unchangedFiles - refused.count
    var text =
      "\(grouped(imported)) of \(grouped(files)) files imported: \(grouped(read)) rows read, "
      + "\(grouped(kept)) kept (\(grouped(asb)) anti-social behaviour), "
      + "\(grouped(rejected)) rejected\n"
    if unchangedFiles > 0 {
      text += "  \(grouped(unchangedFiles)) files were in the store already and changed nothing\n"
    }
    if !refused.isEmpty { text += "  \(grouped(refused.count)) files were refused\n" }
    if withoutLocation > 0 { text += "  \(grouped(withoutLocation)) have no location\n" }
    if unplaced > 0 {
      text += "  \(grouped(unplaced)) of these have coordinates that lie nowhere on the map\n"
    }
    if farOutside > 0 {
      text += "  \(grouped(farOutside)) lie far outside; kept and flagged\n"
    }
    if rejected > 0 && rejectsFile == nil {
      text += "  say --rejects FILE to see the rejected rows and why\n"
    }
    return text + changes.joined() + notes.joined()
  }
}

/// How many incidents lie in no area, layer by layer.
enum AreaCoverage {
  /// A line for each layer that leaves incidents out, or for one layer whatever it leaves out.
  static func lines(of store: RecordStore, layer: String? = nil) throws -> [String] {
    guard try !store.areas().isEmpty else { return [] }
    let data = try StudyData(from: store)
    return data.layers.keys.sorted().compactMap { name in
      guard let areas = data.incidents.areas[name], layer ?? name == name else { return nil }
      let outside = areas.reduce(0) { $0 + ($1 < 0 ? 1 : 0) }
      guard outside > 0 || layer != nil else { return nil }
      return
        "  \(grouped(outside)) of \(grouped(areas.count)) located incidents lie in no \(name)\n"
    }
  }
}
