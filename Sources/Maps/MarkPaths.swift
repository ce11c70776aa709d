import Geometry

/// The paths of marks of one class, polygons, lines with their heads, and points apart.
struct MarkPaths: Sendable {
  private let frame: MapFrame
  private let symbol: ThematicMap.Symbol
  private let symbolSize: Double
  private var polygons: [CompactPath] = []
  private var lines: [CompactPath] = []
  private var heads: [CompactPath] = []
  private var points: [CompactPath] = []

  /// Readers of XML may refuse an attribute of more than ten million bytes.
  private static let mostBytes = 1_000_000
  /// Simplifying takes time, and takes little off a cell or a small circle.
  private static let fewCorners = 12
  private static let headLength = 10.0

  init(frame: MapFrame, symbol: ThematicMap.Symbol, symbolSize: Double) {
    self.frame = frame
    self.symbol = symbol
    self.symbolSize = symbolSize
  }

  mutating func add(_ shape: ThematicMap.Shape) {
    switch shape {
    case .polygon(let shape): add(shape)
    case .lines(let lines): for line in lines { add(line, hasHead: false) }
    case .arrows(let lines): for line in lines { add(line, hasHead: true) }
    case .point(let point):
      Self.extend(&points) { $0.add(symbol, at: frame.pixel(point), size: symbolSize) }
    }
  }

  /// Holes run the other way, so that with the rule `nonzero` polygons of a class may overlap.
  private mutating func add(_ shape: MultiPolygon<Point>) {
    for ring in shape.rightHanded().polygons.flatMap(\.rings) {
      let corners = ring.corners.map(frame.pixel)
      let few =
        corners.count > Self.fewCorners ? simplified(corners, tolerance: 0.4) : corners
      Self.extend(&polygons) { $0.addRing(few) }
    }
  }

  private mutating func add(_ line: [Point], hasHead: Bool) {
    let positions = line.map(frame.pixel)
    guard positions.count > 1 else { return }
    Self.extend(&lines) { $0.addLine(positions) }
    if hasHead, let head = Self.head(of: positions) { Self.extend(&heads) { $0.addRing(head) } }
  }

  /// A triangle at the end of a line, no longer than half the line; `nil` for a line with no length.
  private static func head(of line: [Pixel]) -> [Pixel]? {
    guard let tip = line.last, let before = line.last(where: { $0.distance(to: tip) > 0.5 })
    else { return nil }
    let length = min(headLength, before.distance(to: tip) / 2)
    let distance = before.distance(to: tip)
    let along = Pixel(x: (tip.x - before.x) / distance, y: (tip.y - before.y) / distance)
    let across = Pixel(x: -along.y, y: along.x)
    let foot = tip.moved(by: -length, towards: along)
    return [
      tip, foot.moved(by: length * 0.45, towards: across),
      foot.moved(by: -length * 0.45, towards: across),
    ]
  }

  private static func extend(_ paths: inout [CompactPath], by add: (inout CompactPath) -> Void) {
    if paths.last.map({ $0.byteCount > mostBytes }) ?? true { paths.append(CompactPath()) }
    add(&paths[paths.count - 1])
  }

  func draw(
    _ look: ThematicMap.Category, edge: String, edgeWidth: String, into writer: inout SVGWriter
  ) {
    let filled = look.polygonAttributes(edge: edge, edgeWidth: edgeWidth)
    let kinds: [([CompactPath], SVGWriter.Attributes)] = [
      (polygons, filled), (lines, look.lineAttributes), (heads, ["fill": look.colour]),
      (points, look.pointAttributes(size: symbolSize)),
    ]
    for (paths, attributes) in kinds where !paths.isEmpty {
      writer.group(attributes) { writer in
        for path in paths { writer.element("path", ["d": path.d]) }
      }
    }
  }
}
