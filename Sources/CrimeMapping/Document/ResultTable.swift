package import Geometry

/// A table of a document: the same in a terminal, in CSV, JSON and HTML.
package struct ResultTable: Sendable {
  /// Unique in its document, such as `rates`.
  package let id: String
  package let title: String
  package let columns: [Column]
  package var rows: [[Cell]]
  /// How to read it, below it.
  package let notes: [Sentence]
  /// For each row the place it is about; `nil` for a table about something else.
  package let shapes: [MultiPolygon<Point>?]?

  package struct Column: Hashable, Sendable {
    /// In CSV and JSON, such as `rate_per_1000`; unique in its table. An interval has `_low`, `_high` and
    /// `_method` after it.
    package let name: String
    /// Above the column, for people.
    package let title: String
    package let kind: Kind
    /// Whether it is for programs only: too much for a printed table.
    package let isDetail: Bool

    package enum Kind: Hashable, Sendable { case words, number, interval }

    package init(_ name: String, _ title: String, _ kind: Kind = .number, isDetail: Bool = false) {
      self.name = name
      self.title = title
      self.kind = kind
      self.isDetail = isDetail
    }
  }

  package init(
    _ id: String, _ title: String, columns: [Column], rows: [[Cell]], notes: [Sentence] = [],
    shapes: [MultiPolygon<Point>?]? = nil
  ) {
    precondition(rows.allSatisfy { $0.count == columns.count }, "a cell for each column")
    precondition(shapes.map { $0.count == rows.count } ?? true, "a place for each row")
    self.id = id
    self.title = title
    self.columns = columns
    self.rows = rows
    self.notes = notes
    self.shapes = shapes
  }

  /// The places of the columns that people see.
  var shown: [Int] { columns.indices.filter { !columns[$0].isDetail } }
}
