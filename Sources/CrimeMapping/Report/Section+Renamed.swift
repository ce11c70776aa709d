import Maps

extension Document.Section {
  /// The same under another name, its figures and tables called after the part they stand in, so that
  /// names stay unique in a document made of several.
  func renamed(_ id: String, _ title: String, within part: String) -> Document.Section {
    Document.Section(id, title, blocks.map { $0.renamed { "\(part)-\($0)" } })
  }
}

extension Document.Block {
  fileprivate func renamed(_ rename: (String) -> String) -> Document.Block {
    switch self {
    case .paragraph, .list: self
    case .table(let table): .table(table.renamed(rename(table.id)))
    case .chart(let chart): .chart(chart.renamed(rename(chart.id)))
    case .shaded(let table): .shaded(table.renamed(rename(table.id)))
    case .map(let map): .map(map.renamed(rename(map.id)))
    }
  }
}

extension ResultTable {
  fileprivate func renamed(_ id: String) -> ResultTable {
    ResultTable(id, title, columns: columns, rows: rows, notes: notes, shapes: shapes)
  }
}

extension Chart {
  fileprivate func renamed(_ id: String) -> Chart {
    Chart(id, caption: caption, alternative: alternative, panels: panels)
  }
}

extension ShadedTable {
  fileprivate func renamed(_ id: String) -> ShadedTable {
    ShadedTable(
      id, caption: caption, alternative: alternative, unit: unit, rows: rows, columns: columns,
      cells: cells, shading: shading)
  }
}

extension MapFigure {
  fileprivate func renamed(_ id: String) -> MapFigure {
    MapFigure(
      id, caption: caption, alternative: alternative, unit: unit, outlines: outlines,
      shades: shades, marks: marks, focus: focus)
  }
}
