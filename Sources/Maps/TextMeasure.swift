/// A way of setting text that knows how much room the text takes.
protocol TextMeasure {
  func width(of text: String) -> Double
}

extension TextMeasure {
  /// The text cut to a width, with an ellipsis if anything is missing.
  func shortened(_ text: String, to width: Double) -> String {
    guard self.width(of: text) > width else { return text }
    var kept = text
    while !kept.isEmpty, self.width(of: kept + "…") > width { kept.removeLast() }
    while kept.last == " " || kept.last == "," { kept.removeLast() }
    return kept + "…"
  }

  /// The text broken at spaces into lines of a width, at most `limit`; the last is cut if need be.
  func wrapped(_ text: String, to width: Double, limit: Int = .max) -> [String] {
    var lines: [String] = []
    var words = text.split(whereSeparator: \.isWhitespace)[...]
    while let first = words.popFirst() {
      if lines.count == limit - 1 {
        lines.append(shortened(([first] + words).joined(separator: " "), to: width))
        return lines
      }
      var line = String(first)
      while let next = words.first, self.width(of: line + " " + next) <= width {
        line += " " + next
        words.removeFirst()
      }
      lines.append(shortened(line, to: width))
    }
    return lines
  }
}
