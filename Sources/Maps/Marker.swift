import Geometry

/// A hotspot's number in a disc, and a line to the shape it belongs to.
struct Marker: Hashable, Sendable {
  let label: String
  /// The disc, wider than high from three digits on.
  let box: Box<Pixel>
  /// From the middle of the disc to the shape.
  let leader: Line

  static let height = 24.0
  static let style = TextStyle(size: 13, isBold: true)

  /// A disc is round for two digits and grows with more.
  static func width(of label: String) -> Double {
    max(height, style.width(of: label) + 7 - (label.utf8.count < 3 ? 2 : 0))
  }

  func draw(_ shade: ColourRamp.Shade, into writer: inout SVGWriter) {
    for (colour, width) in [(Palette.paper, "3.6"), (Palette.marker, "1.6")] {
      writer.element(
        "path",
        [
          "class": "leader", "fill": "none", "stroke": colour, "stroke-width": width,
          "d":
            "M\(number(leader.start.x)) \(number(leader.start.y)) "
            + "\(number(leader.end.x)) \(number(leader.end.y))",
        ])
    }
    drawDisc(label, shade, box: box, into: &writer)
  }
}

/// Draws a number on a disc of its hotspot's colour, which tells the density where the shape is tiny.
func drawDisc(
  _ label: String, _ shade: ColourRamp.Shade, box: Box<Pixel>, into writer: inout SVGWriter
) {
  writer.element(
    "rect",
    [
      "class": "marker", "x": number(box.minX), "y": number(box.minY),
      "width": number(box.width), "height": number(box.height), "rx": number(box.height / 2),
      "fill": shade.fill, "stroke": Palette.marker, "stroke-width": "1.4",
    ])
  let style = TextStyle(size: Marker.style.size * box.height / Marker.height, isBold: true)
  let baseline = Pixel(x: box.centre.x, y: box.centre.y + style.size * 0.36)
  writer.text(label, at: baseline, style, anchor: "middle", colour: shade.ink)
}
