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
  let ground: StudyGround
  /// The size of the study area, in km².
  let studyArea: Double

  /// The layer by whose areas hotspots are named: the one they are ranked by, else the study's.
  private var naming: AreaLayer { scope.per ?? scope.layer }

  /// A region with enough incidents, before its outline is cut.
  struct Candidate: Sendable {
    let region: HotRegion
    /// The area of the layer `per` whose level it is above.
    let owner: Int?
    let outline: MultiPolygon<Point>
    /// The numbers of the incidents inside.
    let inside: [Int32]
    /// The place of the area that holds most of them.
    let held: Int?
  }

  /// The regions with enough incidents in the order they are ranked: by area, then by rank.
  func ranked(_ regions: [OwnedRegion]) -> [Candidate] {
    let groups = Dictionary(grouping: candidates(from: regions)) { group(of: $0) }
    return groups.sorted { $0.key < $1.key }.flatMap { $0.value.sorted(by: Self.isHotter) }
  }

  private func group(of candidate: Candidate) -> Int {
    scope.per == nil ? -1 : candidate.held ?? -1
  }

  /// The hotspots in the order they are listed.
  ///
  /// All incidents lie in the study area, so cutting an outline to it changes no count: outlines are
  /// ranked first, and only those that are listed are cut.
  /// - Parameter certainties: one for each candidate.
  func hotspots(
    of candidates: [Candidate], _ certainties: [HotspotCertainty]
  ) throws(StudyError) -> Assembled {
    let studyWindow = ground.window("study", scope.shapes)
    let namingWindow = ground.window("naming", naming.areas.map(\.shape))
    var hotspots: [Hotspot] = []
    var inside = Set<Int32>()
    var (group, rank) = (Int?.none, 0)
    do {
      for (candidate, certainty) in zip(candidates, certainties) {
        if group != self.group(of: candidate) { (group, rank) = (self.group(of: candidate), 0) }
        guard rank < question.top ?? .max, let cut = try studyWindow.clip(candidate.outline) else {
          continue
        }
        let met =
          naming.name == scope.layer.name
          ? cut.areas.map { scope.areas[$0] } : try namingWindow.clip(cut.shape)?.areas ?? []
        rank += 1
        hotspots.append(hotspot(candidate, rank, certainty, shape: cut.shape, met: met))
        inside.formUnion(candidate.inside)
      }
    } catch {
      throw .overlayFailed(reason: "\(error.operation): \(error.message)")
    }
    return Assembled(hotspots: hotspots, incidents: inside.count)
  }

  /// The hotspots listed, and how many incidents lie in any of them.
  struct Assembled: Sendable {
    let hotspots: [Hotspot]
    let incidents: Int
  }

  private func candidates(from regions: [OwnedRegion]) -> [Candidate] {
    let namingAreas = data.areas(of: naming)
    return regions.compactMap { owned in
      let outline = owned.region.outline(on: surface)
      let inside = points.numbers(in: outline).map { incidents.inside[Int($0)] }
      guard inside.count >= question.minCount else { return nil }
      let held = Self.mostFrequent(inside.map { namingAreas[Int($0)] })
      guard owned.owner == nil || owned.owner == held else { return nil }
      return Candidate(
        region: owned.region, owner: owned.owner, outline: outline, inside: inside, held: held)
    }
  }

  /// By mean density, then count, then the westernmost and southernmost corner.
  private static func isHotter(_ a: Candidate, _ b: Candidate) -> Bool {
    let (first, second) = (a.outline.box, b.outline.box)
    return (-a.region.mean, -a.inside.count, first?.minX ?? 0, first?.minY ?? 0)
      < (-b.region.mean, -b.inside.count, second?.minX ?? 0, second?.minY ?? 0)
  }

  /// The area that holds most incidents, the lowest code among equals; `nil` when none holds any.
  private static func mostFrequent(_ areas: [Int32]) -> Int? {
    var counts: [Int32: Int] = [:]
    for area in areas where area >= 0 { counts[area, default: 0] += 1 }
    return counts.max { ($0.value, $1.key) < ($1.value, $0.key) }.map { Int($0.key) }
  }

  private func hotspot(
    _ candidate: Candidate, _ rank: Int, _ certainty: HotspotCertainty,
    shape: MultiPolygon<Point>, met: [Int]
  ) -> Hotspot {
    let (region, inside) = (candidate.region, candidate.inside)
    let share = Double(inside.count) / Double(max(1, incidents.inside.count))
    let area = shape.area / 1e6
    return Hotspot(
      rank: rank, certainty: certainty, shape: shape, count: inside.count,
      incidents: inside, share: share,
      areaKm2: area,
      peakPerKm2: region.peak * 1e6, meanPerKm2: region.mean * 1e6,
      pai: share / (area / studyArea), levelPerKm2: region.level * 1e6,
      areas: met.map { naming.areas[$0] }, area: candidate.held.map { naming.areas[$0] },
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
}
