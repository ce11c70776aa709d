import Foundation
import FoundationXML
import Geometry
import Maps

/// A drawn map, read back as XML.
struct Drawing {
  let root: XMLElement
  /// Owns the elements: they do not keep it alive.
  private let document: XMLDocument

  init(_ svg: String) throws {
    let document = try XMLDocument(xmlString: svg, options: [])
    guard let root = document.rootElement() else { throw DrawingError.noRoot }
    self.root = root
    self.document = document
  }

  init(_ map: HotspotMap) throws { try self.init(map.svg()) }

  /// The group with an id.
  func group(_ id: String) throws -> XMLElement {
    guard let group = root.descendants.first(where: { $0["id"] == id }) else {
      throw DrawingError.noGroup(id)
    }
    return group
  }

  /// The discs of hotspots on the map, not those of legend and list.
  func markerBoxes() throws -> [Box<Point>] {
    try group("hotspots").all("marker").map { $0.box }
  }
}

enum DrawingError: Error { case noRoot, noGroup(String) }

extension XMLElement {
  var descendants: [XMLElement] {
    (children ?? []).compactMap { $0 as? XMLElement }.flatMap { [$0] + $0.descendants }
  }
  subscript(name: String) -> String? { attributes?.first { $0.name == name }?.stringValue }
  func number(_ name: String) -> Double { self[name].flatMap(Double.init) ?? .nan }

  /// The elements of a class, anywhere inside.
  func all(_ kind: String) -> [XMLElement] { descendants.filter { $0["class"] == kind } }

  /// Every text inside, in order.
  var texts: [String] { descendants.filter { $0.name == "text" }.map { $0.stringValue ?? "" } }

  /// The box of a `rect`.
  var box: Box<Point> {
    Box(
      minX: number("x"), minY: number("y"), maxX: number("x") + number("width"),
      maxY: number("y") + number("height"))
  }

  /// The positions that the paths inside, or its own, go through; an arc counts as its end.
  var positions: [Point] {
    ([self] + descendants).compactMap { $0["d"] }.flatMap { PathReader($0).positions }
  }

  /// The corners of a `path`, all rings in one list.
  var corners: [Point] {
    let numbers = (self["d"] ?? "").split { "MZ ".contains($0) }.compactMap { Double($0) }
    return stride(from: 0, to: numbers.count - 1, by: 2).map {
      Point(x: numbers[$0], y: numbers[$0 + 1])
    }
  }
}

/// Reads a path whose first step is absolute and whose others are relative.
struct PathReader {
  private(set) var positions: [Point] = []

  init(_ path: String) {
    var here = Point(x: 0, y: 0)
    for command in Self.commands(of: path) {
      let n = command.numbers
      switch command.letter {
      case "M" where n.count == 2: here = Point(x: n[0], y: n[1])
      case "M":
        // All corners absolute, as boundaries and bands are written.
        positions += stride(from: 0, to: n.count - 1, by: 2).map { Point(x: n[$0], y: n[$0 + 1]) }
        continue
      case "l": here = Point(x: here.x + n[0], y: here.y + n[1])
      case "h": here = Point(x: here.x + n[0], y: here.y)
      case "v": here = Point(x: here.x, y: here.y + n[0])
      case "a": here = Point(x: here.x + n[5], y: here.y + n[6])
      default: continue
      }
      positions.append(here)
    }
  }

  private static func commands(of path: String) -> [(letter: Character, numbers: [Double])] {
    var commands: [(letter: Character, numbers: [Double])] = []
    var digits = ""
    func finish() {
      if let number = Double(digits.hasPrefix(".") ? "0" + digits : digits) {
        commands[commands.count - 1].numbers.append(number)
      }
      digits = ""
    }
    for character in path {
      if character.isLetter {
        finish()
        commands.append((character, []))
      } else if character == " " {
        finish()
      } else if character == "-" {
        finish()
        digits = "-"
      } else {
        digits.append(character)
      }
    }
    finish()
    return commands
  }
}

func square(atX x: Double, _ y: Double, side: Double) throws -> MultiPolygon<Point> {
  try rectangle(atX: x, y, width: side, height: side)
}

func rectangle(
  atX x: Double, _ y: Double, width: Double, height: Double
) throws -> MultiPolygon<Point> {
  let ring = try Ring(corners: [
    Point(x: x, y: y), Point(x: x + width, y: y), Point(x: x + width, y: y + height),
    Point(x: x, y: y + height),
  ])
  return MultiPolygon([Polygon(exterior: ring)])
}

/// Hotspots of 300 m on a lattice, the densest first, all the same if `spacing` is 0.
func hotspots(_ count: Int, spacing: Double) throws -> [HotspotMap.Hotspot] {
  try (0..<count).map { index in
    let (column, row) = (Double(index % 25), Double(index / 25))
    return HotspotMap.Hotspot(
      number: index + 1,
      shape: try square(
        atX: 340_000 + 5_000 + spacing * column, 350_000 + 5_000 + spacing * row, side: 300),
      density: 1_000 - Double(index), caption: "On or near Street \(index + 1), 20 incidents")
  }
}

/// Four areas of 35 by 25 km.
func quarters() throws -> [HotspotMap.Outline] {
  try ["Northwich", "Crewe", "Chester", "Macclesfield"].enumerated().map { index, name in
    HotspotMap.Outline(
      name: name, code: "Q\(index)",
      shape: try rectangle(
        atX: 340_000 + 35_000 * Double(index % 2), 350_000 + 25_000 * Double(index / 2),
        width: 35_000, height: 25_000))
  }
}

func briefing(
  outlines: [HotspotMap.Outline], hotspots: [HotspotMap.Hotspot],
  title: String = "ASB hotspots, October to December 2018", caveats: [String] = []
) -> HotspotMap {
  HotspotMap(
    title: title, subtitle: "8,134 incidents, 300 m quartic kernel", outlines: outlines,
    hotspots: hotspots, caveats: caveats, attribution: "Contains public sector information")
}
