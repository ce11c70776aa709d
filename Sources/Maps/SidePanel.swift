import Geometry

/// The column beside the map: legend, list of hotspots, caveats, each as high as its content needs.
///
/// The list gives way: it gets what legend and caveats leave. Caveats never take more than a third of
/// the column; what does not fit is counted.
struct SidePanel: Sendable {
  private let legend: Legend
  private let list: HotspotList
  private let caveats: CaveatBlock

  init(of map: HotspotMap, shadedBy ramp: ColourRamp) {
    legend = Legend(
      ramp: ramp, unit: map.unit, hotspotCount: map.hotspots.count,
      hasAreas: !map.outlines.isEmpty)
    list = HotspotList(hotspots: map.hotspots, ramp: ramp)
    caveats = CaveatBlock(caveats: map.caveats)
  }

  static let heading = TextStyle(size: 16, isBold: true)
  static let body = TextStyle(size: 14)
  private static let gap = 26.0

  func draw(in column: Box<Pixel>, into writer: inout SVGWriter) {
    var top = legend.draw(in: column, into: &writer) + Self.gap
    let notes = caveats.lines(width: column.width, height: column.height / 3)
    let room = column.maxY - top - CaveatBlock.height(of: notes) - (notes.isEmpty ? 0 : Self.gap)
    let listBox = Box<Pixel>(
      minX: column.minX, minY: top, maxX: column.maxX, maxY: top + room)
    top = list.draw(in: listBox, into: &writer) + Self.gap
    CaveatBlock.draw(notes, at: Pixel(x: column.minX, y: top), into: &writer)
  }
}
