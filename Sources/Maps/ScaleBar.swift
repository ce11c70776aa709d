import Geometry

/// A bar of a round length on the ground: 1, 2 or 5 times a power of ten metres.
struct ScaleBar: Hashable, Sendable {
  /// The length on the ground, in metres, and on the page.
  let metres: Double
  let length: Double

  /// The longest round bar that takes up no more than a quarter of the panel's width.
  init(for frame: MapFrame) { self.init(within: frame.panel.width / 4, scale: frame.scale) }

  /// The longest round bar that is no longer than a length on the page.
  /// - Parameter scale: units of the page per metre on the ground.
  init(within room: Double, scale: Double) {
    let longest = room / scale
    let unit = decade(of: longest)
    metres = unit * ([5, 2].first { $0 * unit <= longest } ?? 1)
    length = metres * scale
  }

  /// Draws the bar in two halves, dark and light, at the left of a strip.
  func draw(in strip: Box<Pixel>, into writer: inout SVGWriter) {
    let (left, top) = (strip.minX, strip.minY + 24)
    let style = TextStyle(size: 14)
    writer.group(["id": "scale-bar", "data-metres": number(metres)]) { writer in
      writer.element("title", content: "Scale bar of \(label(metres))")
      writer.element(
        "rect", bar(from: left, length: length, top: top, fill: Palette.paper))
      writer.element(
        "rect", bar(from: left, length: length / 2, top: top, fill: Palette.ink))
      for (index, word) in labels.enumerated() {
        let x = left + length * Double(index) / 2
        writer.text(
          word, at: Pixel(x: x, y: top - 6), style, anchor: index == 0 ? "start" : "middle")
      }
    }
  }

  /// What stands at the start, the middle and the end of the bar.
  var labels: [String] { [number(0), label(metres / 2, withUnit: false), label(metres)] }

  private func bar(
    from x: Double, length: Double, top: Double, fill: String
  ) -> SVGWriter.Attributes {
    [
      "x": number(x), "y": number(top), "width": number(length), "height": "7", "fill": fill,
      "stroke": Palette.ink, "stroke-width": "1",
    ]
  }

  /// A length in the unit that suits the whole bar.
  private func label(_ length: Double, withUnit: Bool = true) -> String {
    let isInKilometres = metres >= 1000
    let value = isInKilometres ? length / 1000 : length
    let digits = value == value.rounded() ? grouped(Int(value)) : measured(value, step: 0.1)
    return withUnit ? digits + (isInKilometres ? " km" : " m") : digits
  }
}

/// Draws an arrow to the top of the page at the right of a strip.
func drawNorthArrow(in strip: Box<Pixel>, into writer: inout SVGWriter) {
  let (x, top) = (strip.maxX - 12, strip.minY + 10)
  writer.group(["id": "north-arrow"]) { writer in
    writer.element("title", content: "Grid north is up")
    let tip = Pixel(x: x, y: top)
    let shaft = [
      tip, Pixel(x: x + 8, y: top + 26), Pixel(x: x, y: top + 20), Pixel(x: x - 8, y: top + 26),
    ]
    writer.element("path", ["d": path(of: [shaft]), "fill": Palette.ink])
    writer.text(
      "N", at: Pixel(x: x - 16, y: top + 22), TextStyle(size: 17, isBold: true), anchor: "end")
  }
}
