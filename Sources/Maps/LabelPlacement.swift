import Geometry

/// The numbers and names of a map, placed together so that none hides another.
///
/// A handful of areas are named before the markers are placed, and the markers keep clear of the
/// names; with many areas it is the other way round.
struct LabelPlacement: Sendable {
  /// The markers of the first things that bear a number; `nil` where there is no shape or no room.
  let markers: [Marker?]
  let names: [PlacedName]

  /// - Parameter targets: what bears a number, in order; `nil` for what has no shape. The first get a
  ///   marker, and names keep off all.
  init(of outlines: [HotspotMap.Outline], targets: [MarkerTarget?], in frame: MapFrame) {
    let shapes = targets.compactMap { $0 }
    let boxes = shapes.map(\.box)
    let namesComeFirst = outlines.count <= NamePlacement.fewAreas
    let early =
      namesComeFirst
      ? NamePlacement(avoiding: [], shapes: boxes, in: frame).names(of: outlines) : []
    var placement = MarkerPlacement(
      of: Array(targets.prefix(HotspotMap.mostMarkers)), among: shapes,
      clearOf: early.map(\.box), in: frame.panel)
    placement.settle()
    markers = placement.markers
    names =
      namesComeFirst
      ? early
      : NamePlacement(avoiding: markers.compactMap { $0 }, shapes: boxes, in: frame)
        .names(of: outlines)
  }

  /// Writes each name twice, as a halo and as text: slide programs ignore `paint-order`.
  func drawNames(into writer: inout SVGWriter) {
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
}
