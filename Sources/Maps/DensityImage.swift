package import Geometry

/// A picture of a density surface in classes: a page with a legend, or an overlay for maps.
///
/// Start reading here. A class is what is above its level and not above the next; cells that are not
/// above any level have the colour of land. A cell outside the study area is absent, which is not
/// zero: it is transparent in the overlay and grey on the page. North is up and both axes share one
/// scale. The same surface always gives the same pixels.
package struct DensityImage: Sendable {
  /// The lowest value of a class, which itself is not in it, and what is true of all ground above it.
  struct Break: Hashable, Sendable {
    let level: Double
    let meaning: String
  }

  let surface: Surface
  /// Ascending.
  let breaks: [Break]
  let title: String
  let subtitle: String
  let unit: String
  let caption: String

  /// With more classes neighbours could not be told apart.
  package static let mostBreaks = 9

  /// - Parameters:
  ///   - surface: incidents per km², or whatever `unit` says; with at least one cell.
  ///   - breaks: levels in the surface's unit, all different, and what holds for the ground above
  ///     each, such as "holds 20 % of incidents"; at most nine, in any order.
  ///   - title: what is shown, where and when: "ASB, October to December 2018".
  ///   - subtitle: how it was made: "8,134 incidents, 300 m quartic kernel".
  ///   - unit: the heading of the legend.
  ///   - caption: whose data it is, and what the reader must bear in mind; a line break starts a new
  ///     paragraph.
  package init(
    surface: Surface, breaks: [(level: Double, meaning: String)], title: String,
    subtitle: String = "", unit: String = "Incidents per km²", caption: String = ""
  ) {
    precondition(surface.grid.cellCount > 0, "a picture shows at least one cell")
    precondition(breaks.count <= Self.mostBreaks, "a picture has at most nine breaks")
    precondition(breaks.allSatisfy { $0.level.isFinite }, "a level is a finite number")
    precondition(Set(breaks.map(\.level)).count == breaks.count, "levels differ")
    self.surface = surface
    self.breaks = breaks.sorted { $0.level < $1.level }.map { Break(level: $0.0, meaning: $0.1) }
    self.title = title
    self.subtitle = subtitle
    self.unit = unit
    self.caption = caption
  }

  /// The surface alone as a PNG file, one pixel to a cell, absent cells transparent: for overlays.
  ///
  /// The picture's box is the grid's (`Grid.box`).
  /// - Throws: when libpng fails.
  /// - Complexity: O(cells × breaks).
  package func plain() throws(PNGError) -> [UInt8] {
    let (columns, rows) = (surface.grid.columns, surface.grid.rows)
    let inks = inks()
    let northFirst = (0..<rows).reversed().flatMap { inks[($0 * columns)..<(($0 + 1) * columns)] }
    return try PNGImage(
      width: columns, height: rows, palette: [.transparent] + classColours, pixels: northFirst
    ).encoded()
  }

  /// The surface on a page with title, legend, scale bar and caption, as a PNG file.
  ///
  /// - Parameter width: the page's width in pixels, at least 640. Each pixel of the map then shows the
  ///   cell at its centre. Without it the page is as wide as it takes to show each cell as the same
  ///   whole number of pixels on each side, on a map of up to 1200 × 900 pixels; cells smaller than
  ///   a pixel are shown where a pixel's centre meets them.
  /// - Throws: when libpng fails.
  /// - Complexity: O(cells × breaks + pixels).
  package func page(width: Int? = nil) throws(PNGError) -> [UInt8] {
    precondition((width ?? .max) >= Self.leastWidth, "a page is at least 640 pixels wide")
    return try DensityPage(of: self, width: width).drawn().encoded()
  }

  /// The narrowest page that has room for a map beside the legend.
  package static let leastWidth = 640

  /// The colours of the ground not above any level, and of the classes from the lowest.
  var classColours: [PNGImage.Colour] {
    [PNGImage.Colour(hex: Palette.land)] + ColourRamp.colours(ofClasses: breaks.count)
  }

  /// For each cell 0 where it is absent, else 1 and the number of levels it is above.
  func inks() -> [UInt8] {
    var inks = surface.study.areas.map { $0 < 0 ? 0 : 1 as UInt8 }
    for level in breaks.map(\.level) {
      for cell in inks.indices where inks[cell] > 0 && surface.computed[cell] > level {
        inks[cell] += 1
      }
    }
    return inks
  }
}
