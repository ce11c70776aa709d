import Areas
import GeoJSON
import Geodesy
package import Hotspots
import Maps
import Records

/// The answer to an `EmergingQuestion`: what became of each place, step by step, and what every result carries.
package struct EmergingReport: StudyReport {
  package let question: EmergingQuestion
  package let record: StudyRecord
  let units: StudyUnits
  let steps: EmergingSteps
  /// How many incidents each unit had in each step.
  package let counts: SpaceTimeCube
  let classes: EmergingClasses
  let locations: SurfaceTerms.Locations
  let projection: Projection
  /// The areas to draw.
  let outlines: [Area]
}

extension EmergingReport {
  package func bytes(as form: ResultForm) throws(StudyError) -> [UInt8] {
    switch form {
    case .table: Array(table.utf8)
    case .csv: Array(csv.utf8)
    case .svg: Array(map().svg().utf8)
    default: try featureCollection().bytes
    }
  }

  package var count: Int { units.lattice.count }

  package var emerging: EmergingHotSpots { classes.emerging }

  /// For each unit its place among those that were classed; `nil` for those left out.
  var places: [Int?] {
    var places = [Int?](repeating: nil, count: count)
    for (place, unit) in classes.units.enumerated() { places[unit] = place }
    return places
  }

  /// The name of a unit's class in machine-readable results.
  func className(_ place: Int?) -> String {
    guard let place else { return "left-out" }
    return classes.isIsland(place) ? "no-neighbours" : emerging.areas[place].pattern.name
  }

  /// How many incidents a unit had in all steps.
  func total(of unit: Int) -> Int {
    (0..<counts.steps).reduce(0) { $0 + Int(counts[unit, $1]) }
  }

  /// The incidents in the steps.
  var counted: Int { Int(counts.values.reduce(0, +)) }

  /// The patterns that there are, with their units, in the order of `EmergingPattern.all`.
  package var found: [(pattern: EmergingPattern, units: [Int])] {
    var units: [EmergingPattern: [Int]] = [:]
    for (place, area) in emerging.areas.enumerated() where !classes.isIsland(place) {
      units[area.pattern, default: []].append(classes.units[place])
    }
    return EmergingPattern.all.compactMap { pattern in units[pattern].map { (pattern, $0) } }
  }

  /// What the units are, in words.
  var unitWords: String {
    switch units.terms.shape {
    case .square: "squares of \(plain(units.terms.size)) m"
    case .hexagon: "hexagons of \(plain(units.terms.size)) m"
    case .area: "areas of the layer \(units.layer?.name ?? "")"
    }
  }
}

extension EmergingPattern {
  /// As a legend has it: "New hot spot".
  package var words: String {
    guard let side else { return "No pattern" }
    return
      "\(kind.rawValue.prefix(1).uppercased())\(kind.rawValue.dropFirst()) \(side.rawValue) spot"
  }
}

extension BinState {
  /// One letter for a series of steps: H, C or a point.
  var letter: String {
    switch self {
    case .hot: "H"
    case .cold: "C"
    case .neither: "."
    }
  }
}
