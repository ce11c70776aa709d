import Geometry

/// Finds a free place for every marker, close to its shape and off the others.
///
/// Each marker in turn takes the cheapest of its places: 16 directions from the shape, ever farther
/// out. A place must lie in the panel, clear of the other markers and of the names that
/// stand already; it costs its distance, and more
/// where it covers a shape or where leaders cross. Two more rounds let early markers yield to late
/// ones. Nothing is random, so the same hotspots give the same places.
struct MarkerPlacement: Sendable {
  /// `nil` without a shape, or where no place is free.
  private(set) var markers: [Marker?]
  private let targets: [MarkerTarget?]
  private let shapes: [MarkerTarget]
  private let names: [Box<Pixel>]
  private let panel: Box<Pixel>

  private static let rounds = 3
  private static let farthest = 60
  private static let step = 9.0

  /// Places are given when `settle` is called; `shapes` also holds those without a marker.
  init(
    of targets: [MarkerTarget?], among shapes: [MarkerTarget], clearOf names: [Box<Pixel>],
    in panel: Box<Pixel>
  ) {
    self.names = names
    self.targets = targets
    self.shapes = shapes
    self.panel = panel.expanded(by: -3)
    markers = Array(repeating: nil, count: targets.count)
  }

  mutating func settle() {
    for _ in 0..<Self.rounds {
      for (index, target) in targets.enumerated() {
        guard let target else { continue }
        markers[index] = nil
        markers[index] = bestPlace(for: target)
      }
    }
  }

  private func bestPlace(for target: MarkerTarget) -> Marker? {
    var best: (marker: Marker, cost: Double)?
    let others = markers.compactMap { $0 }
    let reaches = Self.directions.map { target.reach(towards: $0) }
    for ring in 0..<Self.farthest {
      // A tie goes to the earlier direction, and a farther ring must be worth its distance.
      let distance = Double(ring) * Self.step
      if let best, best.cost <= distance { break }
      for (order, direction) in Self.directions.enumerated() {
        let marker = place(
          for: target, towards: direction, edge: reaches[order], distance: distance)
        guard isFree(marker, among: others) else { continue }
        let cost = distance + 0.1 * Double(order) + self.cost(of: marker, for: target, others)
        if cost < best?.cost ?? .infinity { best = (marker, cost) }
      }
    }
    return best?.marker
  }

  /// A marker beside a small shape, or first on the edge of a large one.
  private func place(
    for target: MarkerTarget, towards direction: Pixel, edge: Double, distance: Double
  ) -> Marker {
    let width = Marker.width(of: target.label)
    let beside = target.isLarge ? 0 : width / 2 + 5
    let centre = target.anchor.moved(by: edge + beside + distance, towards: direction)
    let end = target.anchor.moved(by: max(edge - 2, 0), towards: direction)
    return Marker(
      label: target.label, box: Box(centre: centre, width: width, height: Marker.height),
      leader: Line(start: centre, end: end))
  }

  private func isFree(_ marker: Marker, among others: [Marker]) -> Bool {
    let room = marker.box.expanded(by: 1.5)
    return panel.holds(marker.box) && !others.contains { $0.box.intersects(room) }
      && !names.contains { $0.intersects(room) }
  }

  private func cost(of marker: Marker, for target: MarkerTarget, _ others: [Marker]) -> Double {
    var cost = 0.0
    for other in others {
      if other.box.meets(marker.leader) { cost += 60 }
      if marker.box.meets(other.leader) { cost += 60 }
      if marker.leader.crosses(other.leader) { cost += 40 }
    }
    for name in names where name.meets(marker.leader) { cost += 40 }
    for shape in shapes where shape.box.intersects(marker.box) {
      let isOwn = shape.anchor == target.anchor
      if isOwn && shape.isLarge { continue }
      cost += 12 * Double(Self.probes(of: marker.box).count { shape.covers($0) })
    }
    return cost
  }

  /// The middle of a box and eight points around it.
  private static func probes(of box: Box<Pixel>) -> [Pixel] {
    let xs = [box.minX, box.centre.x, box.maxX]
    let ys = [box.minY, box.centre.y, box.maxY]
    return ys.flatMap { y in xs.map { Pixel(x: $0, y: y) } }
  }

  /// Sixteen points of the unit circle, the most wanted first: right, then above, below and left.
  private static let directions: [Pixel] = [
    (1, 0), (0.924, -0.383), (0.924, 0.383), (0.707, -0.707), (0.707, 0.707), (0, -1), (0, 1),
    (-1, 0), (0.383, -0.924), (0.383, 0.924), (-0.707, -0.707), (-0.707, 0.707),
    (-0.924, -0.383), (-0.924, 0.383), (-0.383, -0.924), (-0.383, 0.924),
  ].map { Pixel(x: $0.0, y: $0.1) }
}
