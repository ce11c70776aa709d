import Geometry

/// The map itself: areas, their names, hotspots and their numbers, all placed before any is drawn.
struct MapPanel: Sendable {
  private let frame: MapFrame
  private let ramp: ColourRamp
  private let areas: OutlinedAreas
  private let hotspots: [(hotspot: HotspotMap.Hotspot, lines: [[Pixel]])]
  private let labels: LabelPlacement

  init(of map: HotspotMap, in frame: MapFrame, shadedBy ramp: ColourRamp) {
    self.frame = frame
    self.ramp = ramp
    areas = OutlinedAreas(map.outlines, in: frame)
    hotspots = map.hotspots.map { ($0, frame.lines(of: $0.shape)) }
    labels = LabelPlacement(
      of: map.outlines,
      targets: map.hotspots.map {
        MarkerTarget(label: String($0.number), shape: .polygon($0.shape), in: frame)
      }, in: frame)
  }

  func draw(into writer: inout SVGWriter) {
    drawPanel(frame.panel, into: &writer)
    areas.draw(into: &writer)
    labels.drawNames(into: &writer)
    drawHotspots(into: &writer)
  }

  /// Draws the last hotspot first, so that the first lies on top.
  private func drawHotspots(into writer: inout SVGWriter) {
    writer.group(["id": "hotspots"]) { writer in
      for index in hotspots.indices.reversed() {
        let (hotspot, lines) = hotspots[index]
        writer.group(["class": "hotspot", "data-rank": "\(hotspot.number)"]) { writer in
          let shade = ramp.shade(of: hotspot.density)
          writer.element("title", content: "\(hotspot.number): \(hotspot.caption)")
          writer.element(
            "path",
            [
              "d": path(of: lines), "fill": shade.fill,
              "fill-rule": "evenodd", "stroke": Palette.hotspotEdge, "stroke-width": "0.6",
              "stroke-linejoin": "round",
            ])
          if index < labels.markers.count { labels.markers[index]?.draw(shade, into: &writer) }
        }
      }
    }
  }
}

/// Draws the ground beyond the areas.
func drawPanel(_ panel: Box<Pixel>, into writer: inout SVGWriter) {
  writer.element(
    "rect",
    [
      "id": "panel", "x": number(panel.minX), "y": number(panel.minY),
      "width": number(panel.width), "height": number(panel.height), "fill": Palette.beyond,
      "stroke": Palette.rule, "stroke-width": "1",
    ])
}

/// Draws a panel with nothing on it: the groups are there, empty.
func drawEmptyPanel(
  _ panel: Box<Pixel>, groups: [String], into writer: inout SVGWriter
) {
  drawPanel(panel, into: &writer)
  for id in groups { writer.group(["id": id]) { _ in } }
  writer.text(
    "Nothing to show on a map", at: panel.centre, TextStyle(size: 19), anchor: "middle",
    colour: Palette.quietInk)
}
