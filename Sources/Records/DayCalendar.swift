/// Days with names, such as school holidays or match days, as a file lists them.
package struct DayCalendar: Hashable, Sendable {
  /// The table's file, without its folder, and the SHA-256 of its bytes in hexadecimal.
  package let file: String
  package let digest: String
  package let entries: [Entry]

  package struct Entry: Hashable, Sendable {
    /// Such as "Easter holidays 2019".
    package let name: String
    /// What several entries have in common, such as "school holiday".
    package let kind: String
    /// Days counted from 1 January 1970, the last included.
    package let days: ClosedRange<Int>

    package init(name: String, kind: String, days: ClosedRange<Int>) {
      self.name = name
      self.kind = kind
      self.days = days
    }
  }

  package init(_ entries: [Entry], file: String, digest: String) {
    self.entries = entries
    self.file = file
    self.digest = digest
  }

  /// The kinds in the order of their first entry.
  package var kinds: [String] {
    entries.reduce(into: []) { kinds, entry in
      if !kinds.contains(entry.kind) { kinds.append(entry.kind) }
    }
  }

  /// All days of a kind.
  package func days(of kind: String) -> Set<Int> {
    entries.reduce(into: []) { days, entry in
      if entry.kind == kind { days.formUnion(entry.days) }
    }
  }
}
