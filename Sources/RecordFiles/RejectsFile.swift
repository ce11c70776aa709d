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
  fields.map { field in
    guard field.contains(where: { ",\"\r\n".contains($0) || $0 == "\r\n" }) else { return field }
    return "\"" + field.replacing("\"", with: "\"\"") + "\""
  }.joined(separator: ",") + "\n"
}
