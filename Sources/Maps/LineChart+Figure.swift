import Geometry

extension LineChart {
  /// Draws the panels and their legend as one `<svg role="img">` element for a page of HTML.
  ///
  /// Title, notes, caveats and attribution are the page's to say. The title is that of the element,
  /// which browsers show when it is pointed at.
  /// - Parameters:
  ///   - id: of the element, small letters, digits and hyphens; no other figure of the page has it.
  ///   - alt: what a reader who cannot see the chart is told: what it shows, not how it looks.
  ///   - height: of the panels together; `nil` for what suits their number.
  package func figure(
    id: String, alt: String, width: Int = 720, height: Int? = nil
  ) -> String {
    let legend = ChartLegend(
      title: legendTitle == "Legend" ? "" : legendTitle, looks: ChartLooks(of: self), notes: [],
      isInRows: true)
    let layout = FigureLayout(
      width: width, bodyHeight: Double(height ?? usualHeight), legend: legend)
    return layout.svg(id: id, title: title, alt: alt) { drawPanels(in: layout.body, into: &$0) }
  }

  /// A ranked panel is as high as its rows need.
  private var usualHeight: Int {
    let least = panels.count == 1 ? 380 : 290
    let rows = panels.map { $0.isRanked ? 70 + 20 * $0.vertical.labels.count : least }
    let tallest = rows.max() ?? least
    return max(1, rowCount) * (panels.contains(where: \.isRanked) ? max(tallest, 140) : least)
  }
}
