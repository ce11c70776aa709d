import Geometry

/// A chart for a briefing or a report: one A4 landscape page as a standalone SVG 1.1 document.
///
/// It has up to nine panels side by side and below each other, each with its own axes, and a column
/// with a legend and notes. Layers of the same name share a colour and one entry of the legend, in
/// whichever panels they are. The same chart always gives the same bytes.
package struct LineChart: Sendable {
  package let title: String
  package let subtitle: String
  package let panels: [Panel]
  /// What the colours are of, above the legend.
  package let legendTitle: String
  /// How to read the chart, under the legend.
  package let notes: [String]
  /// What the reader must bear in mind.
  package let caveats: [String]
  package let attribution: String

  package init(
    title: String, subtitle: String = "", panels: [Panel], legendTitle: String = "Legend",
    notes: [String] = [], caveats: [String] = [], attribution: String = ""
  ) {
    self.title = title
    self.subtitle = subtitle
    self.panels = panels
    self.legendTitle = legendTitle
    self.notes = notes
    self.caveats = caveats
    self.attribution = attribution
  }

  /// Draws the chart as an SVG document, `width` pixels wide and √2 times as wide as high.
  /// - Complexity: O(*n*) in values.
  package func svg(width: Int = 1600) -> String {
    precondition(width > 0, "a picture has a positive width")
    let page = PageLayout(title: title, subtitle: subtitle, attribution: attribution)
    var writer = SVGWriter(size: PageLayout.size, width: width, title: title, summary: summary)
    page.drawHeader(into: &writer)
    drawPanels(in: page.body, into: &writer)
    let legend = ChartLegend(title: legendTitle, looks: ChartLooks(of: self), notes: notes)
    SidePanel(legend: legend, list: nil, caveats: caveats).draw(in: page.side, into: &writer)
    return writer.finished()
  }

  func drawPanels(in body: Box<Pixel>, into writer: inout SVGWriter) {
    let looks = ChartLooks(of: self)
    writer.group(["id": "panels"]) { writer in
      for (panel, box) in zip(panels, boxes(in: body)) {
        ChartPanel(of: panel, in: box, looks: looks).draw(into: &writer)
      }
    }
  }

  private func columnCount(in width: Double) -> Int {
    // Three panels beside each other in a page of text would be too small to read.
    panels.count <= 2 ? 1 : panels.count <= 6 || width < 900 ? 2 : 3
  }

  /// The rows of panels in a figure.
  var rowCount: Int {
    let columns = columnCount(in: Double(FigureLayout.usualWidth))
    return (panels.count + columns - 1) / columns
  }

  /// As square a table of panels as there can be, filled row by row.
  private func boxes(in body: Box<Pixel>) -> [Box<Pixel>] {
    let columns = columnCount(in: body.width)
    let rows = max(1, (panels.count + columns - 1) / columns)
    let (width, height) = (body.width / Double(columns), body.height / Double(rows))
    return panels.indices.map { index in
      let (left, top) = (
        body.minX + Double(index % columns) * width, body.minY + Double(index / columns) * height
      )
      return Box(minX: left, minY: top, maxX: left + width, maxY: top + height)
    }
  }

  /// What a reader who cannot see the chart is told.
  private var summary: String {
    let all = panels.map { panel in
      let name = panel.title.isEmpty ? "" : panel.title + ": "
      return "\(name)\(panel.vertical.title) by \(panel.horizontal.title)."
    }
    return ([subtitle] + all).filter { !$0.isEmpty }.joined(separator: " ")
  }
}
