extension HTMLPage {
  /// What a section is made of, one below the other.
  package enum Block: Sendable {
    /// A heading inside a section.
    case heading(String)
    case paragraph(String)
    case list([Item])
    case numbered([Item])
    case keyFigures([KeyFigure])
    case facts([Fact])
    case table(Table)
    case figure(Figure)
    case callout(Callout)
    /// A table that is read only if it is wanted, such as the numbers of a figure: opened on a screen,
    /// not printed.
    case folded(String, Table)
    /// What follows begins a new sheet when printed.
    case sheetBreak
  }

  /// An entry of a list, with its first words in bold where there are any.
  package struct Item: Hashable, Sendable, ExpressibleByStringLiteral {
    package let lead: String?
    package let words: String

    package init(_ words: String, lead: String? = nil) {
      self.words = words
      self.lead = lead
    }

    package init(stringLiteral words: String) { self.init(words) }
  }

  /// A number that stands out, with what it counts and what must be known with it.
  package struct KeyFigure: Hashable, Sendable {
    package let value: String
    package let label: String
    package let note: String

    package init(_ value: String, _ label: String, note: String = "") {
      self.value = value
      self.label = label
      self.note = note
    }
  }

  /// A table with a caption above it, row heads, and notes below.
  package struct Table: Sendable {
    package let caption: String
    package let columns: [Column]
    package let rows: [Row]
    package let notes: [String]

    package init(caption: String, columns: [Column], rows: [Row], notes: [String] = []) {
      precondition(
        rows.allSatisfy { $0.cells.count == columns.count }, "each row has a cell for each column")
      self.caption = caption
      self.columns = columns
      self.rows = rows
      self.notes = notes
    }
  }

  package struct Column: Hashable, Sendable {
    package enum Alignment: String, Hashable, Sendable { case start, centre, end }

    package let name: String
    package let alignment: Alignment
    /// Whether its cells say what their rows are about.
    package let isRowHead: Bool

    /// - Parameter alignment: `end` for numbers.
    package init(_ name: String, _ alignment: Alignment = .start, isRowHead: Bool = false) {
      self.name = name
      self.alignment = alignment
      self.isRowHead = isRowHead
    }
  }

  package struct Row: Hashable, Sendable {
    /// How a row stands out: of a group, part of the group above, of all.
    package enum Kind: String, Hashable, Sendable { case plain, group, part, total }

    package let cells: [String]
    package let kind: Kind

    package init(_ cells: [String], kind: Kind = .plain) {
      self.cells = cells
      self.kind = kind
    }
  }

  /// A chart or map with its caption and notes.
  package struct Figure: Sendable {
    /// What a `figure(…)` function of this module drew, with its alternative text inside.
    package let svg: String
    package let caption: String
    package let notes: [String]

    package init(svg: String, caption: String, notes: [String] = []) {
      precondition(
        svg.hasPrefix("<svg "), "a figure is one element, without the head of a document")
      self.svg = svg
      self.caption = caption
      self.notes = notes
    }
  }

  /// Words set apart from the text.
  package struct Callout: Sendable {
    package enum Kind: String, Hashable, Sendable { case caveat, finding, method }

    package let kind: Kind
    package let heading: String
    package let items: [Item]

    /// - Parameter items: one becomes a paragraph, several a list.
    package init(_ kind: Kind, _ heading: String, _ items: [Item]) {
      self.kind = kind
      self.heading = heading
      self.items = items
    }
  }
}

extension HTMLPage.Block {
  func write(into writer: inout HTMLWriter) {
    switch self {
    case .heading(let words): writer.element("h3", content: words)
    case .paragraph(let words): writer.element("p", content: words)
    case .list(let items): writer.list(items, as: "ul")
    case .numbered(let items): writer.list(items, as: "ol")
    case .keyFigures(let figures): writer.keyFigures(figures)
    case .facts(let facts): writer.facts(facts)
    case .table(let table): writer.table(table)
    case .figure(let figure): writer.figure(figure)
    case .callout(let callout): writer.callout(callout)
    case .folded(let words, let table): writer.folded(words, table)
    case .sheetBreak: writer.element("div", ["class": "sheet-break"], content: "")
    }
  }
}
