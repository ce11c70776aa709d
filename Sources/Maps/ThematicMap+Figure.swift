import Geometry

extension ThematicMap {
  /// Draws the map and its legend as one `<svg role="img">` element for a page of HTML.
  ///
  /// Title, list, caveats and attribution are the page's to say.
  /// - Parameters:
  ///   - id: of the element, small letters, digits and hyphens; no other figure of the page has it.
  ///   - alt: what a reader who cannot see the map is told: what it shows, not how it looks.
  ///   - height: of the map with its scale; `nil` for what suits the ground.
  package func figure(
    id: String, alt: String, width: Int = 720, height: Int? = nil
  ) -> String {
    let ground = FigureLayout.mapHeight(of: extent, width: width)
    let layout = FigureLayout(
      width: width, bodyHeight: height.map(Double.init) ?? ground,
      legend: ClassLegend(of: self, isInRows: true))
    return layout.svg(id: id, title: title, alt: alt, patterns: legend) {
      drawMap(in: layout.map.panel, foot: layout.map.foot, into: &$0)
    }
  }
}
