extension Document {
  /// The document for a terminal: its sentences and tables; figures are named only.
  var page: String {
    record.page(
      title.text, subtitle.text, sections.compactMap { text(of: $0) }.joined(separator: "\n"))
  }

  /// `nil` for a section of figures alone, which a terminal cannot show.
  private func text(of section: Section) -> String? {
    let blocks = section.blocks.map(\.text).filter { !$0.isEmpty }
    guard !blocks.isEmpty else { return nil }
    let heading = sections.count > 1 ? "\(section.title)\n\n" : ""
    return heading + blocks.joined(separator: "\n")
  }
}

extension Document.Block {
  fileprivate var text: String {
    switch self {
    case .paragraph(let sentence): wrapped(sentence.text) + "\n"
    case .list(let sentences):
      sentences.map { wrapped($0.text, first: "  · ", rest: "    ") + "\n" }.joined()
    case .table(let table): table.text
    case .chart, .shaded, .map: ""
    }
  }
}

extension ResultTable {
  fileprivate var text: String {
    var text = TextTable(
      shown.map { (columns[$0].title, columns[$0].kind == .words ? .left : .right) })
    for row in rows { text.add(shown.map { row[$0].text }) }
    return "\(title)\n\(text.text)"
      + notes.map { "  " + wrapped($0.text, rest: "  ") + "\n" }.joined()
  }
}

/// Words in lines of at most 100 characters.
func wrapped(_ text: String, first: String = "", rest: String = "", width: Int = 100) -> String {
  var lines: [String] = []
  var line = first
  var isEmpty = true
  for word in text.split(separator: " ") {
    if !isEmpty, line.count + 1 + word.count > width {
      lines.append(line)
      (line, isEmpty) = (rest, true)
    }
    line += (isEmpty ? "" : " ") + word
    isEmpty = false
  }
  return (lines + [line]).joined(separator: "\n")
}
