import Geometry

/// The areas under a map: their ground and boundaries.
struct OutlinedAreas: Sendable {
  private let areas: [(outline: HotspotMap.Outline, lines: [[Pixel]])]

  init(_ outlines: [HotspotMap.Outline], in frame: MapFrame) {
    areas = outlines.map { ($0, frame.lines(of: $0.shape)) }
  }

  private var lineWidth: String { areas.count > 20 ? "0.8" : "1.4" }

  func draw(into writer: inout SVGWriter) {
    writer.group([
      "id": "areas", "fill": Palette.land, "fill-rule": "evenodd", "stroke": Palette.boundary,
      "stroke-width": lineWidth, "stroke-linejoin": "round",
    ]) { writer in
      for area in areas {
        writer.group(["class": "area", "data-code": area.outline.code]) { writer in
          writer.element("title", content: area.outline.name)
          writer.element("path", ["d": path(of: area.lines)])
        }
      }
    }
  }

  /// Draws the boundaries alone, over what hides those of the areas.
  func drawBoundaries(into writer: inout SVGWriter) {
    writer.group([
      "id": "boundaries", "fill": "none", "stroke": Palette.boundaryAbove,
      "stroke-width": lineWidth, "stroke-linejoin": "round",
    ]) { writer in
      guard !areas.isEmpty else { return }
      writer.element("path", ["d": areas.map { path(of: $0.lines) }.joined()])
    }
  }
}
