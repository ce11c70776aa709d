package import Geometry

/// A briefing map of hotspots: one A4 landscape page as a standalone SVG 1.1 document.
///
/// Start reading here. The page has a map panel on the left, where north is up and both axes share one
/// scale, and a column on the right with the legend, the list of hotspots and the caveats
/// (`PageLayout`). Positions on the ground are `Point`s, positions on the page are `Pixel`s, and only
/// `MapFrame` turns one into the other. The same map always gives the same bytes.
package struct HotspotMap: Sendable {
  /// An area to be outlined and named, such as a beat.
  package struct Outline: Sendable {
    package let name: String
    package let code: String
    package let shape: MultiPolygon<Point>

    package init(name: String, code: String, shape: MultiPolygon<Point>) {
      self.name = name
      self.code = code
      self.shape = shape
    }
  }

  /// A hotspot to be shaded by its density and found by its number.
  package struct Hotspot: Sendable {
    /// The number beside the shape and in the list; several hotspots may bear the same one.
    package let number: Int
    package let shape: MultiPolygon<Point>
    /// The mean density, in the map's unit.
    package let density: Double
    /// What the list says of it, such as "On or near Pedestrian Subway, 214 incidents, Crewe".
    package let caption: String

    package init(number: Int, shape: MultiPolygon<Point>, density: Double, caption: String) {
      precondition(density.isFinite && density >= 0, "a density is a number, and not negative")
      self.number = number
      self.shape = shape
      self.density = density
      self.caption = caption
    }
  }

  /// What is shown, where and when: "ASB hotspots, October to December 2018".
  package let title: String
  /// How it was found: "8,134 incidents, 300 m quartic kernel, top 1 % of the area".
  package let subtitle: String
  /// What the densities are in, for the legend.
  package let unit: String
  package let outlines: [Outline]
  /// In order of their numbers.
  package let hotspots: [Hotspot]
  package let caveats: [String]
  /// Whose data it is, at the foot of the page.
  package let attribution: String

  /// Beyond this many hotspots, numbers would hide the map: the rest are drawn without.
  package static let mostMarkers = 60

  package init(
    title: String, subtitle: String, unit: String = "Incidents per km² in the period",
    outlines: [Outline], hotspots: [Hotspot],
    caveats: [String] = [], attribution: String = ""
  ) {
    self.title = title
    self.subtitle = subtitle
    self.unit = unit
    self.outlines = outlines
    self.hotspots = hotspots.enumerated()
      .sorted { ($0.element.number, $0.offset) < ($1.element.number, $1.offset) }
      .map(\.element)
    self.caveats = caveats
    self.attribution = attribution
  }

  /// Draws the map as an SVG document, `width` pixels wide and √2 times as wide as high.
  ///
  /// The layout does not depend on the width: lengths inside are 1600 to the page's width. The extent
  /// is that of the outlines and hotspots together; with neither, the panel is empty and has no scale.
  /// A name that fits nowhere in its area is left out (it stays as the area's `<title>`); so are
  /// hotspots that do not fit the list, whose number is then stated.
  /// - Complexity: O(*n*) in corners for the shapes, and a fixed number of trials for each of at most
  ///   60 markers and for each name.
  package func svg(width: Int = 1600) -> String {
    precondition(width > 0, "a picture has a positive width")
    let page = PageLayout(title: title, subtitle: subtitle, attribution: attribution)
    let ramp = ColourRamp(of: hotspots.map(\.density))
    var writer = SVGWriter(size: PageLayout.size, width: width, title: title, summary: summary)
    page.drawHeader(into: &writer)
    drawMap(in: page.map, foot: page.mapFoot, shadedBy: ramp, into: &writer)
    SidePanel(legend: legend(of: ramp), list: list(shadedBy: ramp), caveats: caveats)
      .draw(in: page.side, into: &writer)
    return writer.finished()
  }

  /// Draws the map in a panel, with its scale and north in the strip below.
  func drawMap(
    in panel: Box<Pixel>, foot: Box<Pixel>, shadedBy ramp: ColourRamp,
    into writer: inout SVGWriter
  ) {
    guard let frame = MapFrame(showing: extent, in: panel) else {
      let groups = ["areas", "names", "hotspots", "scale-bar"]
      return drawEmptyPanel(panel, groups: groups, into: &writer)
    }
    MapPanel(of: self, in: frame, shadedBy: ramp).draw(into: &writer)
    ScaleBar(for: frame).draw(in: foot, into: &writer)
    drawNorthArrow(in: foot, into: &writer)
  }

  func legend(of ramp: ColourRamp) -> Legend {
    Legend(ramp: ramp, unit: unit, hotspotCount: hotspots.count, hasAreas: !outlines.isEmpty)
  }

  private func list(shadedBy ramp: ColourRamp) -> NumberedList {
    NumberedList(
      title: "Hotspots", whenEmpty: "No hotspot meets the criteria",
      items: hotspots.map {
        .init(number: $0.number, shade: ramp.shade(of: $0.density), caption: $0.caption)
      })
  }

  /// The box around all that is drawn; `nil` without a shape.
  var extent: Box<Point>? {
    Box(union: (outlines.map(\.shape) + hotspots.map(\.shape)).compactMap(\.box))
  }

  /// What a reader who cannot see the map is told.
  private var summary: String {
    let map = "Map of \(counted(outlines.count, "area")) with \(counted(hotspots.count, "hotspot"))"
    let first = hotspots.first.map { " Hotspot \($0.number): \($0.caption)." } ?? ""
    return "\(subtitle). \(map).\(first)"
  }
}
