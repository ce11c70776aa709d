import Areas
import Geometry
import Maps
import Records

/// Rewrites what stands in a document for the public, cell by cell, and counts what it withholds.
struct PublicEdition {
  private let tallies: PublicTallies
  /// Names of places that may be addresses.
  private let addresses: Set<String>
  private let areas: Set<MultiPolygon<Point>>
  /// How many cells are withheld.
  private(set) var withheld = 0

  init(_ tallies: PublicTallies, _ data: StudyData) {
    self.tallies = tallies
    let places = data.incidents.places
    var exact = Set<Int32>()
    for (incident, isAnonymised) in data.incidents.isAnonymised.enumerated() where !isAnonymised {
      exact.insert(places.codes[incident])
    }
    addresses = Set(exact.filter { $0 >= 0 }.map { places.pool[Int($0)] })
    areas = Set(data.layers.values.flatMap { $0.areas.map(\.shape) })
  }

  // MARK: Cells and sentences

  mutating func published(_ cell: Cell) -> Cell {
    var result = tallies.published(cell)
    if case .text(let text) = cell.content, addresses.contains(text) {
      result = cell.withheld(.derived)
    }
    if result.isWithheld { withheld += 1 }
    return result
  }

  /// With marks in place of what is withheld, for words that must stand there.
  mutating func marked(_ sentence: Sentence) -> Sentence {
    Sentence(
      sentence.parts.map { part in
        switch part {
        case .cell(let cell): .cell(published(cell))
        case .words(let words): addresses.contains(words) ? .words("(place)") : part
        }
      })
  }

  /// Nothing if any of its numbers is withheld: its words could tell what the number does not.
  private mutating func whole(_ sentence: Sentence) -> Sentence? {
    let result = marked(sentence)
    return result.cells.contains(where: \.isWithheld) ? nil : result
  }

  /// The sentence, or words that say that one is missing.
  private mutating func orFallback(_ sentence: Sentence) -> Sentence {
    whole(sentence) ?? Self.fallback
  }

  private static let fallback: Sentence =
    "Not published: what stood here rests on counts that are withheld."

  /// Sentences in a list, those that are withheld replaced by one at its end.
  private mutating func published(_ sentences: [Sentence]) -> [Sentence] {
    let kept = sentences.compactMap { whole($0) }
    return kept.count == sentences.count ? kept : kept + [Self.fallback]
  }

  // MARK: Blocks

  mutating func published(_ blocks: [Document.Block]) -> [Document.Block] {
    var result: [Document.Block] = []
    var wasFallback = false
    for block in blocks {
      let edited = published(block)
      var isFallback = false
      if case .paragraph(let sentence) = edited { isFallback = sentence == Self.fallback }
      if !(isFallback && wasFallback) { result.append(edited) }
      wasFallback = isFallback
    }
    return result
  }

  private mutating func published(_ block: Document.Block) -> Document.Block {
    switch block {
    case .paragraph(let sentence): .paragraph(orFallback(sentence))
    case .list(let sentences): .list(published(sentences))
    case .table(let table): .table(published(table))
    case .chart(let chart): .chart(published(chart))
    case .shaded(let table): .shaded(published(table))
    case .map(let map): .map(published(map))
    }
  }

  private mutating func published(_ table: ResultTable) -> ResultTable {
    let rows = table.rows.map { row in row.map { published($0) } }
    let order = PublicOrder.rows(of: table, published: rows)
    let shapes = table.shapes.map { shapes in
      order.map { row in
        // The outline of what holds few incidents tells where they are, unless it is a known area.
        rows[row].contains(where: \.isWithheld) && !isArea(shapes[row]) ? nil : shapes[row]
      }
    }
    return ResultTable(
      table.id, table.title, columns: table.columns, rows: order.map { rows[$0] },
      notes: published(table.notes), shapes: shapes)
  }

  private func isArea(_ shape: MultiPolygon<Point>?) -> Bool { shape.map(areas.contains) ?? true }

  private mutating func published(_ table: ShadedTable) -> ShadedTable {
    ShadedTable(
      table.id, caption: orFallback(table.caption), alternative: orFallback(table.alternative),
      unit: table.unit, rows: table.rows, columns: table.columns,
      cells: table.cells.map { row in row.map { published($0) } }, shading: table.shading)
  }

  private mutating func published(_ map: MapFigure) -> MapFigure {
    let shades = map.shades.map { shade in
      MapFigure.Shade(shade.name, shade.shape, published(shade.value))
    }
    let marks = map.marks.compactMap { mark -> MapFigure.Mark? in
      if case .point = mark.shape { return nil }
      guard let caption = whole(mark.caption) else { return nil }
      return MapFigure.Mark(mark.look, mark.shape, number: mark.number, caption: caption)
    }
    let kept = shades.filter { !$0.value.isWithheld || isArea($0.shape) }
    // What a map is drawn around may be what is left out.
    let isWhole = kept.count == map.shades.count && marks.count == map.marks.count
    return MapFigure(
      map.id, caption: orFallback(map.caption), alternative: orFallback(map.alternative),
      unit: map.unit, outlines: map.outlines, shades: kept, marks: marks,
      focus: isWhole ? map.focus : nil)
  }

  private mutating func published(_ chart: Chart) -> Chart {
    Chart(
      chart.id, caption: orFallback(chart.caption), alternative: orFallback(chart.alternative),
      panels: chart.panels.map { published($0) })
  }

  private mutating func published(_ panel: Chart.Panel) -> Chart.Panel {
    let before = withheld
    var series = panel.series.map { series in
      var series = series
      series.values = series.values.map { value in
        Chart.Value(
          value.x, value.y.map { published($0) }, low: value.low.map { published($0) },
          high: value.high.map { published($0) },
          label: value.label.flatMap { addresses.contains($0) ? nil : $0 })
      }
      return series
    }
    guard withheld > before else {
      return Chart.Panel(
        title: panel.title, horizontal: panel.horizontal, vertical: panel.vertical, series: series)
    }
    series = series.filter { !$0.mayTellWithheld }
    return PublicOrder.ranked(
      Chart.Panel(
        title: panel.title, horizontal: panel.horizontal.withoutUpperBound,
        vertical: panel.vertical.withoutUpperBound, series: series))
  }
}
