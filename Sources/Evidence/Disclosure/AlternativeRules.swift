/// How an output treats a row of a system of counts.
enum RowState: Hashable, Sendable {
  /// Told as it is, and known to a reader.
  case told
  /// Told to be below the threshold.
  case small
  case withheld
  /// No count, but a difference that counts give away.
  case implied
}

/// Other sizes of the groups, by which an output would have looked the same.
struct Alternative: Hashable, Sendable {
  /// By how many incidents groups differ from the truth; only those that differ, ascending.
  let changes: [Change]

  struct Change: Hashable, Sendable {
    let group: Int
    let by: Int
  }

  /// By how much each row that changes does.
  func rowChanges(in system: CountSystem) -> [Int: Int] {
    var rows: [Int: Int] = [:]
    for change in changes {
      for row in system.rowsOfGroup[change.group] { rows[row, default: 0] += change.by }
    }
    return rows.filter { $0.value != 0 }
  }
}

/// What an alternative must keep to.
struct AlternativeRules {
  let system: CountSystem
  var states: [RowState]
  /// Whether a reader knows that what is withheld is not small.
  var withheldAreLarge: Bool
  /// What it costs to withhold a row that is told, by unit of change.
  let costs: [Double]
  /// Whether rows that are told may be changed, to be withheld then.
  var mayWithhold: Bool

  static let noLimit = 1 << 30

  /// By how much a row may change if it is not told as it is.
  func limit(of row: Int) -> ClosedRange<Int> {
    let total = system.totals[row]
    switch states[row] {
    case .small: return -total...system.threshold - 1 - total
    case .implied: return -total...Self.noLimit
    case .withheld, .told:
      let least = withheldAreLarge ? min(system.threshold - total, 0) : -total
      return least...Self.noLimit
    }
  }

  /// The alternative, if it keeps to the rules and changes a row by so much.
  func checked(_ alternative: Alternative, bringing row: Int, by change: Int) -> Alternative? {
    alternative.rowChanges(in: system)[row, default: 0] == change && holds(alternative)
      ? alternative : nil
  }

  func holds(_ alternative: Alternative) -> Bool {
    alternative.changes.allSatisfy { system.groups[$0.group] + $0.by >= 0 }
      && alternative.rowChanges(in: system).allSatisfy { row, by in
        (states[row] != .told || mayWithhold) && limit(of: row).contains(by)
      }
  }
}
