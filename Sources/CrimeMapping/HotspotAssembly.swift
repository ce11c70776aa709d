import Areas
import Geometry
import Hotspots
import Records
import SpatialIndex

/// Makes hotspots of regions: draws and cuts their outlines, counts what lies inside, ranks them.
struct HotspotAssembly: Sendable {
  let data: StudyData
  let scope: StudyScope
  let question: HotspotQuestion
  let incidents: StudyIncidents
  let points: GriddedPoints
  let surface: Surface

  /// The layer by whose areas hotspots are named: the one they are ranked by, else the study's.
  private var naming: AreaLayer { scope.per ?? scope.layer }

  /// The size of the study area, in km².
  var studyArea: Double {
    scope.areas.reduce(0) { $0 + scope.layer.areas[$1].shape.area } / 1e6
  }

  /// The hotspots in the order they are listed: by area, then by rank.
  func hotspots(from regions: [OwnedRegion]) throws(StudyError) -> [Hotspot] {
    let studyWindow = StudyWindow(scope.areas.map { scope.layer.areas[$0].shape })
    let namingWindow = StudyWindow(naming.areas.map(\.shape))
    let namingAreas = data.areas(of: naming)
    var found: [(owner: Int?, hotspot: Hotspot)] = []
    for region in regions {
      do {
        guard let cut = try studyWindow.clip(region.region.outline(on: surface)) else { continue }
        let inside = points.numbers(in: cut.shape).map { incidents.inside[Int($0)] }
        guard inside.count >= question.minCount else { continue }
        let held = Self.mostFrequent(inside.map { namingAreas[Int($0)] })
        guard region.owner == nil || region.owner == held else { continue }
        let met = try namingWindow.clip(cut.shape)?.areas ?? []
        found.append(
          (held, hotspot(region.region, cut.shape, inside: inside, met: met, held: held)))
      } catch {
        throw .overlayFailed(reason: "\(error.operation): \(error.message)")
      }
    }
    return ranked(found)
  }

  /// The area that holds most incidents, the lowest code among equals; `nil` when none holds any.
  private static func mostFrequent(_ areas: [Int32]) -> Int? {
    var counts: [Int32: Int] = [:]
    for area in areas where area >= 0 { counts[area, default: 0] += 1 }
    return counts.max { ($0.value, $1.key) < ($1.value, $0.key) }.map { Int($0.key) }
  }

  private func hotspot(
    _ region: HotRegion, _ shape: MultiPolygon<Point>, inside: [Int32], met: [Int], held: Int?
  ) -> Hotspot {
    let share = Double(inside.count) / Double(max(1, incidents.inside.count))
    let area = shape.area / 1e6
    return Hotspot(
      rank: 0, shape: shape, count: inside.count, share: share, areaKm2: area,
      peakPerKm2: region.peak * 1e6, meanPerKm2: region.mean * 1e6,
      pai: share / (area / studyArea), levelPerKm2: region.level * 1e6,
      areas: met.map { naming.areas[$0] }, area: held.map { naming.areas[$0] },
      place: place(of: inside), offences: offences(of: inside), months: months(of: inside))
  }

  /// The most frequent location text, the first in the alphabet among equals.
  private func place(of inside: [Int32]) -> String? {
    let places = data.incidents.places
    var counts: [Int32: Int] = [:]
    for index in inside where places.codes[Int(index)] >= 0 {
      counts[places.codes[Int(index)], default: 0] += 1
    }
    let texts = counts.map { (text: places.pool[Int($0.key)], count: $0.value) }
    return texts.max { ($0.count, $1.text) < ($1.count, $0.text) }?.text
  }

  private func offences(of inside: [Int32]) -> [(code: String, count: Int)] {
    let counts = Dictionary(grouping: inside) { data.incidents.offences[Int($0)] }
    return counts.sorted { $0.key < $1.key }
      .map { (OffenceTree.standard[$0.key].code, $0.value.count) }
  }

  private func months(of inside: [Int32]) -> [(month: Month, count: Int)] {
    let counts = Dictionary(grouping: inside) { data.incidents.months[Int($0)] }
    return counts.sorted { $0.key < $1.key }.map { ($0.key, $0.value.count) }
  }

  /// Ranks by mean density, then count, then the westernmost and southernmost corner; within each area
  /// when areas are ranked by themselves.
  private func ranked(_ found: [(owner: Int?, hotspot: Hotspot)]) -> [Hotspot] {
    let groups = Dictionary(grouping: found) { scope.per == nil ? -1 : $0.owner ?? -1 }
    return groups.sorted { $0.key < $1.key }.flatMap { _, group -> [Hotspot] in
      let sorted = group.map(\.hotspot).sorted(by: Self.isHotter)
      return sorted.prefix(question.top ?? sorted.count).enumerated().map { place, hotspot in
        var hotspot = hotspot
        hotspot.rank = place + 1
        return hotspot
      }
    }
  }

  private static func isHotter(_ a: Hotspot, _ b: Hotspot) -> Bool {
    let (west, east) = (a.shape.box, b.shape.box)
    return (-a.meanPerKm2, -a.count, west?.minX ?? 0, west?.minY ?? 0)
      < (-b.meanPerKm2, -b.count, east?.minX ?? 0, east?.minY ?? 0)
  }
}
