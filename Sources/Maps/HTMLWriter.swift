/// Writes the elements of one HTML5 document, in order, with every text escaped.
///
/// Elements without content are closed as XML wants it, which HTML allows.
struct HTMLWriter {
  typealias Attributes = KeyValuePairs<String, String>

  private var document =
    "<!DOCTYPE html>\n<html lang=\"en-GB\" xmlns=\"http://www.w3.org/1999/xhtml\">\n"
  private var (tables, figures, folds) = (0, 0, 0)

  /// The whole document.
  func finished() -> String { document + "</html>\n" }

  mutating func void(_ name: String, _ attributes: Attributes = [:]) {
    document += tag(name, attributes) + "/>\n"
  }

  mutating func element(_ name: String, _ attributes: Attributes = [:], content: String) {
    document += tag(name, attributes) + ">" + escaped(content) + "</\(name)>\n"
  }

  /// An element and all that `content` writes into it.
  mutating func group(
    _ name: String, _ attributes: Attributes = [:], content: (inout HTMLWriter) -> Void
  ) {
    document += tag(name, attributes) + ">\n"
    content(&self)
    document += "</\(name)>\n"
  }

  /// What is markup already.
  mutating func raw(_ markup: String) { document += markup }

  private func tag(_ name: String, _ attributes: Attributes) -> String {
    attributes.reduce("<\(name)") { $0 + " \($1.key)=\"\(escaped($1.value))\"" }
  }

  mutating func facts(_ facts: [HTMLPage.Fact]) {
    guard !facts.isEmpty else { return }
    group("dl", ["class": "facts"]) { writer in
      for fact in facts {
        writer.group("div") { writer in
          writer.element("dt", content: fact.name)
          writer.element("dd", content: fact.value)
        }
      }
    }
  }

  mutating func list(_ items: [HTMLPage.Item], as name: String) {
    guard !items.isEmpty else { return }
    group(name) { writer in
      for item in items { writer.item(item, as: "li") }
    }
  }

  private mutating func item(_ item: HTMLPage.Item, as name: String) {
    let lead = item.lead.map { "<strong>\(escaped($0))</strong> " } ?? ""
    raw("<\(name)>\(lead)\(escaped(item.words))</\(name)>\n")
  }

  mutating func keyFigures(_ figures: [HTMLPage.KeyFigure]) {
    guard !figures.isEmpty else { return }
    group("ul", ["class": "key-figures"]) { writer in
      for figure in figures {
        writer.group("li") { writer in
          writer.element("span", ["class": "value"], content: figure.value)
          writer.element("span", ["class": "label"], content: figure.label)
          if !figure.note.isEmpty {
            writer.element("span", ["class": "note"], content: figure.note)
          }
        }
      }
    }
  }

  mutating func callout(_ callout: HTMLPage.Callout) {
    group("aside", ["class": "callout \(callout.kind.rawValue)", "aria-label": callout.heading]) {
      writer in
      writer.element("p", ["class": "heading"], content: callout.heading)
      if callout.items.count == 1 {
        writer.item(callout.items[0], as: "p")
      } else {
        writer.list(callout.items, as: "ul")
      }
    }
  }

  mutating func figure(_ figure: HTMLPage.Figure) {
    figures += 1
    let number = figures
    group("figure") { writer in
      writer.raw(figure.svg)
      writer.group("figcaption") { writer in
        writer.item(.init(figure.caption, lead: "Figure \(number)."), as: "p")
        for note in figure.notes { writer.element("p", ["class": "note"], content: note) }
      }
    }
  }

  /// A table without a number of its own: on paper it is not there, and none would be missing.
  mutating func folded(_ words: String, _ table: HTMLPage.Table) {
    folds += 1
    let id = "folded-table-\(folds)"
    group("details") { writer in
      writer.element("summary", content: words)
      writer.scrolling(table, id: id, lead: "")
    }
  }

  mutating func table(_ table: HTMLPage.Table) {
    tables += 1
    scrolling(table, id: "table-\(tables)", lead: "<strong>Table \(tables).</strong> ")
  }

  /// A table that scrolls by itself where it is wider than the screen.
  private mutating func scrolling(_ table: HTMLPage.Table, id: String, lead: String) {
    let size =
      (table.columns.count > 7 ? " wide" : "") + (table.rows.count <= 14 ? " short" : "")
    group("div", ["class": "table\(size)"]) { writer in
      writer.group(
        "div", ["class": "scroll", "role": "region", "aria-labelledby": id, "tabindex": "0"]
      ) { $0.grid(table, id: id, lead: lead) }
      for note in table.notes { writer.element("p", ["class": "note"], content: note) }
    }
  }

  private mutating func grid(_ table: HTMLPage.Table, id: String, lead: String) {
    group("table") { writer in
      writer.raw("<caption id=\"\(id)\">\(lead)\(escaped(table.caption))</caption>\n")
      writer.group("thead") { writer in
        writer.group("tr") { writer in
          for column in table.columns {
            writer.element(
              "th", ["scope": "col", "class": column.alignment.rawValue], content: column.name)
          }
        }
      }
      writer.group("tbody") { writer in
        for row in table.rows { writer.row(row, of: table.columns) }
      }
    }
  }

  private mutating func row(_ row: HTMLPage.Row, of columns: [HTMLPage.Column]) {
    group("tr", ["class": row.kind.rawValue]) { writer in
      for (column, words) in zip(columns, row.cells) {
        let look = column.alignment.rawValue
        if column.isRowHead {
          writer.element("th", ["scope": "row", "class": look], content: words)
        } else {
          writer.element("td", ["class": look], content: words)
        }
      }
    }
  }
}
