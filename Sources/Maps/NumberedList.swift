import Geometry

/// What bears a number on the map, in order, as much as fits, and how much more there is.
struct NumberedList: Sendable {
  /// One numbered thing: the sign it bears on the map and what is said of it.
  struct Item: Sendable {
    let number: Int
    let shade: ColourRamp.Shade
    let caption: String
  }

  let title: String
  /// What is said when there is nothing to list.
  let whenEmpty: String
  let items: [Item]

  private static let gap = 5.0
  private static let badgeHeight = 19.0

  /// One item of the list, with its caption in one line or two.
  private struct Entry {
    let label: String
    let shade: ColourRamp.Shade
    let lines: [String]
    var height: Double { Double(lines.count) * SidePanel.body.lineHeight + NumberedList.gap }
  }

  /// Draws at the top of a box and returns where it ends.
  func draw(in box: Box<Pixel>, into writer: inout SVGWriter) -> Double {
    let style = SidePanel.body
    var top = box.minY + SidePanel.heading.lineHeight + 6
    writer.group(["id": "list"]) { writer in
      let corner = Pixel(x: box.minX, y: box.minY + SidePanel.heading.size)
      writer.text(title, at: corner, SidePanel.heading)
      if items.isEmpty {
        writer.text(whenEmpty, at: Pixel(x: box.minX, y: top + style.size), style)
        top += style.lineHeight
      }
      let indent = (items.map { badgeWidth(of: String($0.number)) }.max() ?? 0) + 10
      let entries = entries(width: box.width - indent, height: box.maxY - top)
      for entry in entries {
        draw(entry, at: Pixel(x: box.minX, y: top), indent: indent, into: &writer)
        top += entry.height
      }
      if entries.count < items.count {
        let words = "and \(grouped(items.count - entries.count)) more"
        let place = Pixel(x: box.minX + indent, y: top + style.size)
        writer.text(words, at: place, style, colour: Palette.quietInk)
        top += style.lineHeight
      }
    }
    return top
  }

  /// The first items whose captions fit, leaving a line to count the others.
  private func entries(width: Double, height: Double) -> [Entry] {
    var entries: [Entry] = []
    var left = height
    for (index, item) in items.enumerated() {
      let entry = Entry(
        label: String(item.number), shade: item.shade,
        lines: SidePanel.body.wrapped(item.caption, to: width, limit: 2))
      let reserve = index == items.count - 1 ? 0 : SidePanel.body.lineHeight
      guard entry.height + reserve <= left else { break }
      left -= entry.height
      entries.append(entry)
    }
    return entries
  }

  private func badgeWidth(of label: String) -> Double {
    Marker.width(of: label) * Self.badgeHeight / Marker.height
  }

  private func draw(
    _ entry: Entry, at corner: Pixel, indent: Double, into writer: inout SVGWriter
  ) {
    writer.group(["class": "entry"]) { writer in
      let width = badgeWidth(of: entry.label)
      let centre = Pixel(
        x: corner.x + (indent - 10) / 2, y: corner.y + SidePanel.body.lineHeight / 2 + 1)
      drawDisc(
        entry.label, entry.shade,
        box: Box(centre: centre, width: width, height: Self.badgeHeight), into: &writer)
      for (index, line) in entry.lines.enumerated() {
        let y = corner.y + SidePanel.body.size + Double(index) * SidePanel.body.lineHeight
        writer.text(line, at: Pixel(x: corner.x + indent, y: y), SidePanel.body)
      }
    }
  }
}
