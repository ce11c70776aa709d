package import Geometry

/// A file of incidents, ready to be kept: what its rows say, and where that is in the store.
package struct PreparedIncidents: Sendable {
  package let batch: ImportBatch
  package let sheet: IncidentSheet
  /// The position of each row in metres of the store's reference system.
  package let points: [Point?]
  /// The month in which each row's occurrence starts.
  package let months: [Month]
  /// Whether each row lies far outside the rest of its file.
  package let farOutside: [Bool]

  package init(
    batch: ImportBatch, sheet: IncidentSheet, points: [Point?], months: [Month],
    farOutside: [Bool]
  ) {
    self.batch = batch
    self.sheet = sheet
    self.points = points
    self.months = months
    self.farOutside = farOutside
  }
}
