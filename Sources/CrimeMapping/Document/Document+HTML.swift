import Maps

extension Document {
  /// The document as one self-contained page.
  func html() -> String {
    HTMLPage(
      title: title.text, subtitle: subtitle.text, marking: "OFFICIAL", facts: facts,
      sections: sections.map { section in
        HTMLPage.Section(section.title, section.blocks.flatMap(page))
      } + notes,
      provenance: [record.provenance.attribution]
    ).html()
  }

  private var facts: [HTMLPage.Fact] {
    [
      .init("Incidents", record.terms.subject),
      .init("Period", record.terms.span),
      .init("Areas", areaWords),
    ]
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
    return [.init("What to bear in mind", [.list(caveats)])]
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
            svg: lineChart(chart).figure(id: chart.id, alt: chart.alternative.text),
            caption: chart.caption.text))
      ]
    case .shaded(let table):
      [
        .figure(
          .init(
            svg: heatGrid(table).figure(id: table.id, alt: table.alternative.text),
            caption: table.caption.text))
      ]
    case .map(let map):
      [
        .figure(
          .init(
            svg: thematicMap(map).figure(id: map.id, alt: map.alternative.text),
            caption: map.caption.text))
      ] + map.list
    }
  }
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
      .sorted { $0.0 < $1.0 }
    guard !numbered.isEmpty else { return [] }
    return [.list(numbered.map { HTMLPage.Item($0.1, lead: "\($0.0)") })]
  }
}
