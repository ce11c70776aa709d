/// A report to be read on a screen or printed: one self-contained HTML5 document.
///
/// Start reading here. A page is a value: a head with what it is about, a list of contents, sections of
/// blocks (`HTMLPage.Block`), and a foot that says what it was made from. It needs nothing else: no
/// script, no style sheet, no picture from elsewhere. It prints on A4 with page numbers, and is written
/// as XML too, so that any reader of XML can check it. Every text is escaped; the same page always
/// gives the same bytes.
package struct HTMLPage: Sendable {
  package let title: String
  package let subtitle: String
  /// How the page is to be handled, such as "OFFICIAL", at the head and foot of each sheet.
  package let marking: String?
  /// What, where, when, for whom: below the title.
  package let facts: [Fact]
  /// Before the list of contents: what must be read if nothing else is.
  package let summary: [Block]
  package let sections: [Section]
  /// Version, data, seed: lines at the foot of the page.
  package let provenance: [String]

  /// A name and its value: "Period", "October to December 2018".
  package struct Fact: Hashable, Sendable {
    package let name: String
    package let value: String

    package init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  /// A part of the page with a heading of its own, listed in the contents.
  package struct Section: Sendable {
    package let heading: String
    package let blocks: [Block]

    package init(_ heading: String, _ blocks: [Block]) {
      self.heading = heading
      self.blocks = blocks
    }
  }

  package init(
    title: String, subtitle: String = "", marking: String? = nil, facts: [Fact] = [],
    summary: [Block] = [], sections: [Section], provenance: [String] = []
  ) {
    self.title = title
    self.subtitle = subtitle
    self.marking = marking
    self.facts = facts
    self.summary = summary
    self.sections = sections
    self.provenance = provenance
  }

  /// The document.
  /// - Complexity: O(*n*) in characters.
  package func html() -> String {
    var writer = HTMLWriter()
    writer.group("head") { writeHead(into: &$0) }
    writer.group("body") { writer in
      writer.element("a", ["class": "skip", "href": "#content"], content: "Skip to the content")
      writeHeader(into: &writer)
      writer.group("main", ["id": "content"]) { writeMain(into: &$0) }
      writeFooter(into: &writer)
    }
    return writer.finished()
  }

  private func writeHead(into writer: inout HTMLWriter) {
    writer.void("meta", ["charset": "utf-8"])
    writer.void("meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"])
    writer.element("title", content: title)
    writer.raw("<style>\n" + HTMLStyle.sheet(title: title, marking: marking) + "</style>\n")
  }

  private func writeHeader(into writer: inout HTMLWriter) {
    writer.group("header", ["class": "page"]) { writer in
      if let marking { writer.element("p", ["class": "marking"], content: marking) }
      writer.element("h1", content: title)
      if !subtitle.isEmpty { writer.element("p", ["class": "subtitle"], content: subtitle) }
      writer.facts(facts)
    }
  }

  private func writeMain(into writer: inout HTMLWriter) {
    if !summary.isEmpty {
      writer.group("section", ["class": "summary", "aria-label": "Summary"]) { writer in
        for block in summary { block.write(into: &writer) }
      }
    }
    let anchors = Self.anchors(of: sections.map(\.heading))
    if sections.count > 2 { writeContents(anchors, into: &writer) }
    for (section, anchor) in zip(sections, anchors) {
      writer.group("section", ["aria-labelledby": anchor]) { writer in
        writer.element("h2", ["id": anchor], content: section.heading)
        for block in section.blocks { block.write(into: &writer) }
      }
    }
  }

  private func writeContents(_ anchors: [String], into writer: inout HTMLWriter) {
    writer.group("nav", ["aria-label": "Contents"]) { writer in
      writer.element("h2", content: "Contents")
      writer.group("ol") { writer in
        for (section, anchor) in zip(sections, anchors) {
          writer.group("li") { writer in
            writer.element("a", ["href": "#" + anchor], content: section.heading)
          }
        }
      }
    }
  }

  private func writeFooter(into writer: inout HTMLWriter) {
    writer.group("footer", ["class": "page"]) { writer in
      for line in provenance { writer.element("p", content: line) }
      if let marking { writer.element("p", ["class": "marking"], content: marking) }
    }
  }

  /// The anchors of headings: "section-hot-spots"; the second of the same name ends in "-2".
  private static func anchors(of headings: [String]) -> [String] {
    var uses: [String: Int] = [:]
    return headings.map { heading in
      let name = "section-" + slug(of: heading)
      uses[name, default: 0] += 1
      let use = uses[name] ?? 1
      // Two hyphens: no heading's own name has them.
      return use == 1 ? name : "\(name)--\(use)"
    }
  }

  /// The words of a heading in small letters, with one hyphen between them.
  private static func slug(of heading: String) -> String {
    heading.lowercased()
      .split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }
      .joined(separator: "-")
  }
}
