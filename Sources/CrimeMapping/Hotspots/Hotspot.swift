package import Geometry
package import Records

/// A place where incidents crowd: its outline, how many incidents it holds, and which.
package struct Hotspot: Sendable {
  /// The place in the ranking, from 1; within its area when each area is ranked by itself.
  package let rank: Int
  /// How certain its rank and place are.
  package let certainty: HotspotCertainty
  /// The outline in metres, cut to the study area.
  package let shape: MultiPolygon<Point>
  package let count: Int
  /// Their places among the incidents of the data.
  package let incidents: [Int32]
  /// The part of the study's incidents that it holds.
  package let share: Double
  package let areaKm2: Double
  /// The highest and the mean value of the density surface inside, per km² over the period.
  package let peakPerKm2: Double
  package let meanPerKm2: Double
  /// Prediction accuracy index (Chainey, Tompson and Uhlig 2008): the share of incidents over the
  /// share of the study area.
  package let pai: Double
  /// The level above which the surface was taken as hot, per km².
  package let levelPerKm2: Double
  /// The areas that the outline meets, and the one that holds most of its incidents.
  package let areas: [Area]
  package let area: Area?
  /// The most frequent location text.
  package let place: String?
  package let offences: [(code: String, count: Int)]
  package let months: [(month: Month, count: Int)]
}
