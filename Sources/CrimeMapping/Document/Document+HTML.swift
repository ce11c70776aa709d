import Maps
import Records

extension Document {
  /// The document as one self-contained page.
  func html() -> String {
    HTMLPage(
      title: title.text, subtitle: subtitle.text, marking: marking, facts: facts,
      summary: sections.filter(\.isSummary).flatMap { $0.blocks.flatMap(summary) },
      sections: sections.filter { !$0.isSummary }.map { section in
        HTMLPage.Section(section.title, section.blocks.flatMap(page))
      } + notes,
      provenance: provenance
    ).html()
  }

  /// What made the page of what, with the digests by which the files can be told from others.
  private var provenance: [String] {
    [record.provenance.attribution] + record.provenance.sources
  }

  /// What stands out, before the contents.
  private func summary(_ block: Block) -> [HTMLPage.Block] {
    guard case .list(let sentences) = block else { return page(block) }
    return [.callout(.init(.finding, "What stands out", sentences.map { .init($0.text) }))]
  }

  private var facts: [HTMLPage.Fact] {
    [
      .init("Incidents", record.terms.subject),
      .init("Period", record.terms.span),
      .init("Areas", areaWords),
    ] + compared
  }

  private var compared: [HTMLPage.Fact] {
    let bounds = ["against_from", "against_to"].compactMap { name in
      terms.first { $0.name == name }?.value.text
    }
    return bounds.count == 2
      ? [.init("Compared with", "\(bounds[0]) to \(bounds[1])")] : []
  }

  private var areaWords: String {
    let names = record.summary.areas.map(\.area.name)
    guard !record.terms.areas.isEmpty, names.count <= 6 else {
      return "\(names.count) areas of the layer \(record.terms.layer)"
    }
    return names.joined(separator: ", ")
  }

  private var notes: [HTMLPage.Section] {
    guard !record.caveats.isEmpty else { return [] }
    let caveats = record.caveats.map { HTMLPage.Item($0.sentence) }
    return [
      .init(
        "What to bear in mind", [.callout(.init(.caveat, "About these numbers", caveats))])
    ]
  }

  private func page(_ block: Block) -> [HTMLPage.Block] {
    switch block {
    case .paragraph(let sentence): [.paragraph(sentence.text)]
    case .list(let sentences): [.list(sentences.map { HTMLPage.Item($0.text) })]
    case .table(let table): [.table(table.page)]
    case .chart(let chart):
      [
        .figure(
          .init(
            svg: lineChart(chart).figure(
              id: figureID(chart.id), alt: chart.alternative.text),
            caption: chart.caption.text))
      ] + chart.numbers.map { .folded("The numbers of the figure", $0) }
    case .shaded(let table):
      [
        .figure(
          .init(
            svg: heatGrid(table).figure(
              id: figureID(table.id), alt: table.alternative.text),
            caption: table.caption.text)),
        .folded("The same numbers as a table", table.page),
      ]
    case .map(let map):
      [
        .figure(
          .init(
            svg: thematicMap(map, isCaptioned: true).figure(
              id: figureID(map.id), alt: map.alternative.text),
            caption: map.caption.text))
      ] + map.list
    }
  }
}

extension Document.Section {
  fileprivate var isSummary: Bool { id == "summary" }
}

/// A name of the document as an id of the page, where sections have ids of their own.
private func figureID(_ name: String) -> String {
  let letters = name.lowercased().map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" }
  return "figure-" + String(letters)
}

extension Chart {
  /// For each panel its values, but for curves that only guide the eye.
  fileprivate var numbers: [HTMLPage.Table] {
    panels.compactMap { panel in
      let rows = panel.series.filter { $0.values.count <= Self.mostValues }.flatMap { series in
        series.values.compactMap { panel.row($0, of: series) }
      }
      guard !rows.isEmpty else { return nil }
      return HTMLPage.Table(
        caption: panel.title.isEmpty ? caption.text : panel.title,
        columns: [
          .init("Line", isRowHead: true), .init(panel.place), .init(panel.measure, .end),
          .init("From", .end), .init("To", .end),
        ], rows: rows)
    }
  }

  private static let mostValues = 150
}

extension Chart.Panel {
  private var isRanked: Bool {
    series.contains { if case .ranked = $0.kind { true } else { false } }
  }
  fileprivate var place: String { isRanked ? vertical.title : horizontal.title }
  fileprivate var measure: String { isRanked ? horizontal.title : vertical.title }

  fileprivate func row(_ value: Chart.Value, of series: Chart.Series) -> HTMLPage.Row? {
    guard value.y != nil || value.low != nil else { return nil }
    let labels = (isRanked ? vertical : horizontal).labels
    let place = Int(exactly: value.x)
      .flatMap { labels.indices.contains($0) ? labels[$0] : nil }
    return .init([
      series.name, value.label ?? place ?? Cell.number(value.x, .significant).text,
      value.y?.text ?? "", value.low?.text ?? "", value.high?.text ?? "",
    ])
  }
}

extension ShadedTable {
  fileprivate var page: HTMLPage.Table {
    HTMLPage.Table(
      caption: caption.text,
      columns: [.init("", isRowHead: true)] + columns.map { .init($0, .end) },
      rows: zip(rows, cells).map { name, row in .init([name] + row.map(\.text)) },
      notes: [unit].filter { !$0.isEmpty })
  }
}

extension StudyRecord.Provenance {
  /// The files with the first digits of their SHA-256.
  fileprivate var sources: [String] {
    [("Incidents", incidents), ("Boundaries", boundaries), ("Denominators", denominators)]
      .filter { !$0.1.isEmpty }
      .map { name, batches in
        let files = batches.prefix(Self.mostFiles).map { "\($0.file) (\($0.digest.prefix(12)))" }
        let more =
          batches.count > files.count ? " and \(batches.count - files.count) more" : ""
        return "\(name): \(files.joined(separator: ", "))\(more)."
      }
  }

  private static let mostFiles = 8
}

extension ResultTable {
  fileprivate var page: HTMLPage.Table {
    HTMLPage.Table(
      caption: title,
      columns: shown.enumerated().map { place, column in
        .init(
          columns[column].title, columns[column].kind == .words ? .start : .end,
          isRowHead: place == 0)
      },
      rows: rows.map { row in .init(shown.map { row[$0].text }) }, notes: notes.map(\.text))
  }
}

extension MapFigure {
  /// What the numbers on the map stand for.
  fileprivate var list: [HTMLPage.Block] {
    let numbered = marks.compactMap { mark in mark.number.map { ($0, mark.caption.text) } }
      .filter { !$0.1.isEmpty }
      .sorted { $0.0 < $1.0 }
    guard !numbered.isEmpty else { return [] }
    return [.list(numbered.map { HTMLPage.Item($0.1, lead: "\($0.0)") })]
  }
}
