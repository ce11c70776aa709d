import Areas
import Geometry
import Hotspots
import RecordFiles
import Records

/// Describes groups of incidents as clusters: draws and cuts their outlines, counts what is in them.
struct ClusterAssembly: Sendable {
  let data: StudyData
  let scope: StudyScope
  let question: ClusterQuestion
  /// The numbers of the study's incidents, and where they lie.
  let incidents: [Int32]
  let points: [Point]
  let observedDays: Double

  /// Those of the first order by size, then those of higher orders.
  func clusters(from groups: [ClusterGroup]) throws(StudyError) -> [Cluster] {
    let window = StudyWindow(scope.shapes, boundary: WindowBoundary(scope.shapes))
    let layerAreas = data.areas(of: scope.layer)
    var clusters: [Cluster] = []
    do {
      for (place, group) in groups.enumerated() {
        let outline = try group.outline(points)
        // An outline of less than a square metre is left by the window, and stays as it is.
        let cut = try window.clip(outline)
        clusters.append(
          cluster(
            group, number: place + 1, cut?.shape ?? outline,
            met: cut?.areas.map { scope.areas[$0] } ?? [], layerAreas))
      }
    } catch {
      throw .overlayFailed(reason: "\(error.operation): \(error.message)")
    }
    return clusters
  }

  private func cluster(
    _ group: ClusterGroup, number: Int, _ shape: MultiPolygon<Point>, met: [Int],
    _ layerAreas: [Int32]
  ) -> Cluster {
    let inside = group.members.map { incidents[Int($0)] }
    let places = group.members.map { points[Int($0)] }
    let (share, area) = (
      Double(inside.count) / Double(max(1, incidents.count)), shape.area / 1e6
    )
    let held = mostFrequent(inside.map { layerAreas[Int($0)] })
    return Cluster(
      number: number, order: group.order, parent: group.parent.map { $0 + 1 }, shape: shape,
      count: inside.count, share: share,
      perYear: observedDays > 0 ? Double(inside.count) * 365.25 / observedDays : 0,
      areaKm2: area, pai: share / (area / scope.areaKm2), longest: longestExtent(of: places),
      months: months(of: inside), offences: offences(of: inside), span: span(of: inside),
      place: place(of: inside), areas: met.map { scope.layer.areas[$0] },
      area: held.map { scope.layer.areas[$0] }, countsAtPlaces: counts(at: places),
      evidence: group.evidence)
  }

  /// The area that holds most incidents, the lowest code among equals.
  private func mostFrequent(_ areas: [Int32]) -> Int? {
    var counts: [Int32: Int] = [:]
    for area in areas where area >= 0 { counts[area, default: 0] += 1 }
    return counts.max { ($0.value, $1.key) < ($1.value, $0.key) }.map { Int($0.key) }
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

  private func months(of inside: [Int32]) -> [(month: Month, count: Int)] {
    let counts = Dictionary(grouping: inside) { data.incidents.months[Int($0)] }
    return counts.sorted { $0.key < $1.key }.map { ($0.key, $0.value.count) }
  }

  private func offences(of inside: [Int32]) -> [(code: String, count: Int)] {
    let counts = Dictionary(grouping: inside) { data.incidents.offences[Int($0)] }
    return counts.sorted { $0.key < $1.key }
      .map { (OffenceTree.standard[$0.key].code, $0.value.count) }
  }

  /// The days that a cluster in time lasts.
  private func span(of inside: [Int32]) -> (first: String, last: String, days: Double)? {
    guard question.method == .spaceTime,
      let first = inside.map({ data.incidents.starts[Int($0)] }).min(),
      let last = inside.map({ data.incidents.ends[Int($0)] }).max(),
      let firstDay = CivilTime.london.day(of: Instant(seconds: first)),
      let lastDay = CivilTime.london.day(of: Instant(seconds: last))
    else { return nil }
    return (firstDay.description, lastDay.description, Double(last - first) / 86_400)
  }

  private func counts(at places: [Point]) -> [Int] {
    Dictionary(grouping: places) { $0 }.values.map(\.count).sorted(by: >)
  }

  /// What all clusters of the first order are together.
  func overview(
    of clusters: [Cluster], _ groups: [ClusterGroup]
  ) throws(StudyError) -> ClusterOverview {
    let first = clusters.filter { $0.order == 1 }
    let held = first.reduce(0) { $0 + $1.count }
    let ground: Double
    do {
      // Outlines overlap where clusters are nearer than twice the distance.
      ground = try dissolved(first.map(\.shape)).area / 1e6
    } catch {
      throw .overlayFailed(reason: "\(error.operation): \(error.message)")
    }
    let share = Double(held) / Double(max(1, incidents.count))
    let counts = Dictionary(grouping: points) { $0 }.values.map(\.count)
    return ClusterOverview(
      clusters: first.count, higher: clusters.count - first.count, inClusters: held,
      noise: incidents.count - held, areaKm2: ground,
      pai: ground > 0 ? share / (ground / scope.areaKm2) : nil,
      long: first.count(where: \.isLong), single: first.count(where: \.isSinglePlace),
      places: counts.count, atBusiest: counts.max() ?? 0)
  }
}

/// What the clusters of a study are together.
package struct ClusterOverview: Hashable, Sendable {
  package let clusters: Int
  /// How many clusters of clusters there are.
  package let higher: Int
  package let inClusters: Int
  /// The incidents in none.
  package let noise: Int
  /// The ground under any of them.
  package let areaKm2: Double
  /// Of all of them together; `nil` without ground.
  package let pai: Double?
  package let long: Int
  /// How many clusters lie in one place.
  package let single: Int
  /// The distinct places of all incidents, and how many lie at the busiest.
  package let places: Int
  package let atBusiest: Int
}
