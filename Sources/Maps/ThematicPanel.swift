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
    drawMarkers(into: &writer)
  }

  /// Points shrink where there are many.
  private static func symbolSize(forPoints count: Int) -> Double {
    count > 5_000 ? 3 : count > 500 ? 5 : 8
  }

  /// Beyond this many polygons edges would hide the colours.
  private static let mostEdges = 2_500

  private var symbolSize: Double { Self.symbolSize(forPoints: map.marks.count) }
  private var edgeWidth: String { map.marks.count > Self.mostEdges ? "0" : "0.6" }

  /// Draws polygons, the boundaries they hide, lines and points, of each kind first those of a class
  /// together, then those that have a number or caption one by one.
  private func drawMarks(into writer: inout SVGWriter) {
    writer.group(["id": "marks"]) { writer in
      for kind in ThematicMap.Shape.Kind.allCases {
        let marks = map.marks.filter { $0.shape.kind == kind }
        drawTogether(marks.filter { !$0.isSingle }, into: &writer)
        drawSingly(marks.filter(\.isSingle), into: &writer)
        if kind == .polygon, !marks.isEmpty { areas.drawBoundaries(into: &writer) }
      }
    }
  }

  private func drawTogether(_ marks: [ThematicMap.Mark], into writer: inout SVGWriter) {
    var classes: [[ThematicMap.Mark]] = Array(repeating: [], count: map.legend.count)
    for mark in marks { classes[mark.category].append(mark) }
    for category in classes.indices.reversed() {
      draw(classes[category], of: category, into: &writer)
    }
  }

  /// Draws marks of one kind and class in as few paths as can be.
  private func draw(
    _ marks: [ThematicMap.Mark], of category: Int, into writer: inout SVGWriter
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

  /// Draws marks one by one: those without a number, then those with, each time the last first.
  private func drawSingly(_ marks: [ThematicMap.Mark], into writer: inout SVGWriter) {
    let order = marks.indices.sorted {
      let (one, other) = (marks[$0].number ?? .max, marks[$1].number ?? .max)
      return (other, $1) < (one, $0)
    }
    for mark in order.map({ marks[$0] }) {
      writer.group([
        "class": "mark", "data-category": "\(mark.category)",
        "data-number": mark.number.map(String.init) ?? "",
      ]) { drawShape(of: mark, into: &$0) }
    }
  }

  /// Draws the numbers above all shapes, since they may overlap, the first on top.
  private func drawMarkers(into writer: inout SVGWriter) {
    writer.group(["id": "numbered"]) { writer in
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

extension ThematicMap.Mark {
  /// Whether it is drawn by itself, so that a browser can say what it is.
  fileprivate var isSingle: Bool { number != nil || caption != nil }
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
