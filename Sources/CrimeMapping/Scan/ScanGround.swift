import Areas
import Geometry
import Hotspots
import Records

/// The locations of a scan with what is counted at each.
struct ScanGround: Sendable {
  let positions: [Point]
  /// The areas of the locations; none where they are points.
  let units: [Area]
  /// The incidents, and controls, at each location.
  let incidents: [[Int32]]
  let controls: [[Int32]]
  /// The measure of each unit; 1 for points.
  let measures: [Double]
  /// Incidents in units that have no measure, and how many such units there are.
  var unmeasured = (incidents: 0, units: 0)
  /// Incidents in no unit of the ground.
  var outside = 0
  var year: Int?
  var sources: [ImportBatch] = []

  /// The places where incidents or controls are.
  init(points data: StudyData, incidents inside: [Int32], controls others: [Int32]) {
    var places: [Point: Int] = [:]
    var positions: [Point] = []
    func place(_ index: Int32) -> Int {
      let point = data.incidents.points[Int(index)]
      if let known = places[point] { return known }
      places[point] = positions.count
      positions.append(point)
      return positions.count - 1
    }
    let (own, other) = (inside.map(place), others.map(place))
    self.positions = positions
    units = []
    measures = positions.map { _ in 1 }
    incidents = Self.gathered(inside, at: own, count: positions.count)
    controls = Self.gathered(others, at: other, count: positions.count)
  }

  /// The areas of a layer whose centres lie in the study area.
  ///
  /// - Parameter measures: of the areas by code; those without one, or with 0, are left out. `nil` for a model
  ///   without a measure.
  init(
    units layer: AreaLayer, in scope: StudyScope, of data: StudyData, incidents inside: [Int32],
    controls others: [Int32], measures known: [String: Double]?
  ) {
    let centres = layer.areas.map { $0.shape.centroid ?? $0.shape.polygons[0].exterior.corners[0] }
    let chosen = Set(scope.areas.map { Int32($0) })
    let holders =
      layer.name == scope.layer.name
      ? layer.areas.indices.map { Int32($0) } : scope.layer.areas(of: centres)
    var numbers = [Int](repeating: -1, count: layer.areas.count)
    var (kept, gone): ([Int], Set<Int>) = ([], [])
    for area in layer.areas.indices where chosen.contains(holders[area]) {
      if let known, (known[layer.areas[area].code] ?? 0) <= 0 {
        gone.insert(area)
      } else {
        numbers[area] = kept.count
        kept.append(area)
      }
    }
    let owners = data.areas(of: layer)
    func placed(_ numbers: [Int], _ indices: [Int32]) -> [Int] {
      indices.map { owners[Int($0)] < 0 ? -1 : numbers[Int(owners[Int($0)])] }
    }
    positions = kept.map { centres[$0] }
    units = kept.map { layer.areas[$0] }
    measures = kept.map { known?[layer.areas[$0].code] ?? 1 }
    incidents = Self.gathered(inside, at: placed(numbers, inside), count: kept.count)
    controls = Self.gathered(others, at: placed(numbers, others), count: kept.count)
    let missing = inside.filter { owners[Int($0)] >= 0 && gone.contains(Int(owners[Int($0)])) }
    unmeasured = (missing.count, missing.isEmpty ? 0 : gone.count)
    outside = inside.count - missing.count - incidents.reduce(0) { $0 + $1.count }
  }

  private static func gathered(_ indices: [Int32], at places: [Int], count: Int) -> [[Int32]] {
    var lists = [[Int32]](repeating: [], count: count)
    for (index, place) in zip(indices, places) where place >= 0 { lists[place].append(index) }
    return lists
  }
}
