import Records

/// The rows of a table of recorded crime, in the order and with the splits of Home Office tables: the total
/// without fraud first, anti-social behaviour and fraud apart.
struct OffenceRows: Sendable {
  struct Row: Sendable {
    let id: OffenceTree.ID
    let selection: OffenceSelection
    /// 0 for a total, 1 for a group, 2 and 3 for parts of it.
    let level: Int

    var code: String { OffenceTree.standard[id].code }

    /// The name, behind a dash for each level below the groups.
    var name: String {
      let dashes = String(repeating: "– ", count: max(0, level - 1))
      return dashes + OffenceTree.standard[id].name
    }

    /// Whether it is too rare to be tested, as strategic assessments leave it out of testing.
    var isLowVolume: Bool { OffenceRows.isLowVolume(id) }
  }

  let rows: [Row]
  /// The names of those that the data does not tell apart.
  let untold: [String]

  static func isLowVolume(_ id: OffenceTree.ID) -> Bool {
    ["homicide", "death-by-driving"].contains(OffenceTree.standard[id].code)
  }

  private static let order = [
    ("crime", 0), ("criminal-damage-and-arson", 1), ("robbery", 1), ("sexual-offences", 1),
    ("rape", 2), ("other-sexual-offences", 2), ("theft", 1), ("burglary", 2),
    ("burglary-residential", 3), ("burglary-non-residential", 3), ("vehicle-offences", 2),
    ("theft-from-the-person", 2), ("bicycle-theft", 2), ("shoplifting", 2), ("other-theft", 2),
    ("violence", 1), ("homicide", 2), ("death-by-driving", 2), ("violence-with-injury", 2),
    ("violence-without-injury", 2), ("stalking-and-harassment", 2),
    ("violence-and-sexual-offences", 1), ("violent-crime", 1), ("drugs", 1),
    ("drug-trafficking", 2), ("drug-possession", 2), ("weapons", 1), ("public-order", 1),
    ("public-disorder-and-weapons", 1), ("other-crime", 1), ("asb", 0), ("asb-personal", 1),
    ("asb-nuisance", 1), ("asb-environmental", 1), ("fraud", 0),
  ]

  /// - Parameters:
  ///   - recorded: under which offences the data of the period has anything at all.
  ///   - asked: only rows at or below these; all when empty.
  init(recorded: Set<OffenceTree.ID>, asked: [OffenceTree.ID]) {
    let tree = OffenceTree.standard
    var (rows, untold): ([Row], [String]) = ([], [])
    for (code, level) in Self.order {
      guard let id = tree.id(code: code) else { continue }
      guard asked.isEmpty || asked.contains(where: { tree.isWithin(id, $0) }) else { continue }
      // A source's own category, where this source has it.
      guard tree[id].merges.isEmpty || recorded.contains(id) else { continue }
      let selection = tree.selection(of: [id])
      if recorded.contains(where: { selection.isAskedInPart($0) }) {
        untold.append(tree[id].name)
        continue
      }
      // A source that never records it says nothing of how much there is.
      let isKnown = recorded.contains { selection.contains($0) }
      let isOfSome = level > 0 && !tree.isWithin(id, Self.asb)
      if isKnown || isOfSome { rows.append(Row(id: id, selection: selection, level: level)) }
    }
    self.rows = rows
    self.untold = untold
  }

  private static let asb = OffenceTree.standard.id(code: "asb") ?? 0
}

extension StudyData {
  /// The offences under which anything is recorded in some periods.
  func recordedOffences(in periods: [Period]) -> Set<OffenceTree.ID> {
    var found: Set<OffenceTree.ID> = []
    for index in 0..<incidents.count {
      let start = Instant(seconds: incidents.starts[index])
      if periods.contains(where: { $0.contains(start) }) {
        found.insert(incidents.offences[index])
      }
    }
    return found
  }
}
