import Geometry

/// The map itself: areas, their names, hotspots and their numbers, all placed before any is drawn.
struct MapPanel: Sendable {
  private let frame: MapFrame
  private let ramp: ColourRamp
  private let areas: [(outline: HotspotMap.Outline, lines: [[Pixel]])]
  private let hotspots: [(hotspot: HotspotMap.Hotspot, lines: [[Pixel]])]
  /// The markers of the first hotspots; `nil` where there is no shape or no room.
  private let markers: [Marker?]
  private let names: [PlacedName]

  /// A handful of areas are named before the markers are placed, and the markers keep clear of the
  /// names; with many areas it is the other way round.
  init(of map: HotspotMap, in frame: MapFrame, shadedBy ramp: ColourRamp) {
    self.frame = frame
    self.ramp = ramp
    areas = map.outlines.map { ($0, frame.lines(of: $0.shape)) }
    hotspots = map.hotspots.map { ($0, frame.lines(of: $0.shape)) }
    let targets = map.hotspots.map { MarkerTarget(of: $0, in: frame) }
    let shapes = targets.compactMap { $0 }
    let boxes = shapes.map(\.box)
    let namesComeFirst = areas.count <= NamePlacement.fewAreas
    let early =
      namesComeFirst
      ? NamePlacement(avoiding: [], shapes: boxes, in: frame).names(of: map.outlines) : []
    var placement = MarkerPlacement(
      of: Array(targets.prefix(HotspotMap.mostMarkers)), among: shapes,
      clearOf: early.map(\.box), in: frame.panel)
    placement.settle()
    markers = placement.markers
    names =
      namesComeFirst
      ? early
      : NamePlacement(avoiding: markers.compactMap { $0 }, shapes: boxes, in: frame)
        .names(of: map.outlines)
  }

  func draw(into writer: inout SVGWriter) {
    drawPanel(frame.panel, into: &writer)
    drawAreas(into: &writer)
    drawNames(into: &writer)
    drawHotspots(into: &writer)
  }

  private func drawAreas(into writer: inout SVGWriter) {
    writer.group([
      "id": "areas", "fill": Palette.land, "fill-rule": "evenodd", "stroke": Palette.boundary,
      "stroke-width": areas.count > 20 ? "0.8" : "1.4", "stroke-linejoin": "round",
    ]) { writer in
      for area in areas {
        writer.group(["class": "area", "data-code": area.outline.code]) { writer in
          writer.element("title", content: area.outline.name)
          writer.element("path", ["d": path(of: area.lines)])
        }
      }
    }
  }

  /// Writes each name twice, as a halo and as text: slide programs ignore `paint-order`.
  private func drawNames(into writer: inout SVGWriter) {
    writer.group(["id": "names", "text-anchor": "middle", "fill": Palette.areaName]) { writer in
      for name in names {
        writer.group(["class": "name", "font-size": number(name.style.size)]) { writer in
          writer.group([
            "class": "halo", "fill": "none", "stroke": Palette.land, "stroke-width": "4",
            "stroke-linejoin": "round",
          ]) { drawLines(of: name, into: &$0) }
          drawLines(of: name, into: &writer)
        }
      }
    }
  }

  private func drawLines(of name: PlacedName, into writer: inout SVGWriter) {
    for line in name.baselines {
      writer.element(
        "text", ["x": number(line.middle.x), "y": number(line.middle.y)], content: line.words)
    }
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
          if index < markers.count { markers[index]?.draw(shade, into: &writer) }
        }
      }
    }
  }
}

private func drawPanel(_ panel: Box<Pixel>, into writer: inout SVGWriter) {
  writer.element(
    "rect",
    [
      "id": "panel", "x": number(panel.minX), "y": number(panel.minY),
      "width": number(panel.width), "height": number(panel.height), "fill": Palette.beyond,
      "stroke": Palette.rule, "stroke-width": "1",
    ])
}

/// Draws a panel with neither area nor hotspot: the groups are there, empty.
func drawEmptyPanel(_ panel: Box<Pixel>, into writer: inout SVGWriter) {
  drawPanel(panel, into: &writer)
  for id in ["areas", "names", "hotspots", "scale-bar"] { writer.group(["id": id]) { _ in } }
  writer.text(
    "Nothing to show on a map", at: panel.centre, TextStyle(size: 19), anchor: "middle",
    colour: Palette.quietInk)
}
