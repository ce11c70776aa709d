import Geometry

extension ThematicMap.Category {
  /// Its colour, with that of text upon it.
  var shade: ColourRamp.Shade {
    ColourRamp.Shade(fill: colour, ink: isDark ? Palette.paper : Palette.marker)
  }

  /// Whether light text reads better on the colour than dark text (relative luminance under 0.3 of
  /// gamma-coded values, weighted as in ITU-R BT.709).
  private var isDark: Bool {
    let parts = PNGImage.Colour(hex: colour)
    let light =
      0.2126 * Double(parts.red) + 0.7152 * Double(parts.green) + 0.0722 * Double(parts.blue)
    return light < 135
  }

  /// What `fill` names it by in the page's patterns; `nil` for a fill without one.
  private var pattern: String? {
    switch fill {
    case .plain, .tint, .open: nil
    default: "\(fill.rawValue)-\(colour.dropFirst())"
    }
  }

  /// How its polygons are filled and edged.
  func polygonAttributes(edge: String, edgeWidth: String) -> SVGWriter.Attributes {
    switch fill {
    case .open: ["fill": "none", "stroke": colour, "stroke-width": "2.4"]
    case .tint:
      ["fill": colour, "fill-opacity": "0.35", "stroke": colour, "stroke-width": "1.6"]
    default:
      [
        "fill": pattern.map { "url(#\($0)) \(colour)" } ?? colour, "stroke": edge,
        "stroke-width": edgeWidth,
      ]
    }
  }

  var lineAttributes: SVGWriter.Attributes {
    [
      "fill": "none", "stroke": colour, "stroke-width": "2.2", "stroke-linejoin": "round",
      "stroke-linecap": "round", "stroke-dasharray": isDashed ? "7 5" : "none",
    ]
  }

  /// A line around large signs keeps apart those that overlap; small ones would vanish under it.
  func pointAttributes(size: Double) -> SVGWriter.Attributes {
    ["fill": colour, "stroke": Palette.paper, "stroke-width": size < 5 ? "0" : "0.7"]
  }

  /// Draws the tile that fills its polygons, under the pattern's name.
  fileprivate func drawPattern(into writer: inout SVGWriter) {
    guard let pattern else { return }
    writer.group(
      ["id": pattern, "patternUnits": "userSpaceOnUse", "width": "8", "height": "8"],
      as: "pattern"
    ) { writer in
      writer.element("rect", ["width": "8", "height": "8", "fill": colour])
      writer.element(
        "path",
        [
          "d": fill.strokes, "fill": "none", "stroke": shade.ink,
          "stroke-opacity": isDark ? "0.8" : "0.45",
          "stroke-width": fill == .dotted ? "2.4" : "1.2",
          "stroke-linecap": fill == .dotted ? "round" : "butt",
        ])
    }
  }
}

extension ThematicMap.Fill {
  /// What is drawn on a tile of 8 by 8 units.
  fileprivate var strokes: String {
    switch self {
    case .plain, .tint, .open: ""
    case .hatched: "M-2 2L2-2M0 8L8 0M6 10L10 6"
    case .backHatched: "M-2 6L2 10M0 0L8 8M6-2L10 2"
    case .crossHatched: Self.hatched.strokes + Self.backHatched.strokes
    case .lined: "M0 2H8M0 6H8"
    case .gridded: "M0 4H8M4 0V8"
    case .dotted: "M2 2h.01M6 6h.01"
    case .dashed: "M1 2h3M5 6h3"
    }
  }
}

/// Draws the tiles of all classes that are filled with one, each once.
func drawPatterns(of categories: [ThematicMap.Category], into writer: inout SVGWriter) {
  var seen: Set<String> = []
  let needed = categories.filter {
    ![.plain, .tint, .open].contains($0.fill) && seen.insert($0.fill.rawValue + $0.colour).inserted
  }
  guard !needed.isEmpty else { return }
  writer.group([:], as: "defs") { writer in
    for category in needed { category.drawPattern(into: &writer) }
  }
}
