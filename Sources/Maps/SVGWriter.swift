import Geometry

/// Writes the elements of one SVG 1.1 document, in order, with every text escaped.
///
/// Only presentation attributes are used, no style sheet: slide programs drop style sheets.
struct SVGWriter {
  typealias Attributes = KeyValuePairs<String, String>

  private var document: String
  private var depth = 1
  /// What stands before every id: ids are unique in a whole page of HTML, which holds many figures.
  private let prefix: String

  init(size: Pixel, width: Int, title: String, summary: String) {
    let height = Int((Double(width) * size.y / size.x).rounded())
    prefix = ""
    document = """
      <?xml version="1.0" encoding="UTF-8"?>
      <svg xmlns="http://www.w3.org/2000/svg" version="1.1" width="\(width)" height="\(height)" \
      viewBox="0 0 \(number(size.x)) \(number(size.y))" \
      font-family="Helvetica, Arial, 'DejaVu Sans', sans-serif">

      """
    element("title", content: title)
    element("desc", content: summary)
    drawPaper(size)
  }

  /// Starts one element that stands inside a page of HTML, without the head of a document.
  /// - Parameters:
  ///   - id: of the element, before every id inside; no other figure of the page has it.
  ///   - summary: what a reader who cannot see the figure is told.
  init(figure id: String, size: Pixel, title: String, summary: String) {
    precondition(isIdentifier(id), "an id starts with a letter and holds letters, digits, hyphens")
    prefix = id + "-"
    document = """
      <svg xmlns="http://www.w3.org/2000/svg" id="\(id)" class="figure" role="img" \
      aria-labelledby="\(id)-title \(id)-desc" width="\(number(size.x))" height="\(number(size.y))" \
      viewBox="0 0 \(number(size.x)) \(number(size.y))" \
      font-family="Helvetica, Arial, 'DejaVu Sans', sans-serif">

      """
    element("title", ["id": "title"], content: title)
    element("desc", ["id": "desc"], content: summary)
    drawPaper(size)
  }

  private mutating func drawPaper(_ size: Pixel) {
    element(
      "rect",
      ["id": "page", "width": number(size.x), "height": number(size.y), "fill": Palette.paper])
  }

  /// The whole document, or figure.
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
    attributes.reduce("<\(name)") {
      $0 + " \($1.key)=\"\(escaped(named($1.value, of: $1.key)))\""
    }
  }

  /// An id, or what points to one, as it is called in this document.
  private func named(_ value: String, of key: String) -> String {
    if key == "id" { return prefix + value }
    let pointer = "url(#"
    return value.hasPrefix(pointer) ? pointer + prefix + value.dropFirst(pointer.count) : value
  }
}

/// Whether words may name an element, in HTML, in a style sheet and in an address.
func isIdentifier(_ words: String) -> Bool {
  let letters: ClosedRange<Unicode.Scalar> = "a"..."z"
  guard let first = words.unicodeScalars.first, letters.contains(first) else { return false }
  return words.unicodeScalars.allSatisfy {
    letters.contains($0) || ("0"..."9").contains($0) || $0 == "-"
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
