import Geometry

/// What the colours and signs of a page mean, at the top of its column.
protocol PageLegend: Sendable {
  /// Draws at the top of a column and returns where it ends.
  func draw(in column: Box<Pixel>, into writer: inout SVGWriter) -> Double
}

extension PageLegend {
  /// Writes notes below what is drawn, each in at most six lines, and returns where they end.
  func drawNotes(
    _ notes: [String], in column: Box<Pixel>, below start: Double, into writer: inout SVGWriter
  ) -> Double {
    var top = start
    for line in notes.flatMap({ SidePanel.body.wrapped($0, to: column.width, limit: 6) }) {
      top += SidePanel.body.lineHeight
      writer.text(
        line, at: Pixel(x: column.minX, y: top), SidePanel.body, colour: Palette.quietInk)
    }
    return top
  }
}

/// The column beside the map: legend, numbered list, caveats, each as high as its content needs.
///
/// The list gives way: it gets what legend and caveats leave. Caveats never take more than a third of
/// the column; what does not fit is counted.
struct SidePanel: Sendable {
  private let legend: any PageLegend
  private let list: NumberedList?
  private let caveats: CaveatBlock

  /// - Parameter list: `nil` where nothing on the map has a number.
  init(legend: some PageLegend, list: NumberedList?, caveats: [String]) {
    self.legend = legend
    self.list = list
    self.caveats = CaveatBlock(caveats: caveats)
  }

  static let heading = TextStyle(size: 16, isBold: true)
  static let body = TextStyle(size: 14)
  private static let gap = 26.0

  func draw(in column: Box<Pixel>, into writer: inout SVGWriter) {
    let notes = caveats.lines(width: column.width, height: column.height / 3)
    let foot = CaveatBlock.height(of: notes) + (notes.isEmpty ? 0 : Self.gap)
    var top = legend.draw(in: column, into: &writer) + Self.gap
    if let list {
      let listBox = Box<Pixel>(
        minX: column.minX, minY: top, maxX: column.maxX, maxY: column.maxY - foot)
      top = list.draw(in: listBox, into: &writer) + Self.gap
    }
    CaveatBlock.draw(notes, at: Pixel(x: column.minX, y: top), into: &writer)
  }
}
