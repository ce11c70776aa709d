import Geometry

/// An area's name where it will stand on the page.
struct PlacedName: Hashable, Sendable {
  let lines: [String]
  let style: TextStyle
  let box: Box<Pixel>

  /// The lines of text and the middle of each one's baseline.
  var baselines: [(words: String, middle: Pixel)] {
    lines.enumerated().map { index, words in
      let y = box.minY + style.lineHeight * (Double(index) + 0.5) + style.size * 0.36
      return (words, Pixel(x: box.centre.x, y: y))
    }
  }
}

/// Finds a place for the names of areas: inside the area, clear of markers and of other names.
///
/// Larger areas choose first. Among the places that are free, the one nearest the area's pole of
/// inaccessibility wins, though a smaller size, more lines or a leader across each cost some distance,
/// and a hotspot, which would cover the name, costs more than any distance. A name without a free
/// place in any size is left out.
struct NamePlacement: Sendable {
  private let frame: MapFrame
  private let markers: [Marker]
  private let shapes: [Box<Pixel>]

  init(avoiding markers: [Marker], shapes: [Box<Pixel>], in frame: MapFrame) {
    self.markers = markers
    self.shapes = shapes
    self.frame = frame
  }

  /// The names that find a place, those of larger areas first.
  /// - Complexity: O(*a* + *c*·(*m* + *s*)) for areas of *a* corners that cover *c* cells of 4 by 4
  ///   units of the page, with *m* markers and *s* hotspots.
  func names(of outlines: [HotspotMap.Outline]) -> [PlacedName] {
    let styles = Self.sizes(forAreas: outlines.count).map { TextStyle(size: $0) }
    let areas = outlines.indices.map { outlines[$0].shape.area }
    let order = outlines.indices.sorted { (-areas[$0], $0) < (-areas[$1], $1) }
    var placed: [PlacedName] = []
    for index in order {
      let outline = outlines[index]
      guard let room = NameRoom(in: outline.shape, of: frame) else { continue }
      let best = best(of: Self.variants(of: outline.name, in: styles), in: room, beside: placed)
      if let best { placed.append(best) }
    }
    return placed
  }

  /// Up to so many areas can all expect to be named, and in larger letters.
  static let fewAreas = 15

  private static func sizes(forAreas count: Int) -> [Double] {
    count <= fewAreas ? [22, 19, 16, 13] : [15, 13]
  }

  /// A name in every size, in one to four lines, the most wanted first.
  private static func variants(of name: String, in styles: [TextStyle]) -> [(PlacedName, Double)] {
    styles.enumerated().flatMap { step, style in
      (1...4).compactMap { count in
        guard let lines = evenLines(of: name, count: count, style) else { return nil }
        let width = (lines.map { style.width(of: $0) }.max() ?? 0) + 6
        let box = Box(
          centre: Pixel(x: 0, y: 0), width: width, height: style.lineHeight * Double(count))
        let cost = 30 * Double(step) + 8 * Double(count - 1)
        return (PlacedName(lines: lines, style: style, box: box), cost)
      }
    }
  }

  /// A name in exactly that many lines of about equal width; `nil` when it has too few words.
  private static func evenLines(of name: String, count: Int, _ style: TextStyle) -> [String]? {
    let words = name.split(whereSeparator: \.isWhitespace)
    guard words.count >= count else { return nil }
    let longest = words.map { style.width(of: String($0)) }.max() ?? 0
    var width = max(longest, style.width(of: name) / Double(count))
    var lines = style.wrapped(name, to: width)
    while lines.count > count {
      width += style.size / 2
      lines = style.wrapped(name, to: width)
    }
    return lines.count == count ? lines : nil
  }

  private func best(
    of variants: [(PlacedName, Double)], in room: NameRoom, beside placed: [PlacedName]
  ) -> PlacedName? {
    var best: (name: PlacedName, cost: Double)?
    for (variant, handicap) in variants {
      for centre in room.centres(forWidth: variant.box.width, height: variant.box.height) {
        let base = handicap + centre.distance(to: room.pole)
        guard base < best?.cost ?? .infinity else { continue }
        let box = Box(centre: centre, width: variant.box.width, height: variant.box.height)
        guard isFree(box, beside: placed) else { continue }
        let cost = base + self.cost(of: box)
        guard cost < best?.cost ?? .infinity else { continue }
        best = (PlacedName(lines: variant.lines, style: variant.style, box: box), cost)
      }
    }
    return best?.name
  }

  private func isFree(_ box: Box<Pixel>, beside placed: [PlacedName]) -> Bool {
    frame.panel.holds(box) && !markers.contains { $0.box.intersects(box.expanded(by: 2)) }
      && !placed.contains { $0.box.intersects(box.expanded(by: 3)) }
  }

  private func cost(of box: Box<Pixel>) -> Double {
    1000 * Double(shapes.count { $0.intersects(box) })
      + 120 * Double(markers.count { box.meets($0.leader) })
  }
}
