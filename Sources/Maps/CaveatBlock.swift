import Geometry

/// What the reader must bear in mind, wrapped, under a heading of its own.
struct CaveatBlock: Sendable {
  let caveats: [String]

  private static let style = TextStyle(size: 13)
  private static let indent = 14.0

  /// A line of a caveat; the first of each has a bullet.
  struct Line: Hashable, Sendable {
    let words: String
    let isFirst: Bool
  }

  /// The caveats in lines of a width, as many whole ones as the height holds, and a count of the rest.
  ///
  /// The first is always given, at most in six lines.
  func lines(width: Double, height: Double) -> [Line] {
    var lines: [Line] = []
    for (index, caveat) in caveats.enumerated() {
      let words = Self.style.wrapped(caveat, to: width - Self.indent, limit: 6)
      let more = words.enumerated().map { Line(words: $1, isFirst: $0 == 0) }
      // One line stays free to count the others.
      if index > 0, Self.height(of: lines + more) + Self.style.lineHeight > height {
        return lines + [Line(words: "and \(caveats.count - index) more", isFirst: true)]
      }
      lines += more
    }
    return lines
  }

  static func height(of lines: [Line]) -> Double {
    guard !lines.isEmpty else { return 0 }
    return SidePanel.heading.lineHeight + 4 + Double(lines.count) * style.lineHeight
      + Double(lines.count { $0.isFirst }) * 3
  }

  static func draw(_ lines: [Line], at corner: Pixel, into writer: inout SVGWriter) {
    writer.group(["id": "caveats"]) { writer in
      guard !lines.isEmpty else { return }
      var y = corner.y + SidePanel.heading.size
      writer.text("Bear in mind", at: Pixel(x: corner.x, y: y), SidePanel.heading)
      y += 6
      for line in lines {
        y += style.lineHeight + (line.isFirst ? 3 : 0)
        if line.isFirst {
          writer.text("•", at: Pixel(x: corner.x, y: y), style, colour: Palette.quietInk)
        }
        writer.text(
          line.words, at: Pixel(x: corner.x + indent, y: y), style, colour: Palette.quietInk)
      }
    }
  }
}
