import Geometry

/// What the colours and signs of the map mean.
struct Legend: PageLegend {
  let ramp: ColourRamp
  let unit: String
  let hotspotCount: Int
  let hasAreas: Bool

  /// Wider steps are no easier to tell apart.
  private static let mostWidth = 430.0

  func draw(in column: Box<Pixel>, into writer: inout SVGWriter) -> Double {
    var top = column.minY
    writer.group(["id": "legend"]) { writer in
      if hotspotCount > 0 { top = drawRamp(in: column, top: top, into: &writer) + 14 }
      if hotspotCount > 0 || hasAreas {
        drawKeys(at: Pixel(x: column.minX, y: top), into: &writer)
        top += 22
      }
      top = drawNotes([note].compactMap { $0 }, in: column, below: top, into: &writer)
    }
    return top
  }

  private var note: String? {
    guard hotspotCount > HotspotMap.mostMarkers else { return nil }
    return "Numbers are drawn for the first \(HotspotMap.mostMarkers) of "
      + "\(grouped(hotspotCount)) hotspots, shapes for all."
  }

  /// A row of colours with the limits of the classes below.
  private func drawRamp(
    in column: Box<Pixel>, top: Double, into writer: inout SVGWriter
  ) -> Double {
    let title = SidePanel.heading
    writer.text(
      unit, at: Pixel(x: column.minX, y: top + title.size), title)
    let width =
      min(column.width, Self.mostWidth) / Double(max(ramp.classCount, ColourRamp.colours.count))
    let y = top + title.lineHeight + 8
    for index in 0..<ramp.classCount {
      writer.element(
        "rect",
        [
          "class": "class", "x": number(column.minX + width * Double(index)), "y": number(y),
          "width": number(width), "height": "18", "fill": ramp.shade(ofClass: index).fill,
          "stroke": Palette.hotspotEdge, "stroke-width": "0.9",
        ])
    }
    let labels = ramp.labels
    for (index, label) in labels.enumerated() {
      let isLast = index > 0 && index == labels.count - 1 && index == ColourRamp.colours.count
      let x = column.minX + width * Double(index)
      writer.text(
        label, at: Pixel(x: x, y: y + 34), SidePanel.body,
        anchor: index == 0 ? "start" : isLast ? "end" : "middle")
    }
    return y + 36
  }

  /// Samples of the map's signs, side by side.
  private func drawKeys(at corner: Pixel, into writer: inout SVGWriter) {
    var corner = corner
    if hotspotCount > 0 {
      let box = Box<Pixel>(
        centre: Pixel(x: corner.x + 10, y: corner.y + 9), width: 19, height: 19)
      drawDisc("1", ramp.shade(ofClass: ramp.classCount - 1), box: box, into: &writer)
      let baseline = Pixel(x: corner.x + 27, y: corner.y + 14)
      let words = "Number, in its hotspot's colour"
      writer.text(words, at: baseline, SidePanel.body, colour: Palette.quietInk)
      corner.x += 27 + SidePanel.body.width(of: words) + 24
    }
    if hasAreas { Self.drawAreaKey(at: corner, into: &writer) }
  }

  /// A sample of an outline and what it is.
  static func drawAreaKey(at corner: Pixel, into writer: inout SVGWriter) {
    writer.element(
      "rect",
      [
        "x": number(corner.x), "y": number(corner.y + 2), "width": "26", "height": "14",
        "fill": Palette.land, "stroke": Palette.boundary, "stroke-width": "1.2",
      ])
    let baseline = Pixel(x: corner.x + 34, y: corner.y + 14)
    writer.text("Area boundary", at: baseline, SidePanel.body, colour: Palette.quietInk)
  }
}
