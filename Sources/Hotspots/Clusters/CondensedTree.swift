import Geometry

/// The parts of a hierarchy that are large enough to be clusters, and which of them are.
struct CondensedTree {
  private struct Part {
    let parent: Int
    /// The density from which it is a part by itself, in 1/m.
    let birth: Double
    var stability = 0.0
    var children: [Int] = []
  }

  private var parts: [Part] = []
  /// For each place the smallest part that it is in.
  private var homes: [Int32]

  init(_ hierarchy: MergeHierarchy, least: Int) {
    homes = [Int32](repeating: 0, count: hierarchy.places)
    parts.append(Part(parent: -1, birth: 0))
    var stack = [(part: 0, node: hierarchy.root)]
    while let (part, node) = stack.popLast() {
      for child in follow(part, from: node, hierarchy, least) {
        parts[part].children.append(parts.count)
        stack.append((parts.count, child.node))
        parts.append(Part(parent: part, birth: child.density))
      }
    }
  }

  /// Follows a part from its node inwards until nothing large enough is left or it divides.
  /// - Returns: what it divides into.
  private mutating func follow(
    _ part: Int, from start: Int, _ hierarchy: MergeHierarchy, _ least: Int
  ) -> [(node: Int, density: Double)] {
    var node = start
    while true {
      let density = 1e6 / Double(hierarchy.lengths[node])
      func leave(_ count: Int) {
        parts[part].stability += Double(count) * (density - parts[part].birth)
      }
      guard node >= hierarchy.places else {
        homes[node] = Int32(part)
        leave(hierarchy.counts[node])
        return []
      }
      var large: [Int] = []
      var left = hierarchy.counts[node]
      for child in hierarchy.children(of: node) {
        // A place whose incidents are no nearer to each other falls apart into them.
        let isPart = hierarchy.lengths[child] < hierarchy.lengths[node]
        if isPart && hierarchy.counts[child] >= least {
          large.append(child)
          left -= hierarchy.counts[child]
        } else {
          hierarchy.places(below: child) { homes[$0] = Int32(part) }
        }
      }
      if large.count == 1 {
        leave(left)
        node = large[0]
      } else {
        leave(hierarchy.counts[node])
        return large.map { ($0, density) }
      }
    }
  }

  /// Of parts inside each other, those that hold the most excess of mass; never that of all.
  private func chosen() -> [Bool] {
    var isChosen = [Bool](repeating: false, count: parts.count)
    var best = parts.map(\.stability)
    for part in parts.indices.dropFirst().reversed() {
      // Sorted, because the order of the children depends on the tree's sides.
      let inside = parts[part].children.map { best[$0] }.sorted().reduce(0, +)
      if parts[part].stability >= inside * (1 - 1e-9) {
        isChosen[part] = true
      } else {
        best[part] = inside
      }
    }
    return isChosen
  }

  /// The clusters of the incidents at the places.
  func clusters(of points: [Point], _ places: DistinctPlaces) -> HierarchicalDensityClusters {
    let isChosen = chosen()
    // The outermost chosen part above each; parents stand before their children.
    var outermost = [Int32](repeating: Clustering.noise, count: parts.count)
    for part in parts.indices.dropFirst() {
      let above = outermost[parts[part].parent]
      outermost[part] = above >= 0 ? above : isChosen[part] ? Int32(part) : Clustering.noise
    }
    let groups = places.places.map { outermost[Int(homes[Int($0)])] }
    let clustering = Clustering(groups: groups, count: parts.count) {
      CanonicalPlace(point: points[$0], weight: 1)
    }
    var members = [Int](repeating: 0, count: clustering.count)
    for (incident, label) in clustering.labels.enumerated() where label >= 0 {
      members[Int(label)] = Int(groups[incident])
    }
    return HierarchicalDensityClusters(
      clustering: clustering, stabilities: members.map { parts[$0].stability },
      births: members.map { 1 / parts[$0].birth })
  }
}
