/// A small proportional font of dots, for pictures that are made without any font of the system.
///
/// It is drawn in `BitmapFont+Glyphs.swift` for this project: ASCII and what titles, units and
/// attributions need besides. A letter with an accent is shown without it, any other character as a
/// hollow box.
struct BitmapFont: Sendable {
  /// The dots of one character, row by row from the top.
  struct Glyph: Sendable {
    let width: Int
    let dots: [[Bool]]
  }

  /// Rows above the baseline, and all rows.
  static let ascent = 7
  static let height = 9

  static let standard = BitmapFont()

  private let glyphs: [Character: Glyph]
  private let unknown: Glyph

  private init() {
    var glyphs: [Character: Glyph] = [:]
    for sheet in glyphSheets {
      let rows = sheet.rows.split(separator: "\n").map { $0.split(separator: " ") }
      for (place, character) in sheet.characters.enumerated() {
        let dots = rows.map { row in row[place].map { $0 == "#" } }
        glyphs[character] = Glyph(width: dots[0].count, dots: dots)
      }
    }
    for (plain, accented) in Self.accented {
      for character in accented { glyphs[character] = glyphs[plain] }
    }
    self.glyphs = glyphs
    unknown = glyphs["\u{FFFD}"] ?? Glyph(width: 0, dots: [])
  }

  func glyph(of character: Character) -> Glyph { glyphs[character] ?? unknown }

  /// The accents of Welsh, Gaelic and the languages next door.
  private static let accented: KeyValuePairs<Character, String> = [
    "A": "ÀÁÂÃÄÅ", "C": "Ç", "E": "ÈÉÊË", "I": "ÌÍÎÏ", "N": "Ñ", "O": "ÒÓÔÕÖØ", "U": "ÙÚÛÜ",
    "W": "ŴẀẂẄ", "Y": "ÝŶŸỲ", "a": "àáâãäå", "c": "ç", "e": "èéêë", "i": "ìíîï", "n": "ñ",
    "o": "òóôõöø", "u": "ùúûü", "w": "ŵẁẃẅ", "y": "ýÿŷỳ", " ": "\u{A0}\u{2009}\u{202F}",
    "-": "\u{2010}\u{2011}\u{2212}",
  ]
}

/// The bitmap font in a size and weight.
struct BitmapStyle: Hashable, Sendable, TextMeasure {
  /// Pixels to a dot.
  let scale: Int
  var isBold = false

  /// What a bold dot is wider than a plain one, in pixels.
  var emphasis: Int { isBold ? max(1, scale / 2) : 0 }
  var ascent: Int { BitmapFont.ascent * scale }
  /// The distance between baselines.
  var lineHeight: Int { (BitmapFont.height + 3) * scale }

  /// How far the next character is from the start of one.
  func advance(of glyph: BitmapFont.Glyph) -> Int { (glyph.width + 1) * scale + emphasis }

  func pixelWidth(of text: String) -> Int {
    text.reduce(0) { $0 + advance(of: BitmapFont.standard.glyph(of: $1)) }
      - (text.isEmpty ? 0 : scale)
  }

  func width(of text: String) -> Double { Double(pixelWidth(of: text)) }
}
