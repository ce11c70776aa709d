import Geometry

/// The path of very many shapes, in as few bytes as tenths of a unit allow.
///
/// Steps are relative and sum to the rounded positions, so neighbours that share a corner meet there.
struct CompactPath: Sendable {
  private var bytes: [UInt8] = []
  private var here: (x: Int, y: Int) = (0, 0)

  /// The value of `d`.
  var d: String { String(decoding: bytes, as: UTF8.self) }
  var byteCount: Int { bytes.count }
  var isEmpty: Bool { bytes.isEmpty }

  /// A closed line; one too small to have an inside becomes a square of half a unit.
  mutating func addRing(_ corners: [Pixel]) {
    guard let first = corners.first else { return }
    move(to: first)
    let steps = corners.dropFirst().count { step(to: $0) }
    if steps < 2 { append("h.5v.5h-.5") }
    append("z")
  }

  /// An open line.
  mutating func addLine(_ positions: [Pixel]) {
    guard let first = positions.first else { return }
    move(to: first)
    for next in positions.dropFirst() { step(to: next) }
  }

  /// The sign of a point, about `size` units across.
  mutating func add(_ symbol: ThematicMap.Symbol, at centre: Pixel, size: Double) {
    let half = size / 2
    switch symbol {
    case .disc:
      let radius = number(half)
      move(to: centre.moved(by: half, towards: Pixel(x: -1, y: 0)))
      append("a\(radius) \(radius) 0 1 0 \(number(2 * half)) 0")
      append("a\(radius) \(radius) 0 1 0 \(number(-2 * half)) 0z")
    case .square:
      addRing(centre.corners([(-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)], half))
    case .triangle: addRing(centre.corners([(0, -1.15), (1.1, 0.8), (-1.1, 0.8)], half))
    case .diamond: addRing(centre.corners([(0, -1.25), (1.25, 0), (0, 1.25), (-1.25, 0)], half))
    }
  }

  private mutating func move(to position: Pixel) {
    here = Self.tenths(of: position)
    append("M")
    append(here.x)
    if here.y >= 0 { append(" ") }
    append(here.y)
  }

  /// Whether the step was long enough to be written.
  @discardableResult
  private mutating func step(to position: Pixel) -> Bool {
    let next = Self.tenths(of: position)
    let (dx, dy) = (next.x - here.x, next.y - here.y)
    guard dx != 0 || dy != 0 else { return false }
    here = next
    if dy == 0 {
      append("h")
      append(dx)
    } else if dx == 0 {
      append("v")
      append(dy)
    } else {
      append("l")
      append(dx)
      if dy > 0 { append(" ") }
      append(dy)
    }
    return true
  }

  private static func tenths(of position: Pixel) -> (x: Int, y: Int) {
    (tenths(of: position.x), tenths(of: position.y))
  }

  /// What is no number, or off any page, becomes 0.
  private static func tenths(of value: Double) -> Int {
    abs(value) < 1e9 ? Int((value * 10).rounded()) : 0
  }

  private mutating func append(_ words: String) { bytes.append(contentsOf: words.utf8) }

  /// Writes a number of tenths without needless zeros: 123 as 12.3, 5 as .5.
  private mutating func append(_ tenths: Int) {
    let (whole, part) = tenths.magnitude.quotientAndRemainder(dividingBy: 10)
    if tenths < 0 { append("-") }
    if whole > 0 || part == 0 { append(String(whole)) }
    if part > 0 { append(".\(part)") }
  }
}

extension Pixel {
  /// Positions around this one, in multiples of a length.
  fileprivate func corners(_ steps: [(Double, Double)], _ length: Double) -> [Pixel] {
    steps.map { Pixel(x: x + $0.0 * length, y: y + $0.1 * length) }
  }
}
