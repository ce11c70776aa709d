package import Geodesy

// How every verb about evidence answers: one document, from which all forms are made.
//
//   Tally      which incidents were counted
//   Cell       a number or words shown, with the tallies they were made from
//   Sentence   words with cells among them
//   Document   sections of sentences, tables (`ResultTable`) and figures (`Chart`, `ShadedTable`, `MapFigure`)
//
// A study counts, asks `Evidence`, and writes a document. Forms follow from it: a table for a terminal, JSON,
// CSV, GeoJSON, SVG and HTML say the same numbers, as they are the same cells. So does disclosure control:
// what must not be told is withheld wherever its tallies were used (`Document.published(for:of:)`).
// Therefore no number that comes from incidents is ever written as plain words.

/// An answer in sections, for people and for programs.
package struct Document: Sendable {
  /// The verb that answers.
  package let question: String
  package let title: Sentence
  package let subtitle: Sentence
  package var sections: [Section]
  /// The terms of the question's own, as used, beside those of every study.
  package let terms: [Term]
  package let record: StudyRecord
  /// From the metres of shapes to degrees.
  package let projection: Projection
  /// How a page of it is to be handled; `nil` for one that anybody may read.
  var marking: String? = "OFFICIAL"

  /// A parameter as used, with the rule that chose it in its value where one did.
  package struct Term: Hashable, Sendable {
    /// As in JSON, such as `denominator_year`.
    package let name: String
    package let value: Cell

    package init(_ name: String, _ value: Cell) {
      self.name = name
      self.value = value
    }
  }

  package init(
    question: String, title: Sentence, subtitle: Sentence, sections: [Section],
    terms: [Term] = [], record: StudyRecord, projection: Projection
  ) {
    self.question = question
    self.title = title
    self.subtitle = subtitle
    self.sections = sections
    self.terms = terms
    self.record = record
    self.projection = projection
  }

  /// A part under a heading.
  package struct Section: Sendable {
    /// Unique in its document, such as `change`.
    package let id: String
    package let title: String
    package var blocks: [Block]

    package init(_ id: String, _ title: String, _ blocks: [Block]) {
      self.id = id
      self.title = title
      self.blocks = blocks
    }
  }

  package enum Block: Sendable {
    case paragraph(Sentence)
    case list([Sentence])
    case table(ResultTable)
    case chart(Chart)
    case shaded(ShadedTable)
    case map(MapFigure)
  }

  var blocks: [Block] { sections.flatMap(\.blocks) }

  /// All tables in order; the first is the main one.
  package var tables: [ResultTable] {
    blocks.compactMap { if case .table(let table) = $0 { table } else { nil } }
  }
}
