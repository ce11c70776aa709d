import Areas
import Geometry
import Hotspots
import Records

/// The places whose incidents are counted, those without any among them, in an order that does not depend on that
/// of the rows.
struct StudyPlaces: Sendable {
  /// What they are called together, such as "hexagons of 500 m".
  let kind: String
  let names: [String]
  /// The ground of each; `nil` for streets and points.
  let shapes: [MultiPolygon<Point>]?
  /// How large each is, where chance is by size; `nil` where each place has the same chance.
  let sizes: [Double]?
  /// Whether only places where something was recorded are known.
  let areOnlyKnown: Bool
  /// For each of some incidents its place, -1 for none.
  private let places: @Sendable ([Int32]) -> [Int32]

  /// The incidents of each place.
  func tallies(of incidents: [Int32]) -> [Tally] {
    var lists = [[Int32]](repeating: [], count: names.count)
    for (incident, place) in zip(incidents, places(incidents)) where place >= 0 {
      lists[Int(place)].append(incident)
    }
    return lists.map { Tally($0) }
  }

  /// How many incidents lie in no place.
  func left(of incidents: [Int32]) -> Int { places(incidents).count { $0 < 0 } }
}

extension StudyPlaces {
  /// Cells or areas; cells are named by the area of a layer that holds their centre.
  init(_ units: StudyUnits, of data: StudyData, in layer: AreaLayer) {
    let lattice = units.lattice
    kind =
      units.areas == nil
      ? "\(units.terms.shape == .square ? "squares" : "hexagons") of \(plain(units.terms.size)) m"
      : "areas of the layer \(units.layer?.name ?? "")"
    let holders = layer.areas(of: lattice.centres)
    names = (0..<lattice.count).map { unit in
      if let area = units.areas?[unit] { return "\(area.name) (\(area.code))" }
      let holder = holders[unit] < 0 ? nil : layer.areas[Int(holders[unit])].name
      return (holder.map { "\($0), " } ?? "") + "around \(units.name(of: unit))"
    }
    shapes = (0..<lattice.count).map { lattice.polygon(of: $0) }
    sizes = units.areas == nil ? lattice.ground : nil
    areOnlyKnown = false
    let points = data.incidents.points
    places = { lattice.units(of: $0.map { points[Int($0)] }) }
  }

  /// Streets by name, of all incidents of some numbers.
  init(streetsOf known: [Int32], in data: StudyData) {
    let texts = data.incidents.places
    let names = Set(known.compactMap { texts[Int($0)] }).sorted()
    let numbers = Dictionary(
      names.enumerated().map { ($1, Int32($0)) }, uniquingKeysWith: { first, _ in first })
    self.names = names
    (kind, shapes, sizes, areOnlyKnown) = ("streets by name", nil, nil, true)
    places = { $0.map { texts[Int($0)].flatMap { numbers[$0] } ?? -1 } }
  }

  /// Points: those of incidents, or all anonymisation points that are known.
  init(pointsOf known: [Int32], more: [Point], isAnonymised: Bool, in data: StudyData) {
    let points = data.incidents.points
    var labels: [Point: String] = [:]
    for incident in known {
      let name = data.incidents.places[Int(incident)] ?? ""
      let point = points[Int(incident)]
      // The first by name, whatever the order of the rows.
      labels[point] = labels[point].map { min($0, name) } ?? name
    }
    for point in more where labels[point] == nil { labels[point] = "" }
    let sorted = labels.keys.sorted { ($0.x, $0.y) < ($1.x, $1.y) }
    let numbers = Dictionary(
      sorted.enumerated().map { ($1, Int32($0)) }, uniquingKeysWith: { first, _ in first })
    names = sorted.map { point in
      let place = "\(Int(point.x.rounded())) \(Int(point.y.rounded()))"
      let label = labels[point] ?? ""
      return label.isEmpty ? place : "\(label) (\(place))"
    }
    kind = isAnonymised ? "anonymisation points" : "points"
    (shapes, sizes, areOnlyKnown) = (nil, nil, !isAnonymised)
    places = { $0.map { numbers[points[Int($0)]] ?? -1 } }
  }
}
