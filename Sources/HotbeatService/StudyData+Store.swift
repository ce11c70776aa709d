package import CrimeMapping
import Geodesy
package import RecordStores
package import Records

extension StudyData {
  /// Loads what studies need from a store.
  ///
  /// - Parameter months: only incidents of these months; all when `nil`.
  /// - Throws: `StoreError` or `GeodesyError`.
  /// - Complexity: O(*n* log *n*), about 2 microseconds an incident.
  package init(from store: RecordStore, months: ClosedRange<Month>? = nil) throws {
    let epsg = try store.epsg() ?? 27_700
    self.init(
      incidents: try store.incidents(in: months), areas: try store.areas(),
      batches: try store.batches(),
      projection: try Projection(to: CoordinateReferenceSystem("EPSG:\(epsg)")),
      anonymisationPoints: try store.anonymisationPoints(),
      denominators: try store.denominators())
  }
}
