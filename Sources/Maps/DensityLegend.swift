import Geometry

/// What the colours of a density picture mean, from the highest class down.
struct DensityLegend: Sendable {
  /// A colour with the values it stands for and what is said of them.
  private struct Entry: Sendable {
    let ink: UInt8
    let values: String
    let meaning: [String]
  }

  private let dot: Int
  private let heading: [String]
  private let entries: [Entry]
  private let note: [String]
  let width: Int

  private var bold: BitmapStyle { BitmapStyle(scale: dot, isBold: true) }
  private var plain: BitmapStyle { BitmapStyle(scale: dot) }
  private var swatch: Int { 16 * dot }
  private var indent: Int { swatch + 6 * dot }

  init(of image: DensityImage, dot: Int) {
    self.dot = dot
    let (bold, plain) = (BitmapStyle(scale: dot, isBold: true), BitmapStyle(scale: dot))
    let rows = Self.rows(of: image)
    let indent = 22 * dot
    let widest = rows.map {
      indent + max(bold.pixelWidth(of: $0.values), plain.pixelWidth(of: $0.meaning))
    }
    width = min(
      190 * dot, max(120 * dot, bold.pixelWidth(of: image.unit), widest.max() ?? 0))
    let room = Double(width)
    heading = bold.wrapped(image.unit, to: room, limit: 3)
    entries = rows.map {
      Entry(
        ink: $0.ink, values: bold.shortened($0.values, to: room - Double(indent)),
        meaning: plain.wrapped($0.meaning, to: room - Double(indent), limit: 3))
    }
    let says = image.breaks.contains { !$0.meaning.isEmpty }
    note =
      says && image.breaks.count > 1
      ? plain.wrapped("Each row speaks of all ground over its value.", to: room) : []
  }

  private static func rows(
    of image: DensityImage
  ) -> [(ink: UInt8, values: String, meaning: String)] {
    let labels = levelLabels(image.breaks.map(\.level))
    var rows: [(ink: UInt8, values: String, meaning: String)] = []
    for (index, label) in labels.enumerated().reversed() {
      let ink = DensityPage.Ink.land + UInt8(index) + 1
      rows.append((ink, "over " + label, image.breaks[index].meaning))
    }
    let rest = labels.first.map { $0 == "0" ? "0" : "\($0) or less" } ?? "not classified"
    rows.append((DensityPage.Ink.land, rest, "the rest of the study area"))
    if image.surface.study.areas.contains(where: { $0 < 0 }) {
      rows.append((DensityPage.Ink.beyond, "no value", "outside the study area"))
    }
    return rows
  }

  var height: Int {
    let (above, below) = (heading.count * bold.lineHeight, note.count * plain.lineHeight)
    return above + 4 * dot + entries.reduce(0) { $0 + height(of: $1) } + below
  }

  private func height(of entry: Entry) -> Int {
    bold.lineHeight + entry.meaning.count * plain.lineHeight + 4 * dot
  }

  func draw(left: Int, top: Int, into canvas: inout Canvas) {
    var y = top
    for line in heading {
      canvas.write(line, left: left, top: y, bold, with: DensityPage.Ink.ink)
      y += bold.lineHeight
    }
    y += 4 * dot
    for entry in entries {
      draw(entry, left: left, top: y, into: &canvas)
      y += height(of: entry)
    }
    for line in note {
      canvas.write(line, left: left, top: y, plain, with: DensityPage.Ink.quiet)
      y += plain.lineHeight
    }
  }

  private func draw(_ entry: Entry, left: Int, top: Int, into canvas: inout Canvas) {
    let box = PixelArea(left: left, top: top - dot, width: swatch, height: 14 * dot)
    canvas.fill(box, with: entry.ink)
    canvas.frame(box, thickness: max(1, dot / 2), with: DensityPage.Ink.boundary)
    var y = top
    canvas.write(entry.values, left: left + indent, top: y, bold, with: DensityPage.Ink.ink)
    y += bold.lineHeight
    for line in entry.meaning {
      canvas.write(line, left: left + indent, top: y, plain, with: DensityPage.Ink.quiet)
      y += plain.lineHeight
    }
  }
}

/// Levels in words, ascending: as many decimals as keep them apart and give each two digits.
///
/// Levels too small for four decimals are given in powers of ten.
func levelLabels(_ levels: [Double]) -> [String] {
  let gaps = zip(levels.dropFirst(), levels).map { $0 - $1 }
  let sizes = levels.map(abs).filter { $0 > 0 }.map { decade(of: $0) / 10 }
  let step = min(gaps.min().map { $0 / 2 } ?? .infinity, sizes.min() ?? 1)
  return levels.map { level in
    guard step >= 0.0001 else { return "\(level)" }
    return (level < 0 ? "–" : "") + (level == 0 ? "0" : measured(abs(level), step: step))
  }
}
