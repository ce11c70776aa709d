import Geometry

/// The map of a theme: areas, marks, boundaries, names and numbers, all placed before any is drawn.
struct ThematicPanel: Sendable {
  private let map: ThematicMap
  private let frame: MapFrame
  private let areas: OutlinedAreas
  private let labels: LabelPlacement
  private let numbered: [ThematicMap.Mark]

  init(of map: ThematicMap, in frame: MapFrame) {
    self.map = map
    self.frame = frame
    areas = OutlinedAreas(map.outlines, in: frame)
    numbered = map.numbered
    let size = Self.symbolSize(forPoints: map.marks.count)
    labels = LabelPlacement(
      of: map.outlines,
      targets: numbered.map {
        MarkerTarget(
          label: String($0.number ?? 0), shape: $0.shape, symbolSize: size, in: frame)
      }, in: frame)
  }

  func draw(into writer: inout SVGWriter) {
    drawPanel(frame.panel, into: &writer)
    areas.draw(into: &writer)
    drawMarks(into: &writer)
    labels.drawNames(into: &writer)
    drawSingle(map.marks.filter { $0.number == nil && $0.caption != nil }, into: &writer)
    drawNumbered(into: &writer)
  }

  /// Points shrink where there are many.
  private static func symbolSize(forPoints count: Int) -> Double {
    count > 5_000 ? 3 : count > 500 ? 5 : 8
  }

  /// Beyond this many polygons edges would hide the colours.
  private static let mostEdges = 2_500

  private var symbolSize: Double { Self.symbolSize(forPoints: map.marks.count) }
  private var edgeWidth: String { map.marks.count > Self.mostEdges ? "0" : "0.6" }

  /// Draws what has neither number nor caption: polygons, the boundaries they hide, lines, points.
  private func drawMarks(into writer: inout SVGWriter) {
    var marks: [[ThematicMap.Mark]] = Array(repeating: [], count: map.legend.count)
    for mark in map.marks where mark.number == nil && mark.caption == nil {
      marks[mark.category].append(mark)
    }
    let kinds = Set(map.marks.map(\.shape.kind))
    writer.group(["id": "marks"]) { writer in
      for kind in ThematicMap.Shape.Kind.allCases {
        for category in marks.indices.reversed() {
          draw(marks[category].filter { $0.shape.kind == kind }, of: category, kind, into: &writer)
        }
      }
    }
    if kinds.contains(.polygon), !map.outlines.isEmpty { areas.drawBoundaries(into: &writer) }
  }

  /// Draws marks of one kind and class in as few paths as can be.
  private func draw(
    _ marks: [ThematicMap.Mark], of category: Int, _ kind: ThematicMap.Shape.Kind,
    into writer: inout SVGWriter
  ) {
    guard !marks.isEmpty else { return }
    let look = map.legend[category]
    writer.group(["class": "marks", "data-category": "\(category)"]) { writer in
      writer.element("title", content: look.name)
      var paths = MarkPaths(frame: frame, symbol: look.symbol, symbolSize: symbolSize)
      for mark in marks { paths.add(mark.shape) }
      paths.draw(look, edge: Palette.paper, edgeWidth: edgeWidth, into: &writer)
    }
  }

  /// Draws marks one by one, the last first.
  private func drawSingle(_ marks: [ThematicMap.Mark], into writer: inout SVGWriter) {
    guard !marks.isEmpty else { return }
    writer.group(["id": "captioned"]) { writer in
      for mark in marks.reversed() {
        writer.group(["class": "mark"]) { drawShape(of: mark, into: &$0) }
      }
    }
  }

  private func drawNumbered(into writer: inout SVGWriter) {
    writer.group(["id": "numbered"]) { writer in
      for index in numbered.indices.reversed() {
        let mark = numbered[index]
        writer.group(["class": "mark", "data-number": "\(mark.number ?? 0)"]) { writer in
          drawShape(of: mark, into: &writer)
        }
      }
      // Above all shapes, since they may overlap.
      for index in labels.markers.indices.reversed() {
        labels.markers[index]?.draw(map.legend[numbered[index].category].shade, into: &writer)
      }
    }
  }

  private func drawShape(of mark: ThematicMap.Mark, into writer: inout SVGWriter) {
    let look = map.legend[mark.category]
    let words = [mark.number.map { "\($0)" }, mark.caption, look.name].compactMap { $0 }
    writer.element("title", content: words.joined(separator: ": "))
    var paths = MarkPaths(frame: frame, symbol: look.symbol, symbolSize: symbolSize)
    paths.add(mark.shape)
    paths.draw(look, edge: Palette.marker, edgeWidth: "0.8", into: &writer)
  }
}

extension ThematicMap.Shape {
  /// The kinds of shapes, in the order in which they are drawn.
  enum Kind: Hashable, Sendable, CaseIterable { case polygon, line, point }

  var kind: Kind {
    switch self {
    case .polygon: .polygon
    case .lines, .arrows: .line
    case .point: .point
    }
  }
}
