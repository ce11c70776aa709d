import Geometry

/// Where things go on the page: A4 landscape, 1600 units wide, so that 14 units are about 7½ point.
struct PageLayout: Sendable {
  static let size = Pixel(x: 1600, y: 1131)
  private static let margin = 40.0
  private static let sideWidth = 430.0
  private static let gap = 30.0

  /// The panel of the map, the strip below it for scale and north, and the column beside it.
  let map: Box<Pixel>
  let mapFoot: Box<Pixel>
  let side: Box<Pixel>

  /// The panel with the strip below it, for what needs neither scale nor north.
  var body: Box<Pixel> {
    Box(minX: map.minX, minY: map.minY, maxX: map.maxX, maxY: mapFoot.maxY)
  }

  private let heading: [TextLine]
  private let footing: [TextLine]

  /// One line of text on the page, standing on its baseline.
  private struct TextLine: Sendable {
    let words: String
    let baseline: Double
    let style: TextStyle
    let colour: String
  }

  /// Makes room for a title and subtitle of one or two lines each, and as much attribution.
  init(title: String, subtitle: String, attribution: String) {
    let width = Self.size.x - 2 * Self.margin
    var top = 30.0
    let titleStyle = Self.titleStyle(for: title, width: width)
    heading =
      Self.lines(of: title, titleStyle, Palette.ink, width: width, from: &top)
      + Self.lines(of: subtitle, TextStyle(size: 19), Palette.quietInk, width: width, from: &top)

    let small = TextStyle(size: 12.5)
    let rows = small.wrapped(attribution, to: width, limit: 2).count
    var foot = Self.size.y - 18 - Double(rows) * small.lineHeight
    let bottom = foot - 12
    footing = Self.lines(of: attribution, small, Palette.quietInk, width: width, from: &foot)

    let right = Self.size.x - Self.margin
    let split = right - Self.sideWidth
    top += 18
    map = Box(minX: Self.margin, minY: top, maxX: split - Self.gap, maxY: bottom - 44)
    mapFoot = Box(minX: map.minX, minY: map.maxY, maxX: map.maxX, maxY: bottom)
    side = Box(minX: split, minY: top, maxX: right, maxY: bottom)
  }

  func drawHeader(into writer: inout SVGWriter) {
    writer.group(["id": "header"]) { draw(heading, into: &$0) }
    writer.group(["id": "attribution"]) { draw(footing, into: &$0) }
  }

  private func draw(_ lines: [TextLine], into writer: inout SVGWriter) {
    for line in lines {
      let start = Pixel(x: Self.margin, y: line.baseline)
      writer.text(line.words, at: start, line.style, colour: line.colour)
    }
  }

  /// The largest size in which the title takes one line, else the smallest.
  private static func titleStyle(for title: String, width: Double) -> TextStyle {
    let styles = [36.0, 32, 28].map { TextStyle(size: $0, isBold: true) }
    return styles.first { $0.width(of: title) <= width } ?? styles[styles.count - 1]
  }

  /// At most two lines below `top`, which moves below them.
  private static func lines(
    of text: String, _ style: TextStyle, _ colour: String, width: Double, from top: inout Double
  ) -> [TextLine] {
    style.wrapped(text, to: width, limit: 2).map { words in
      defer { top += style.lineHeight }
      return TextLine(
        words: words, baseline: top + style.size, style: style, colour: colour)
    }
  }
}
