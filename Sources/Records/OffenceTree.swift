/// One kind of offence or incident, at its place in the tree.
package struct Offence: Hashable, Sendable {
  /// What the store and the command line call it, such as `vehicle-offences`.
  package let code: String
  /// The code of the offence above; `nil` at the top (recorded crime, fraud, ASB).
  package let parent: String?
  /// What people call it, such as "Vehicle offences".
  package let name: String
  /// The offences that a source does not tell apart under this name: police.uk's "Violence and sexual
  /// offences" merges two Home Office groups.
  package let merges: [String]
  /// Other names by which it may be asked for, police.uk's own category among them.
  package let aliases: [String]
}

/// The Home Office groups and subgroups, anti-social behaviour with its three qualifiers, and the
/// categories of police.uk mapped onto them.
///
/// Any offence selects all below it. Anti-social behaviour and fraud stand outside recorded crime, so
/// they are never part of a total of it.
package struct OffenceTree: Sendable {
  /// The place of an offence in `offences`; stable within one version of the tree.
  package typealias ID = UInt16

  /// The edition of the tree, kept with every result that used it.
  package static let version = "2026.1"

  /// The tree that comes with Hotbeat: `geodata/offences.csv`.
  package static let standard = OffenceTree(csv: PackageResources.offences_csv)

  /// The 14 categories under which police.uk has published since May 2013.
  package static let policeUKCategories = [
    "Anti-social behaviour", "Bicycle theft", "Burglary", "Criminal damage and arson", "Drugs",
    "Other crime", "Other theft", "Possession of weapons", "Public order", "Robbery",
    "Shoplifting", "Theft from the person", "Vehicle crime", "Violence and sexual offences",
  ]

  package let offences: [Offence]
  private let ids: [String: ID]
  private let parents: [ID?]
  private let names: [String: ID]

  /// Builds a tree from offences listed with every parent before its children.
  package init(_ offences: [Offence]) {
    self.offences = offences
    let ids = Dictionary(
      uniqueKeysWithValues: offences.enumerated().map { ($1.code, ID($0)) })
    var names: [String: ID] = [:]
    for (index, offence) in offences.enumerated() {
      for name in [offence.code, offence.name] + offence.aliases {
        names[Self.key(name)] = ID(index)
      }
    }
    self.ids = ids
    self.names = names
    parents = offences.map { $0.parent.flatMap { ids[$0] } }
  }

  package subscript(id: ID) -> Offence { offences[Int(id)] }

  /// The offence with exactly this code.
  package func id(code: String) -> ID? { ids[code] }

  /// The offence with this code, name or alias, letter case and punctuation aside.
  package func id(named name: String) -> ID? { names[Self.key(name)] }

  /// Whether an offence is another one or stands somewhere below it.
  package func isWithin(_ id: ID, _ ancestor: ID) -> Bool {
    var current: ID? = id
    while let here = current {
      if here == ancestor { return true }
      current = parents[Int(here)]
    }
    return false
  }

  /// How many steps an offence stands below the top.
  package func depth(of id: ID) -> Int {
    parents[Int(id)].map { depth(of: $0) + 1 } ?? 0
  }

  /// Letters and digits in lower case; "and" and "&" read alike, the rest is left out.
  private static func key(_ name: String) -> String {
    name.lowercased().replacing("&", with: "and").filter { $0.isLetter || $0.isNumber }
  }
}

extension OffenceTree {
  /// Reads lines of `code,parent,name,merges,also`, a header first; lists are divided by `|`.
  ///
  /// No field of the resource is quoted or empty where a tree needs it, which the tests check.
  private init(csv bytes: [UInt8]) {
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n").dropFirst()
    self.init(
      lines.map { line in
        let fields = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        return Offence(
          code: fields[0], parent: fields[1].isEmpty ? nil : fields[1], name: fields[2],
          merges: fields[3].split(separator: "|").map(String.init),
          aliases: fields[4].split(separator: "|").map(String.init))
      })
  }
}
