import Geometry

/// A table of numbers shaded by their size, such as hours by weekdays or areas by offences: one A4
/// landscape page as a standalone SVG 1.1 document, or a figure inside a page of HTML.
///
/// Numbers stand in their cells where there is room for them. What is not published and what has no
/// value are told apart by their filling, and never look like a small number. The same grid always
/// gives the same bytes.
package struct HeatGrid: Sendable {
  /// What a cell holds, and how it is written.
  package enum Value: Hashable, Sendable {
    case number(Double, String)
    case withheld(String)
    case missing(String)

    var words: String {
      switch self {
      case .number(_, let words), .withheld(let words), .missing(let words): words
      }
    }
  }

  /// Which numbers share a colour.
  package enum Shading: Hashable, Sendable {
    /// Equally wide steps from 0.
    case steps
    /// About equally many cells each, where few are far above the rest.
    case quantiles
    /// Below and above a number, such as 0 for a change or 1 for a ratio.
    case around(Double)
  }

  package let title: String
  package let subtitle: String
  /// What the numbers are, above the legend.
  package let unit: String
  package let rows: [String]
  package let columns: [String]
  /// A list for each row.
  package let cells: [[Value]]
  /// At the end of each row and below each column; empty for none. Both: the last of `rowTotals` is
  /// that of all.
  package let rowTotals: [String]
  package let columnTotals: [String]
  package let shading: Shading
  package let notes: [String]
  package let caveats: [String]
  package let attribution: String

  /// - Parameter rowTotals: one for each row, and one more for all where columns have totals too.
  package init(
    title: String, subtitle: String = "", unit: String, rows: [String], columns: [String],
    cells: [[Value]], rowTotals: [String] = [], columnTotals: [String] = [],
    shading: Shading = .steps, notes: [String] = [], caveats: [String] = [],
    attribution: String = ""
  ) {
    precondition(
      cells.count == rows.count && cells.allSatisfy { $0.count == columns.count },
      "each cell has a row and a column")
    precondition([0, columns.count].contains(columnTotals.count), "a total for each column")
    precondition(
      [0, rows.count + (columnTotals.isEmpty ? 0 : 1)].contains(rowTotals.count),
      "a total for each row, and for all")
    (self.title, self.subtitle, self.unit) = (title, subtitle, unit)
    (self.rows, self.columns, self.cells) = (rows, columns, cells)
    (self.rowTotals, self.columnTotals, self.shading) = (rowTotals, columnTotals, shading)
    (self.notes, self.caveats, self.attribution) = (notes, caveats, attribution)
  }

  /// Draws the grid as an SVG document, `width` pixels wide and √2 times as wide as high.
  /// - Complexity: O(*n*) in cells.
  package func svg(width: Int = 1600) -> String {
    precondition(width > 0, "a picture has a positive width")
    let page = PageLayout(title: title, subtitle: subtitle, attribution: attribution)
    let shades = GridShades(of: self)
    let summary = "\(subtitle.isEmpty ? "" : subtitle + ". ")\(unit), \(shape)."
    var writer = SVGWriter(size: PageLayout.size, width: width, title: title, summary: summary)
    drawPatterns(of: shades.categories, into: &writer)
    page.drawHeader(into: &writer)
    GridPanel(of: self, in: page.body, shades: shades).draw(into: &writer)
    SidePanel(legend: shades.legend(unit, notes: notes), list: nil, caveats: caveats)
      .draw(in: page.side, into: &writer)
    return writer.finished()
  }

  /// Draws the grid and its legend as one `<svg role="img">` element for a page of HTML.
  /// - Parameters:
  ///   - id: of the element, small letters, digits and hyphens; no other figure of the page has it.
  ///   - alt: what a reader who cannot see the grid is told: what it shows, not how it looks.
  ///   - height: of the grid without its legend; `nil` for what its rows need.
  package func figure(id: String, alt: String, width: Int = 720, height: Int? = nil) -> String {
    let shades = GridShades(of: self)
    let layout = FigureLayout(
      width: width, bodyHeight: Double(height ?? usualHeight(width: width)),
      legend: shades.legend(unit, notes: [], isInRows: true))
    return layout.svg(id: id, title: title, alt: alt, patterns: shades.categories) {
      GridPanel(of: self, in: layout.body, shades: shades).draw(into: &$0)
    }
  }

  private func usualHeight(width: Int) -> Int {
    let heads = GridPanel.headHeight(of: self, width: Double(width))
    return Int(heads) + 30 * (rows.count + (columnTotals.isEmpty ? 0 : 1)) + 10
  }

  private var shape: String {
    "\(counted(rows.count, "row")) by \(counted(columns.count, "column"))"
  }
}
