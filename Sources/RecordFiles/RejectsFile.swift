package import Records

/// The rows that were left out of an import, as CSV: file, row, column, value and reason.
package func rejectsCSV(_ rejects: [Reject]) -> String {
  let header = "file,row,column,value,reason\n"
  return rejects.reduce(into: header) { text, reject in
    let fields = [reject.file, String(reject.row), reject.column, reject.value, reject.reason]
    text += csvLine(fields)
  }
}

/// One line of CSV (RFC 4180); fields are quoted where they must be.
package func csvLine(_ fields: [String]) -> String {
  // Bytes, not characters: CR LF is one character, and so are a quote and the accent after it.
  fields.map { field in
    guard field.utf8.contains(where: { ",\"\r\n".utf8.contains($0) }) else { return field }
    let doubled = field.utf8.flatMap { $0 == UInt8(ascii: "\"") ? [$0, $0] : [$0] }
    return "\"" + String(decoding: doubled, as: UTF8.self) + "\""
  }.joined(separator: ",") + "\n"
}
