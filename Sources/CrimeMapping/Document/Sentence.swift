/// Words with numbers among them, each of which knows what it was made from.
///
/// Written as a string whose interpolations are cells, words or other sentences:
/// `"Reports fell from \(.count(before)) to \(.count(after))."`
package struct Sentence: Hashable, Sendable {
  package let parts: [Part]

  package enum Part: Hashable, Sendable {
    case words(String)
    case cell(Cell)
  }

  package init(_ parts: [Part]) { self.parts = parts }

  /// Words without a number.
  package init(words: String) { parts = [.words(words)] }

  package var text: String {
    parts.map { part in
      switch part {
      case .words(let words): words
      case .cell(let cell): cell.text
      }
    }.joined()
  }

  package var cells: [Cell] {
    parts.compactMap { if case .cell(let cell) = $0 { cell } else { nil } }
  }

  package static func + (a: Sentence, b: Sentence) -> Sentence { Sentence(a.parts + b.parts) }
}

extension Sentence: ExpressibleByStringInterpolation {
  package init(stringLiteral value: String) { parts = [.words(value)] }
  package init(stringInterpolation: StringInterpolation) { parts = stringInterpolation.parts }

  package struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var parts: [Part] = []

    package init(literalCapacity: Int, interpolationCount: Int) {
      parts.reserveCapacity(2 * interpolationCount + 1)
    }

    package mutating func appendLiteral(_ literal: String) {
      if !literal.isEmpty { parts.append(.words(literal)) }
    }

    package mutating func appendInterpolation(_ cell: Cell) { parts.append(.cell(cell)) }

    /// Words that tell nothing of incidents, such as the name of an area.
    package mutating func appendInterpolation(_ words: String) { parts.append(.words(words)) }

    package mutating func appendInterpolation(_ sentence: Sentence) { parts += sentence.parts }
  }
}
