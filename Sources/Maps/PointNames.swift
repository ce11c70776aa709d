import Geometry

/// Names beside the signs of a chart, placed so that none lies on another or leaves the plot.
///
/// Each takes the first of its places that is free: right, left, above, below and askew, near the sign,
/// then further off with a line to it. A name without a free place is left out, so those that matter
/// most are added first.
struct PointNames: Sendable {
  struct Name: Hashable, Sendable {
    let words: String
    let box: Box<Pixel>
    let leader: [Pixel]?

    var baseline: Pixel { Pixel(x: box.minX, y: box.minY + PointNames.style.size) }
  }

  private(set) var names: [Name] = []
  private let plot: Box<Pixel>
  private let signs: [Box<Pixel>]

  static let style = TextStyle(size: 12)
  private static let directions = [
    (1.0, 0.0), (-1, 0), (0, -1), (0, 1), (0.8, -0.8), (-0.8, -0.8), (0.8, 0.8), (-0.8, 0.8),
  ]

  init(in plot: Box<Pixel>, clearOf signs: [Box<Pixel>]) {
    self.plot = plot
    self.signs = signs
  }

  /// - Complexity: O(*s* + *n*) for *s* signs and *n* names already placed.
  mutating func add(_ label: String, at place: Pixel) {
    let words = Self.style.shortened(label, to: plot.width * 0.4)
    let width = Self.style.width(of: words)
    for distance in [8.0, 22, 40, 60] {
      for (across, down) in Self.directions {
        let name = Self.name(
          words, width: width, at: place, distance: distance, across: across, down: down)
        if isFree(name.box) {
          names.append(name)
          return
        }
      }
    }
  }

  private static func name(
    _ words: String, width: Double, at place: Pixel, distance: Double, across: Double,
    down: Double
  ) -> Name {
    let height = style.lineHeight
    let near = Pixel(x: place.x + across * distance, y: place.y + down * distance)
    let left = across > 0 ? near.x : across < 0 ? near.x - width : near.x - width / 2
    let top = down > 0 ? near.y - 2 : down < 0 ? near.y - height + 2 : near.y - height / 2
    let box = Box<Pixel>(minX: left, minY: top, maxX: left + width, maxY: top + height)
    return Name(words: words, box: box, leader: distance > 10 ? [place, near] : nil)
  }

  private func isFree(_ box: Box<Pixel>) -> Bool {
    plot.holds(box) && !names.contains { $0.box.intersects(box) }
      && !signs.contains { $0.intersects(box) }
  }
}
