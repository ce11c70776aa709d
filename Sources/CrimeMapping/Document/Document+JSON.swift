package import GeoJSON
import Geometry
import RecordFiles

extension Document {
  /// The whole document for programs: every number that any form shows stands here.
  package var json: JSONValue {
    .object(
      head + [
        .init("sections", .array(sections.map(\.json)))
      ] + tail)
  }

  /// What was asked.
  private var head: [JSONValue.Member] {
    let own = terms.flatMap { $0.value.members($0.name) }
    return [
      .init("title", .string(title.text)), .init("subtitle", .string(subtitle.text)),
      .init(
        "study",
        .object([.init("question", .string(question))] + record.termMembers + own)),
    ]
  }

  private var tail: [JSONValue.Member] {
    [.init("caveats", record.caveatsJSON), .init("provenance", record.provenanceJSON)]
  }

  /// The main table with its places, in WGS 84.
  /// - Throws: when an outline cannot be turned into degrees.
  package func featureCollection() throws(StudyError) -> FeatureCollection {
    guard let table = tables.first(where: { $0.shapes != nil }), let shapes = table.shapes else {
      throw .refused(
        parameter: "format",
        reason: "This answer has no places to map; ask for json, csv, html or a table.")
    }
    var features: [Feature] = []
    for (index, row) in table.rows.enumerated() {
      let outline = try shapes[index].map { (shape) throws(StudyError) in
        try projection.outline(shape)
      }
      features.append(
        Feature(
          id: .integer(index + 1), geometry: outline.map { .polygons($0) } ?? .none,
          properties: table.members(of: row)))
    }
    return FeatureCollection(features: features, foreign: head + tail)
  }
}

extension Document.Section {
  fileprivate var json: JSONValue {
    .object([
      .init("id", .string(id)), .init("title", .string(title)),
      .init("blocks", .array(blocks.map(\.json))),
    ])
  }
}

extension Document.Block {
  fileprivate var json: JSONValue {
    switch self {
    case .paragraph(let sentence):
      .object([.init("type", "paragraph"), .init("text", .string(sentence.text))])
    case .list(let sentences):
      .object([
        .init("type", "list"), .init("items", .array(sentences.map { .string($0.text) })),
      ])
    case .table(let table): table.json
    case .chart(let chart): chart.json
    case .shaded(let table): table.json
    case .map(let map): map.json
    }
  }
}

extension ResultTable {
  func members(of row: [Cell]) -> [JSONValue.Member] {
    zip(columns, row).flatMap { $1.members($0.name, $0.kind) }
  }

  fileprivate var json: JSONValue {
    let titles = columns.map {
      JSONValue.object([.init("name", .string($0.name)), .init("title", .string($0.title))])
    }
    return .object([
      .init("type", "table"), .init("id", .string(id)), .init("title", .string(title)),
      .init("columns", .array(titles)),
      .init("rows", .array(rows.map { .object(members(of: $0)) })),
      .init("notes", .array(notes.map { .string($0.text) })),
    ])
  }

  /// The table as CSV, with a header.
  var csv: String {
    let header = columns.flatMap { column in
      column.kind == .interval
        ? ["_low", "_high", "_method"].map { column.name + $0 } : [column.name]
    }
    return rows.reduce(into: csvLine(header)) { text, row in
      text += csvLine(zip(columns, row).flatMap { $1.fields($0.kind) })
    }
  }
}
