import Geometry

/// The page of a density picture: where things go, in pixels, and their painting.
///
/// All lengths but the map's are multiples of `dot`, the size of a dot of the text.
struct DensityPage: Sendable {
  /// The colours of the page; those of the classes follow them in the palette.
  enum Ink {
    static let paper: UInt8 = 0
    static let beyond: UInt8 = 1
    static let boundary: UInt8 = 2
    static let ink: UInt8 = 3
    static let quiet: UInt8 = 4
    static let rule: UInt8 = 5
    /// The first of the classes: ground not above any level.
    static let land: UInt8 = 6
  }

  private static let pageColours = [
    Palette.paper, Palette.beyond, Palette.boundary, Palette.ink, Palette.quietInk, Palette.rule,
  ]

  private let image: DensityImage
  private let dot: Int
  private let window: MapWindow
  private let legend: DensityLegend
  private let heading: [TextRow]
  private let caption: [TextRow]
  private let map: PixelArea
  private let width: Int
  private let height: Int

  /// One line of text, how far below the line before it starts, and its looks.
  private struct TextRow: Sendable {
    let words: String
    let style: BitmapStyle
    let colour: UInt8
    var gapAbove = 0
    var height: Int { gapAbove + style.lineHeight }
  }

  init(of image: DensityImage, width: Int?) {
    self.image = image
    dot = width.map { max(1, $0 / 550) } ?? 2
    legend = DensityLegend(of: image, dot: dot)
    let (margin, gap) = (16 * dot, 14 * dot)
    let besides = 2 * margin + gap + legend.width
    window = MapWindow(of: image.surface.grid, width: width.map { $0 - besides })
    self.width = width ?? max(besides + window.width, 420 * dot)
    let room = self.width - 2 * margin
    heading = Self.heading(of: image, dot: dot, width: room)
    caption = Self.caption(of: image, dot: dot, width: room)
    map = PixelArea(
      left: margin, top: margin + Self.height(of: heading) + 6 * dot, width: window.width,
      height: window.height)
    let body = max(window.height + 28 * dot, legend.height)
    height = map.top + body + Self.height(of: caption) + margin + 4 * dot
  }

  private static func height(of rows: [TextRow]) -> Int { rows.reduce(0) { $0 + $1.height } }

  /// The title in the larger size if it takes one line, else in up to three, and the subtitle.
  private static func heading(of image: DensityImage, dot: Int, width: Int) -> [TextRow] {
    let styles = [2 * dot, max(dot, 3 * dot / 2)].map { BitmapStyle(scale: $0, isBold: true) }
    let style = styles.first { $0.pixelWidth(of: image.title) <= width } ?? styles[1]
    let small = BitmapStyle(scale: dot)
    return style.wrapped(image.title, to: Double(width), limit: 3)
      .map { TextRow(words: $0, style: style, colour: Ink.ink) }
      + small.wrapped(image.subtitle, to: Double(width), limit: 2)
      .map { TextRow(words: $0, style: small, colour: Ink.quiet) }
  }

  private static func caption(of image: DensityImage, dot: Int, width: Int) -> [TextRow] {
    let style = BitmapStyle(scale: dot)
    return image.caption.split(whereSeparator: \.isNewline).flatMap { paragraph in
      style.wrapped(String(paragraph), to: Double(width), limit: 6).enumerated().map {
        TextRow(words: $1, style: style, colour: Ink.quiet, gapAbove: $0 == 0 ? 3 * dot : 0)
      }
    }
  }

  func drawn() -> PNGImage {
    var canvas = Canvas(width: width, height: height, background: Ink.paper)
    write(heading, from: 16 * dot, into: &canvas)
    drawMap(into: &canvas)
    drawScaleBar(into: &canvas)
    drawNorthArrow(into: &canvas)
    legend.draw(left: map.right + 14 * dot, top: map.top, into: &canvas)
    write(caption, from: height - 16 * dot - Self.height(of: caption), into: &canvas)
    let palette = Self.pageColours.map { PNGImage.Colour(hex: $0) } + image.classColours
    return PNGImage(width: width, height: height, palette: palette, pixels: canvas.pixels)
  }

  private func write(_ rows: [TextRow], from top: Int, into canvas: inout Canvas) {
    var top = top
    for row in rows {
      top += row.gapAbove
      canvas.write(row.words, left: 16 * dot, top: top, row.style, with: row.colour)
      top += row.style.lineHeight
    }
  }

  /// Paints the cells, a line just outside the study area, and a frame around all.
  private func drawMap(into canvas: inout Canvas) {
    let inks = image.inks().map { $0 == 0 ? Ink.beyond : Ink.land + $0 - 1 }
    let columns = (0..<map.width).map { window.column(atPixel: $0) }
    var (shown, line): (Int?, [UInt8]) = (nil, [])
    for y in 0..<map.height {
      let row = window.row(atPixel: y)
      if row != shown {
        let start = image.surface.grid.index(column: 0, row: row)
        (shown, line) = (row, columns.map { inks[start + $0] })
      }
      canvas.paint(line, left: map.left, top: map.top + y)
    }
    drawStudyEdge(into: &canvas)
    let outside = PixelArea(
      left: map.left - 1, top: map.top - 1, width: map.width + 2, height: map.height + 2)
    canvas.frame(outside, thickness: 1, with: Ink.rule)
  }

  /// Turns the ground outside that touches the study area into a line.
  private func drawStudyEdge(into canvas: inout Canvas) {
    for y in map.top..<map.bottom {
      for x in map.left..<map.right where canvas[x, y] == Ink.beyond {
        // Around the map is paper, which is no land, and neither is the line itself.
        if canvas[x - 1, y] >= Ink.land || canvas[x + 1, y] >= Ink.land
          || canvas[x, y - 1] >= Ink.land || canvas[x, y + 1] >= Ink.land
        {
          canvas[x, y] = Ink.boundary
        }
      }
    }
  }

  /// A bar in two halves, dark and light, below the map.
  private func drawScaleBar(into canvas: inout Canvas) {
    let room = max(Double(map.width) / 4, Double(130 * dot))
    let bar = ScaleBar(within: room, scale: 1 / window.metresPerPixel)
    let style = BitmapStyle(scale: dot)
    let length = Int(bar.length.rounded())
    let box = PixelArea(
      left: map.left, top: map.bottom + 18 * dot, width: length, height: 4 * dot)
    canvas.frame(box, thickness: max(1, dot / 2), with: Ink.ink)
    var half = box
    half.width = length / 2
    canvas.fill(half, with: Ink.ink)
    for (index, label) in bar.labels.enumerated() {
      let middle = box.left + length * index / 2
      let left = index == 0 ? box.left : middle - style.pixelWidth(of: label) / 2
      canvas.write(label, left: left, top: map.bottom + 8 * dot, style, with: Ink.ink)
    }
  }

  /// An arrow to the top of the page at the right end below the map, or right of the scale bar.
  private func drawNorthArrow(into canvas: inout Canvas) {
    let style = BitmapStyle(scale: dot, isBold: true)
    let tip = max(map.right - 7 * dot, map.left + 180 * dot)
    let top = map.bottom + 7 * dot
    for row in 0..<(15 * dot) {
      let half = row * 5 * dot / (15 * dot)
      canvas.fill(
        PixelArea(left: tip - half, top: top + row, width: 2 * half + 1, height: 1),
        with: Ink.ink)
    }
    canvas.write("N", left: tip - 15 * dot, top: top + 6 * dot, style, with: Ink.ink)
  }
}
