/// A public spaces protection order, or one proposed: when it holds, and which behaviour each of its restrictions
/// addresses. Its area is a shape of its own.
package struct PublicSpacesOrder: Hashable, Sendable {
  package let name: String
  /// The first day it is in force.
  package let start: CalendarDay
  /// The last day; `nil` where it is not known or still runs.
  package let end: CalendarDay?
  /// At least one.
  package let restrictions: [Restriction]
  /// Its file, without the folder, and the SHA-256 of its bytes in hexadecimal.
  package let file: String
  package let digest: String

  /// One thing the order forbids or requires, and the incidents that tell of the behaviour it names.
  package struct Restriction: Hashable, Sendable {
    /// In the order's words, short: "Surrender alcohol when asked".
    package let name: String
    /// At least one.
    package let offences: [OffenceTree.ID]
    /// Incidents need all of these; often none.
    package let qualifiers: [Qualifier]
    package let hours: DailyHours
    /// The days on which the hours start.
    package let days: Set<DayName>

    package init(
      name: String, offences: [OffenceTree.ID], qualifiers: [Qualifier] = [],
      hours: DailyHours = .allDay, days: Set<DayName> = Set(DayName.allCases)
    ) {
      self.name = name
      self.offences = offences
      self.qualifiers = qualifiers
      self.hours = hours
      self.days = days
    }

    /// Whether it holds at all times.
    package var isAlways: Bool { hours == .allDay && days.count == DayName.allCases.count }
  }

  package init(
    name: String, start: CalendarDay, end: CalendarDay?, restrictions: [Restriction],
    file: String, digest: String
  ) {
    precondition(!restrictions.isEmpty, "an order restricts something")
    self.name = name
    self.start = start
    self.end = end
    self.restrictions = restrictions
    self.file = file
    self.digest = digest
  }
}
