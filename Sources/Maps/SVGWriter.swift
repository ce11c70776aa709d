import Geometry

/// Writes the elements of one SVG 1.1 document, in order, with every text escaped.
///
/// Only presentation attributes are used, no style sheet: slide programs drop style sheets.
struct SVGWriter {
  typealias Attributes = KeyValuePairs<String, String>

  private var document: String
  private var depth = 1

  init(size: Pixel, width: Int, title: String, summary: String) {
    let height = Int((Double(width) * size.y / size.x).rounded())
    document = """
      <?xml version="1.0" encoding="UTF-8"?>
      <svg xmlns="http://www.w3.org/2000/svg" version="1.1" width="\(width)" height="\(height)" \
      viewBox="0 0 \(number(size.x)) \(number(size.y))" \
      font-family="Helvetica, Arial, 'DejaVu Sans', sans-serif">

      """
    element("title", content: title)
    element("desc", content: summary)
    element(
      "rect",
      ["id": "page", "width": number(size.x), "height": number(size.y), "fill": Palette.paper])
  }

  /// The whole document.
  func finished() -> String { document + "</svg>\n" }

  mutating func element(_ name: String, _ attributes: Attributes = [:]) {
    document += indent + tag(name, attributes) + "/>\n"
  }

  mutating func element(_ name: String, _ attributes: Attributes = [:], content: String) {
    document += indent + tag(name, attributes) + ">" + escaped(content) + "</\(name)>\n"
  }

  /// A group and all that `content` writes into it.
  mutating func group(
    _ attributes: Attributes, as name: String = "g", content: (inout SVGWriter) -> Void
  ) {
    document += indent + tag(name, attributes) + ">\n"
    depth += 1
    content(&self)
    depth -= 1
    document += indent + "</\(name)>\n"
  }

  /// One line of text whose baseline starts, ends or is centred at a position.
  mutating func text(
    _ content: String, at position: Pixel, _ style: TextStyle, anchor: String = "start",
    colour: String = Palette.ink
  ) {
    element(
      "text",
      [
        "x": number(position.x), "y": number(position.y), "font-size": number(style.size),
        "font-weight": style.isBold ? "bold" : "normal", "text-anchor": anchor, "fill": colour,
      ], content: content)
  }

  private var indent: String { String(repeating: " ", count: depth) }

  private func tag(_ name: String, _ attributes: Attributes) -> String {
    attributes.reduce("<\(name)") { $0 + " \($1.key)=\"\(escaped($1.value))\"" }
  }
}

/// A coordinate with at most one decimal; what is no number, or off any page, becomes 0.
func number(_ value: Double) -> String {
  guard abs(value) < 1e9 else { return "0" }
  let tenths = Int((value * 10).rounded())
  let sign = tenths < 0 ? "-" : ""
  let (whole, part) = tenths.magnitude.quotientAndRemainder(dividingBy: 10)
  return part == 0 ? "\(sign)\(whole)" : "\(sign)\(whole).\(part)"
}

/// The path of closed lines, for `d`.
func path(of lines: [[Pixel]]) -> String {
  lines.map { line in
    "M" + line.map { "\(number($0.x)) \(number($0.y))" }.joined(separator: " ") + "Z"
  }.joined()
}

/// Text as XML 1.0 may hold it: markup escaped, forbidden characters replaced by U+FFFD.
func escaped(_ text: String) -> String {
  var result = ""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "&": result += "&amp;"
    case "<": result += "&lt;"
    case ">": result += "&gt;"
    case "\"": result += "&quot;"
    case "'": result += "&#39;"
    case "\t", "\n", "\r": result += " "
    case "\u{0}"..<"\u{20}", "\u{7F}"..<"\u{A0}", "\u{FFFE}", "\u{FFFF}": result += "\u{FFFD}"
    default: result.unicodeScalars.append(scalar)
    }
  }
  return result
}
