package import Geodesy
package import Records

/// The answer to a `HotspotQuestion`: the hotspots, the parameters as used, where the data came from,
/// and what a reader must know.
package struct HotspotReport: Sendable {
  package let hotspots: [Hotspot]
  package let study: Study
  package let summary: Summary
  package let caveats: [Caveat]
  package let provenance: Provenance
  let projection: Projection
  let outlines: [Area]

  /// The parameters as used, automatic choices with the rule that made them.
  package struct Study: Sendable {
    package let offences: [String]
    /// The first and the last month.
    package let from: String
    package let to: String
    package let days: Double
    package let layer: String
    package let layerRule: String?
    /// The codes of the areas studied; empty for all.
    package let areas: [String]
    package let per: String?
    package let top: Int?
    package let hotShare: Double
    package let minCount: Int
    /// The radius of the quartic kernel, and the side of a cell, in metres.
    package let bandwidth: Double
    /// The kernel's standard deviation on each axis, in metres.
    package let standardDeviation: Double
    package let cell: Double
    package let areaKm2: Double
    package let crs: String
    package let operation: Projection.Operation
  }

  package struct Summary: Sendable {
    /// The incidents of the study: located, in its area, of its offences and period.
    package let incidents: Int
    package let withoutLocation: Int
    /// Those that lie in no area of the layer.
    package let outsideAreas: Int
    /// The incidents in any of the hotspots listed; one that lies in two counts once.
    package let inHotspots: Int
    package let areas: [(area: Area, count: Int, hotspots: Int)]
  }

  package struct Provenance: Sendable {
    package let version: String
    package let incidents: [ImportBatch]
    package let boundaries: [ImportBatch]
    package let offenceTree: String
    package let elapsedSeconds: Double
  }
}
