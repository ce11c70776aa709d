import Geometry

/// Where things go in a figure inside a page of text: what is drawn, and its legend across its foot.
///
/// A unit is a pixel of the screen: text of 14 units is read at 720 units of width, on screen and on
/// paper.
struct FigureLayout: Sendable {
  let size: Pixel
  let body: Box<Pixel>
  private let legend: any PageLegend
  private let legendBox: Box<Pixel>

  private static let gap = 10.0
  /// How wide a figure is unless asked for.
  static let usualWidth = 720

  /// Makes room below a body of a height for as much of a legend as there is.
  init(width: Int, bodyHeight: Double, legend: any PageLegend) {
    precondition(width >= 200, "a figure is at least 200 units wide")
    self.legend = legend
    let width = Double(width)
    body = Box(minX: 0, minY: 0, maxX: width, maxY: bodyHeight)
    let column = Box<Pixel>(
      minX: 1, minY: bodyHeight + Self.gap, maxX: width - 1, maxY: bodyHeight + width)
    // Drawn once on nothing, to learn how high it is.
    var nothing = SVGWriter(figure: "measure", size: column.centre, title: "", summary: "")
    let foot = legend.draw(in: column, into: &nothing)
    legendBox = column
    size = Pixel(x: width, y: (foot + 6).rounded(.up))
  }

  /// One `<svg role="img">` element, without anything a page of HTML says around it.
  func svg(
    id: String, title: String, alt: String, patterns: [ThematicMap.Category] = [],
    content: (inout SVGWriter) -> Void
  ) -> String {
    var writer = SVGWriter(figure: id, size: size, title: title, summary: alt)
    drawPatterns(of: patterns, into: &writer)
    content(&writer)
    _ = legend.draw(in: legendBox, into: &writer)
    return writer.finished()
  }

  /// How high a map of a width is: as the ground is, but neither a strip nor a tower.
  static func mapHeight(of extent: Box<Point>?, width: Int) -> Double {
    guard let extent, extent.width > 0 else { return Double(width) * 0.6 }
    return (Double(width) * min(max(extent.height / extent.width, 0.45), 1.05)).rounded()
  }

  /// The part of the body for a map, and the strip below it for its scale and north.
  var map: (panel: Box<Pixel>, foot: Box<Pixel>) {
    let split = body.maxY - 42
    return (
      Box(minX: 0.5, minY: 0.5, maxX: body.maxX - 0.5, maxY: split),
      Box(minX: 4, minY: split, maxX: body.maxX - 4, maxY: body.maxY)
    )
  }
}
