/// Divides CSV text by RFC 4180, in another way than the reader: lines first, joined again while quotes
/// are open, then cut at the commas outside quotes.
enum SlowCSV {
  struct Row: Hashable {
    /// The line on which it starts; the first is 1.
    let line: Int
    let fields: [String]
  }

  static func rows(_ text: String) -> [Row] {
    var rows: [Row] = []
    var open: (line: Int, scalars: [Unicode.Scalar])?
    for (index, line) in lines(text).enumerated() {
      let start = open?.line ?? index + 1
      let scalars = (open?.scalars ?? []) + line
      if scalars.count(where: { $0 == "\"" }) % 2 == 1 {
        open = (start, scalars)
        continue
      }
      open = nil
      var body = scalars[...]
      while let last = body.last, last == "\n" || last == "\r" { body.removeLast() }
      if !body.isEmpty { rows.append(Row(line: start, fields: fields(Array(body)))) }
    }
    return rows
  }

  /// The lines with their ends: LF, CR LF or CR.
  private static func lines(_ text: String) -> [[Unicode.Scalar]] {
    let scalars = Array(text.unicodeScalars.drop { $0 == "\u{FEFF}" })
    var lines: [[Unicode.Scalar]] = []
    var line: [Unicode.Scalar] = []
    for (index, scalar) in scalars.enumerated() {
      line.append(scalar)
      let next = index + 1 < scalars.count ? scalars[index + 1] : nil
      if scalar == "\n" || (scalar == "\r" && next != "\n") {
        lines.append(line)
        line = []
      }
    }
    return line.isEmpty ? lines : lines + [line]
  }

  private static func fields(_ row: [Unicode.Scalar]) -> [String] {
    var cuts = [-1]
    var quotes = 0
    for (index, scalar) in row.enumerated() {
      if scalar == "\"" { quotes += 1 }
      if scalar == ",", quotes % 2 == 0 { cuts.append(index) }
    }
    return zip(cuts, cuts.dropFirst() + [row.count]).map { before, after in
      unquoted(Array(row[(before + 1)..<after]))
    }
  }

  private static func unquoted(_ field: [Unicode.Scalar]) -> String {
    guard field.first == "\"" else { return text(field) }
    var result: [Unicode.Scalar] = []
    var rest = field.dropFirst().dropLast()
    while let scalar = rest.popFirst() {
      result.append(scalar)
      if scalar == "\"" { rest = rest.dropFirst() }
    }
    return text(result)
  }

  private static func text(_ scalars: [Unicode.Scalar]) -> String {
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars)
    return String(text)
  }
}
