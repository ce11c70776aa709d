import Geometry
import Records

/// The division of the land into beats, local policing units and local authorities.
struct BeatPartition {
  /// The corners of each site's cell.
  let cells: [[Point]]
  let beats: [Area]
  let localPolicingUnits: [Area]
  let localAuthorities: [Area]

  init(towns: [Town]) {
    let sites = ForceLayout.sites(of: towns)
    let cells = VoronoiCells(of: sites.map(\.position), within: ForceLayout.outline).cells
    let units = Self.units(of: sites, cells: cells)
    self.cells = cells
    beats = Self.beats(cells: cells, units: units, towns: towns)
    localPolicingUnits = Self.localPolicingUnits(cells: cells, units: units, towns: towns)
    localAuthorities = Self.localAuthorities(cells: cells, units: units, towns: towns)
  }

  /// For each site the main town that is nearest on foot from beat to beat.
  ///
  /// Shortest paths (Dijkstra 1959) from all main towns at once, so that every unit hangs together:
  /// each beat joins the unit of the beat before it on its path. Steps within a town cost nothing,
  /// so that no town is divided.
  private static func units(of sites: [ForceLayout.Site], cells: [[Point]]) -> [Int] {
    let neighbours = neighbours(of: cells)
    var units = Array(repeating: -1, count: sites.count)
    var distances = Array(repeating: Double.infinity, count: sites.count)
    for town in 0..<ForceLayout.mainTownCount { (units[town], distances[town]) = (town, 0) }
    var open = Set(sites.indices)
    while let site = open.min(by: { (distances[$0], $0) < (distances[$1], $1) }) {
      open.remove(site)
      for neighbour in neighbours[site] where open.contains(neighbour) {
        let distance = distances[site] + step(from: sites[site], to: sites[neighbour])
        guard distance < distances[neighbour] else { continue }
        (units[neighbour], distances[neighbour]) = (units[site], distance)
      }
    }
    return units
  }

  private static func step(from a: ForceLayout.Site, to b: ForceLayout.Site) -> Double {
    a.town != nil && a.town == b.town ? 0 : a.position.distance(to: b.position)
  }

  /// The cells that share an edge with each cell.
  private static func neighbours(of cells: [[Point]]) -> [[Int]] {
    var owners: [BoundaryEdge: Int] = [:]
    for (cell, corners) in cells.enumerated() {
      for edge in BoundaryEdge.edges(of: corners) { owners[edge] = cell }
    }
    return cells.map { corners in
      BoundaryEdge.edges(of: corners).compactMap { owners[$0.reversed] }
    }
  }

  private static func beats(cells: [[Point]], units: [Int], towns: [Town]) -> [Area] {
    var beats: [Area] = []
    for unit in 0..<ForceLayout.mainTownCount {
      for (number, site) in cells.indices.filter({ units[$0] == unit }).enumerated() {
        // The first names are those of the towns, so there is one left for each beat.
        let village = PlaceNames.settlements[towns.count + beats.count]
        let digits = String(number + 1)
        beats.append(
          Area(
            layer: "beat", code: "F" + unitCode(unit) + (digits.count < 2 ? "0" : "") + digits,
            name: towns.indices.contains(site) ? towns[site].name + " Central" : village,
            parent: Area.Parent(layer: "lpu", code: unitCode(unit)),
            shape: MultiPolygon([Polygon(exterior: ring(of: cells[site]))])))
      }
    }
    return beats
  }

  private static func localPolicingUnits(
    cells: [[Point]], units: [Int], towns: [Town]
  ) -> [Area] {
    // The authorities list their units in order.
    ForceLayout.authorities.enumerated().flatMap { authority, members in
      members.map { unit in
        let pieces = cells.indices.filter { units[$0] == unit }.map { cells[$0] }
        return Area(
          layer: "lpu", code: unitCode(unit), name: towns[unit].name,
          parent: Area.Parent(layer: "local-authority", code: authorityCode(authority)),
          shape: MultiPolygon([dissolved(pieces)]))
      }
    }
  }

  private static func localAuthorities(cells: [[Point]], units: [Int], towns: [Town]) -> [Area] {
    ForceLayout.authorities.enumerated().map { number, members in
      let largest = members.max { towns[$0].population < towns[$1].population } ?? members[0]
      let pieces = cells.indices.filter { members.contains(units[$0]) }.map { cells[$0] }
      return Area(
        layer: "local-authority", code: authorityCode(number),
        name: towns[largest].name + " District", shape: MultiPolygon([dissolved(pieces)]))
    }
  }

  /// A to I.
  private static func unitCode(_ unit: Int) -> String {
    String(UnicodeScalar(UInt8(ascii: "A") + UInt8(unit)))
  }

  private static func authorityCode(_ number: Int) -> String { "X0" + String(number + 1) }
}
