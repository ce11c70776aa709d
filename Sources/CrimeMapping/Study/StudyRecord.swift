package import Geodesy
package import Records

/// What every result carries beside its answer: the terms as used, what was counted, where the data came
/// from, and what a reader must know.
package struct StudyRecord: Sendable {
  package let terms: Terms
  /// How its surface was made; `nil` for a study without one.
  package let surface: SurfaceMaking?
  package let summary: Summary
  package let caveats: [Caveat]
  package let provenance: Provenance

  /// What was studied, automatic choices with the rule that made them.
  package struct Terms: Sendable {
    package let offences: [String]
    /// What incidents must have besides; often nothing.
    package let qualifiers: [Qualifier]
    /// The first and the last month.
    package let from: String
    package let to: String
    package let days: Double
    package let layer: String
    package let layerRule: String?
    /// The codes of the areas studied; empty for all.
    package let areas: [String]
    package let areaKm2: Double
    package let crs: String
    package let operation: Projection.Operation
    /// What incidents count for on the surface; one each when `nil`.
    package let harm: HarmWeights?
  }

  package struct Summary: Sendable {
    /// The incidents of the study: located, in its area, of its offences and period.
    package let incidents: Int
    package let withoutLocation: Int
    /// Those that lie in no area of the layer.
    package let outsideAreas: Int
    package let areas: [(area: Area, count: Int)]
  }

  package struct Simulation: Hashable, Sendable {
    package let seed: UInt64
    package let replicates: Int
  }

  package struct Provenance: Sendable {
    package let version: String
    package let incidents: [ImportBatch]
    package let boundaries: [ImportBatch]
    /// Files of numbers that incidents were compared with.
    package let denominators: [ImportBatch]
    package let offenceTree: String
    /// What random numbers were made from, and how often something was simulated.
    package let simulation: Simulation?
    package let elapsedSeconds: Double
  }
}
