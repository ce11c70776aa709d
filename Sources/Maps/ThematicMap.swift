package import Geometry

/// A briefing map of classes: one A4 landscape page as a standalone SVG 1.1 document.
///
/// It has the page of `HotspotMap`: a map panel with north up, and a column with the legend, a list of
/// what bears a number, and the caveats. On the areas lie marks: polygons, then lines, then points; of
/// each kind those with a number or caption lie on the others, and the first class of the legend on the
/// next. Areas keep their boundaries above the polygons, and their names above all. The same map always gives the same bytes.
package struct ThematicMap: Sendable {
  package let title: String
  package let subtitle: String
  package let outlines: [HotspotMap.Outline]
  package let marks: [Mark]
  /// The ground to show, where that is only part of the areas; all of it when `nil`.
  package let focus: Box<Point>?
  /// The classes in the order of the legend.
  package let legend: [Category]
  /// What the classes are of: "Hot and cold cells, Gi*".
  package let legendTitle: String
  /// What else must be known to read the colours, below them.
  package let legendNotes: [String]
  /// The heading of the list of marks with a number; without one there is no list.
  package let listTitle: String?
  /// What stands in the list when no mark has a number.
  package let listWhenEmpty: String
  package let caveats: [String]
  package let attribution: String

  /// - Parameter marks: each with a class of the legend. Those with a number are listed in order of
  ///   it, those with a number or caption are drawn one by one, the others a path for each class.
  package init(
    title: String, subtitle: String, outlines: [HotspotMap.Outline], marks: [Mark],
    focus: Box<Point>? = nil,
    legend: [Category], legendTitle: String, legendNotes: [String] = [],
    listTitle: String? = nil, listWhenEmpty: String = "None meets the criteria",
    caveats: [String] = [], attribution: String = ""
  ) {
    precondition(
      marks.allSatisfy { legend.indices.contains($0.category) },
      "every mark belongs to a class of the legend")
    self.title = title
    self.subtitle = subtitle
    self.outlines = outlines
    self.marks = marks
    self.focus = focus
    self.legend = legend
    self.legendTitle = legendTitle
    self.legendNotes = legendNotes
    self.listTitle = listTitle
    self.listWhenEmpty = listWhenEmpty
    self.caveats = caveats
    self.attribution = attribution
  }

  /// Draws the map as an SVG document, `width` pixels wide and √2 times as wide as high.
  ///
  /// The layout does not depend on the width: lengths inside are 1600 to the page's width. The extent
  /// is that of the outlines and marks together; with neither, the panel is empty and has no scale.
  /// - Complexity: O(*n*) in corners, and a fixed number of trials for each of at most 60 markers and
  ///   for each name.
  package func svg(width: Int = 1600) -> String {
    precondition(width > 0, "a picture has a positive width")
    let page = PageLayout(title: title, subtitle: subtitle, attribution: attribution)
    var writer = SVGWriter(size: PageLayout.size, width: width, title: title, summary: summary)
    drawPatterns(of: legend, into: &writer)
    page.drawHeader(into: &writer)
    drawMap(in: page.map, foot: page.mapFoot, into: &writer)
    SidePanel(legend: ClassLegend(of: self), list: list, caveats: caveats)
      .draw(in: page.side, into: &writer)
    return writer.finished()
  }

  /// Draws the map in a panel, with its scale and north in the strip below.
  func drawMap(in panel: Box<Pixel>, foot: Box<Pixel>, into writer: inout SVGWriter) {
    guard let frame = MapFrame(showing: extent, in: panel) else {
      let groups = ["areas", "marks", "names", "numbered", "scale-bar"]
      return drawEmptyPanel(panel, groups: groups, into: &writer)
    }
    let panel = ThematicPanel(of: self, in: frame)
    if focus == nil {
      panel.draw(into: &writer)
    } else {
      drawCut(to: frame.panel, panel, into: &writer)
    }
    ScaleBar(for: frame).draw(in: foot, into: &writer)
    drawNorthArrow(in: foot, into: &writer)
  }

  /// Draws what lies in the panel, and nothing of what reaches beyond it.
  private func drawCut(
    to box: Box<Pixel>, _ panel: ThematicPanel, into writer: inout SVGWriter
  ) {
    writer.group(["id": "window"], as: "clipPath") { writer in
      writer.element(
        "rect",
        [
          "x": number(box.minX), "y": number(box.minY), "width": number(box.width),
          "height": number(box.height),
        ])
    }
    writer.group(["clip-path": "url(#window)"]) { panel.draw(into: &$0) }
  }

  /// The marks with a number, in order of it.
  var numbered: [Mark] {
    marks.enumerated()
      .filter { $0.element.number != nil }
      .sorted { ($0.element.number ?? 0, $0.offset) < ($1.element.number ?? 0, $1.offset) }
      .map(\.element)
  }

  private var list: NumberedList? {
    listTitle.map { title in
      NumberedList(
        title: title, whenEmpty: listWhenEmpty,
        items: numbered.map {
          .init(
            number: $0.number ?? 0, shade: legend[$0.category].shade, caption: $0.caption ?? "")
        })
    }
  }

  /// The ground to show, or the box around all that is drawn; `nil` without a shape.
  var extent: Box<Point>? {
    focus ?? Box(union: outlines.compactMap(\.shape.box) + marks.compactMap(\.shape.box))
  }

  /// What a reader who cannot see the map is told.
  private var summary: String {
    let map = "Map of \(counted(outlines.count, "area")) with \(counted(marks.count, "mark"))"
    let first = numbered.first.map { " \($0.number ?? 0): \($0.caption ?? "")." } ?? ""
    return (subtitle.isEmpty ? "" : subtitle + ". ") + "\(map).\(first)"
  }
}
