package import Records

/// A file that describes a public spaces protection order (`docs/orders.md`).
package struct OrderFile: Sendable {
  package let order: PublicSpacesOrder
  /// The file with the order's area, as written; relative to this file.
  package let area: String?

  /// Reads the YAML of an order.
  /// - Throws: with the key or value that cannot be used.
  package init(
    _ file: SourceFile, in tree: OffenceTree = .standard
  ) throws(RecordFileError) {
    let bytes = try file.contents()
    var keys = try YAMLKeys(yaml: String(decoding: bytes, as: UTF8.self), file: file.name)
    let name = try keys.needed("name")
    let start = try Self.day("from", try keys.needed("from"), keys)
    let end = try keys.text(of: "to").map { (text) throws(RecordFileError) in
      try Self.day("to", text, keys)
    }
    if let end, end < start { throw keys.fault("to \(end) is before from \(start)") }
    area = try keys.text(of: "area")
    var restrictions: [PublicSpacesOrder.Restriction] = []
    for item in try keys.items(of: "restrictions", "restriction") {
      restrictions.append(try Self.restriction(item, tree))
    }
    guard !restrictions.isEmpty else {
      throw keys.fault("restrictions is missing: what the order forbids or requires")
    }
    try keys.finish()
    order = PublicSpacesOrder(
      name: name, start: start, end: end, restrictions: restrictions, file: file.name,
      digest: sha256(of: bytes))
  }

  private static func day(
    _ key: String, _ text: String, _ keys: YAMLKeys
  ) throws(RecordFileError) -> CalendarDay {
    guard let day = CalendarDay(text) else {
      throw keys.fault("\(key) is '\(text)', no day such as 2022-07-18")
    }
    return day
  }

  private static func restriction(
    _ item: YAMLKeys, _ tree: OffenceTree
  ) throws(RecordFileError) -> PublicSpacesOrder.Restriction {
    var keys = item
    let name = try keys.needed("name")
    var offences: [OffenceTree.ID] = []
    for word in try keys.words(of: "offences") {
      guard let id = tree.id(named: word) else { throw keys.fault("unknown offence '\(word)'") }
      offences.append(id)
    }
    guard !offences.isEmpty else {
      throw keys.fault("offences is missing: which incidents tell of the behaviour")
    }
    let qualifiers = try Self.qualifiers(&keys)
    let hours = try Self.hours(&keys)
    let days = try Self.days(&keys)
    try keys.finish()
    return PublicSpacesOrder.Restriction(
      name: name, offences: offences, qualifiers: qualifiers, hours: hours, days: days)
  }

  private static func qualifiers(
    _ keys: inout YAMLKeys
  ) throws(RecordFileError) -> [Qualifier] {
    var qualifiers: [Qualifier] = []
    for word in try keys.words(of: "qualifiers") {
      guard let qualifier = Qualifier(rawValue: word) else {
        let all = Qualifier.allCases.map(\.rawValue).joined(separator: ", ")
        throw keys.fault("unknown qualifier '\(word)'; there are \(all)")
      }
      qualifiers.append(qualifier)
    }
    return qualifiers
  }

  private static func hours(_ keys: inout YAMLKeys) throws(RecordFileError) -> DailyHours {
    guard let text = try keys.text(of: "hours") else { return .allDay }
    guard let hours = DailyHours(text) else {
      throw keys.fault("hours is '\(text)', no hours such as 20:00-04:00")
    }
    return hours
  }

  private static func days(_ keys: inout YAMLKeys) throws(RecordFileError) -> Set<DayName> {
    var days: Set<DayName> = []
    for word in try keys.words(of: "days") {
      guard let day = DayName(word) else { throw keys.fault("unknown day '\(word)'") }
      days.insert(day)
    }
    return days.isEmpty ? Set(DayName.allCases) : days
  }
}
