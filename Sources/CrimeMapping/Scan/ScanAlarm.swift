package import Geometry
package import Hotspots
package import Records

/// A cluster with its place, its days and what it holds.
package struct ScanAlarm: Sendable {
  package let cluster: ScanCluster
  package let shape: MultiPolygon<Point>
  /// As days of the calendar.
  package let firstDay: String
  package let lastDay: String
  /// The areas of the study's layer that its incidents lie in, and the one that holds most of them.
  package let areas: [Area]
  package let area: Area?
  /// The most frequent location text.
  package let place: String?
  /// The units it is made of; none where points were scanned.
  package let units: [Area]
  /// In days, or months; `nil` for a scan that is not prospective.
  package let recurrence: Double?
  package let isSignificant: Bool
  /// The days of each tie told.
  package let tieDays: [(first: String, last: String)]
}
