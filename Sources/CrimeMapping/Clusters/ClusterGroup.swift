import Areas
import Geometry
import Hotspots
import Probability

/// Incidents that belong together, before they are drawn and described.
struct ClusterGroup: Sendable {
  var order = 1
  /// The place in the list of groups of the one of the next order that it is in.
  var parent: Int?
  /// The places of its incidents in the list of the study's incidents.
  let members: [Int32]
  /// What its outline is drawn around; its members when `nil`.
  var cores: [Int32]?
  var evidence = ClusterEvidence()

  /// How far outlines reach beyond the incidents of methods without a distance, in metres.
  static let margin = 25.0

  func outline(_ points: [Point]) throws(OverlayError) -> MultiPolygon<Point> {
    if let cores, let distance = evidence.distance {
      return try ground(within: distance, of: cores.map { points[Int($0)] })
    }
    return try hull(of: members.map { points[Int($0)] }, margin: Self.margin)
  }
}

/// Finds groups among incidents by the method asked for.
struct ClusterSearch: Sendable {
  let question: ClusterQuestion
  let size: ClusterSize
  let points: [Point]
  /// Days since 1970.
  let times: [Double]
  let threads: Int

  /// Groups by density, those that are too long divided.
  func byDensity() async -> [ClusterGroup] {
    var groups = await dense(Array(points.indices.map { Int32($0) }), within: question.distance)
    guard let longest = question.split else { return groups }
    var done: [ClusterGroup] = []
    while let group = groups.popLast() {
      let extent = longestExtent(of: group.members.map { points[Int($0)] })
      let distance = (group.evidence.distance ?? question.distance) / 2
      // After three halvings what is left is one place however long.
      guard extent > longest, distance >= question.distance / 8 else {
        done.append(group)
        continue
      }
      let parts = await dense(group.members, within: distance)
      if parts.isEmpty { done.append(group) } else { groups += parts }
    }
    return sorted(done)
  }

  private func dense(_ incidents: [Int32], within distance: Double) async -> [ClusterGroup] {
    let isTimed = question.method == .spaceTime
    let found = await densityClusters(
      of: incidents.map { points[Int($0)] },
      times: isTimed ? incidents.map { times[Int($0)] } : nil,
      within: NeighbourReach(distance: distance, days: isTimed ? question.days : nil),
      least: Double(size.least), threads: threads)
    return found.clustering.members.map { members in
      let cores = members.filter { found.isCore[Int($0)] }.map { incidents[Int($0)] }
      return ClusterGroup(
        members: members.map { incidents[Int($0)] }, cores: cores,
        evidence: ClusterEvidence(cores: cores.count, distance: distance))
    }
  }

  /// The largest first, then from the west.
  private func sorted(_ groups: [ClusterGroup]) -> [ClusterGroup] {
    let keyed = groups.map { group in
      let first = group.members.map { member in
        (points[Int(member)].x, points[Int(member)].y, times[Int(member)])
      }.min { $0 < $1 }
      return (group: group, first: first ?? (0, 0, 0))
    }
    return keyed.sorted { a, b in
      a.group.members.count != b.group.members.count
        ? a.group.members.count > b.group.members.count : a.first < b.first
    }.map(\.group)
  }

  /// Groups of any density.
  func byHierarchy() async -> [ClusterGroup] {
    let found = await hierarchicalDensityClusters(of: points, least: size.least, threads: threads)
    return found.clustering.members.enumerated().map { number, members in
      ClusterGroup(
        members: members,
        evidence: ClusterEvidence(
          stability: found.stabilities[number], birth: found.births[number]))
    }
  }

  /// Groups of near neighbours, then of groups; with the orders one after the other.
  func byNeighbours(_ found: NearestNeighbourClusters, _ sizes: [PValue]?) -> [ClusterGroup] {
    var groups: [ClusterGroup] = []
    var below = 0..<0
    for (place, order) in found.orders.enumerated() {
      let start = groups.count
      for (number, members) in order.clustering.members.enumerated() {
        // From the second order on, members are groups of the order below.
        for member in members where place > 0 {
          groups[below.lowerBound + Int(member)].parent = groups.count
        }
        let incidents =
          place == 0
          ? members : members.flatMap { groups[below.lowerBound + Int($0)].members }.sorted()
        groups.append(
          ClusterGroup(
            order: place + 1, members: incidents,
            evidence: ClusterEvidence(pValue: place == 0 ? sizes?[number] : nil)))
      }
      below = start..<groups.count
    }
    return groups
  }
}
