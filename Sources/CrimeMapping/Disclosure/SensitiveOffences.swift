import Records

/// Incidents that the public is not told of for places smaller than a local policing unit: sexual
/// offences, domestic abuse and hate crime.
///
/// A rule of this project, after the Information Commissioner's advice to band sensitive categories and to
/// merge sparse areas. Exploitation, modern slavery and the age of victims are not among what is kept.
struct SensitiveOffences {
  private let isSensitive: [Bool]
  /// Of every sensitive incident what it must be told together with.
  private let groupOf: [Int32: Group]
  private let sizes: [Group: Int]

  private static let layer = "lpu"
  private static let qualifiers = Qualifiers([.domestic, .hate])
  private static let root = "sexual-offences"

  /// Incidents that are told together: of one kind, in one month and one unit.
  private struct Group: Hashable {
    let offence: OffenceTree.ID
    let qualifiers: UInt8
    let month: Month
    let unit: Int32
  }

  /// - Complexity: O(*n*) for *n* incidents.
  init(in data: StudyData) {
    let tree = OffenceTree.standard
    let root = tree.id(code: Self.root)
    let kinds = tree.offences.indices.map { index in
      root.map { tree.isWithin(OffenceTree.ID(index), $0) } ?? false
    }
    isSensitive = kinds
    let incidents = data.incidents
    let units = data.layers[Self.layer].map { data.areas(of: $0) }
    var groupOf: [Int32: Group] = [:]
    var sizes: [Group: Int] = [:]
    for incident in 0..<incidents.locatedCount {
      let qualifiers = incidents.qualifiers(of: incident)
      guard
        kinds[Int(incidents.offences[incident])] || !qualifiers.isDisjoint(with: Self.qualifiers)
      else { continue }
      let group = Group(
        offence: incidents.offences[incident], qualifiers: qualifiers.rawValue,
        month: incidents.months[incident], unit: units?[incident] ?? 0)
      groupOf[Int32(incident)] = group
      sizes[group, default: 0] += 1
    }
    self.groupOf = groupOf
    self.sizes = sizes
  }

  /// Whether a count is of nothing but sensitive incidents, and not of all of a unit's in its months.
  func isTooFine(_ tally: Tally) -> Bool {
    guard tally.count > 0 else { return false }
    var counted: [Group: Int] = [:]
    for incident in tally.incidents {
      guard let group = groupOf[incident] else { return false }
      counted[group, default: 0] += 1
    }
    return counted.contains { sizes[$0.key] != $0.value }
  }

  /// Whether a study asks for nothing else.
  func isAll(of terms: StudyRecord.Terms) -> Bool {
    let tree = OffenceTree.standard
    if !Qualifiers(terms.qualifiers).isDisjoint(with: Self.qualifiers) { return true }
    let asked = terms.offences.compactMap { tree.id(code: $0) }
    return !asked.isEmpty && asked.allSatisfy { isSensitive[Int($0)] }
  }
}
