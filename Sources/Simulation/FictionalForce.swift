package import Geometry
package import Records

/// A police force that does not exist, with areas, incidents and hotspots that are known to be
/// there.
///
/// Start reading the module here. Fenmarch lies in the North Sea off the Humber (EPSG:27700) and
/// has the shape of a real county force: 4 local authorities, 9 local policing units, 122 beats, 13
/// towns. Areas, towns, names and anonymisation points are the same for every seed; incidents and
/// planted hotspots depend on it. The same parameters give the same force, byte for byte, where the
/// C library's logarithm and cosine give the same bits.
///
/// What a study finds here shows that it can find hotspots of this kind (discs, constant in time,
/// of a stated relative risk over a smooth background). Real incidents are less tidy.
package struct FictionalForce: Sendable {
  package static let name = "Fenmarch Constabulary"
  package static let slug = "fenmarch"

  package let parameters: ForceParameters
  /// The areas of layer `beat`, whose parents are local policing units.
  package let beats: [Area]
  /// The areas of layer `lpu`, whose parents are local authorities.
  package let localPolicingUnits: [Area]
  /// The areas of layer `local-authority`.
  package let localAuthorities: [Area]
  /// The outline of the force: the union of its beats.
  package let boundary: Polygon<Point>
  /// All incidents, in the order in which they happened.
  package let incidents: SimulatedIncidents
  /// The planted hotspots, four in each local policing unit, in the order of the units' codes.
  package let hotspots: [PlantedHotspot]

  /// - Complexity: O(incidents × towns).
  package init(_ parameters: ForceParameters) {
    let land = ForceLand.standard
    let planted = HotspotPlanting(land: land).hotspots(seed: parameters.seed)
    var generation = IncidentGeneration(parameters, land: land, hotspots: planted)
    generation.run()
    self.parameters = parameters
    beats = land.beats
    localPolicingUnits = land.localPolicingUnits
    localAuthorities = land.localAuthorities
    boundary = land.boundary
    hotspots = generation.countedHotspots()
    incidents = SimulatedIncidents(generation.drafts, parameters: parameters, land: land)
  }
}
