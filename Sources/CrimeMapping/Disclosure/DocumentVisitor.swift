/// Sees every cell of a document, with those that a reader sees beside it.
protocol DocumentVisitor {
  /// Cells that stand together: a column or row of a table, a line of a chart, the areas of a map.
  mutating func visit(_ cells: [Cell])
}

extension Document {
  func visit(_ visitor: inout some DocumentVisitor) {
    visitor.visit(title.cells)
    visitor.visit(subtitle.cells)
    for term in terms { visitor.visit([term.value]) }
    for block in blocks { block.visit(&visitor) }
  }
}

extension Document.Block {
  fileprivate func visit(_ visitor: inout some DocumentVisitor) {
    switch self {
    case .paragraph(let sentence): visitor.visit(sentence.cells)
    case .list(let sentences): visitor.visit(sentences.flatMap(\.cells))
    case .table(let table):
      visitor.visit(grid: table.rows)
      visitor.visit(table.notes.flatMap(\.cells))
    case .chart(let chart):
      visitor.visit(chart.caption.cells + chart.alternative.cells)
      for series in chart.panels.flatMap(\.series) {
        visitor.visit(series.values.compactMap(\.y))
        visitor.visit(series.values.compactMap(\.low))
        visitor.visit(series.values.compactMap(\.high))
      }
    case .shaded(let table):
      visitor.visit(table.caption.cells + table.alternative.cells)
      visitor.visit(grid: table.cells)
      visitor.visit(Array(table.cells.joined()))
    case .map(let map):
      visitor.visit(map.caption.cells + map.alternative.cells)
      visitor.visit(map.shades.map(\.value))
      visitor.visit(map.marks.flatMap(\.caption.cells))
    }
  }
}

extension DocumentVisitor {
  fileprivate mutating func visit(grid rows: [[Cell]]) {
    for row in rows { visit(row) }
    for column in (rows.first ?? []).indices { visit(rows.map { $0[column] }) }
  }
}
