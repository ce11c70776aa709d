import Maps
import Records

extension Document {
  /// The first figure of the document as a page of its own.
  /// - Throws: when it has none.
  func picture() throws(StudyError) -> String {
    for block in blocks {
      switch block {
      case .chart(let chart): return lineChart(chart).svg()
      case .shaded(let table): return heatGrid(table).svg()
      case .map(let map): return thematicMap(map).svg()
      case .paragraph, .list, .table: continue
      }
    }
    throw .refused(
      parameter: "format", reason: "This answer has no picture; ask for html or a table.")
  }

  func lineChart(_ chart: Chart) -> LineChart {
    LineChart(
      title: title.text, subtitle: subtitle.text, panels: chart.panels.map(\.drawn),
      notes: [chart.caption.text], caveats: record.caveats.map(\.sentence),
      attribution: record.provenance.attribution)
  }

  func heatGrid(_ table: ShadedTable) -> HeatGrid {
    HeatGrid(
      title: title.text, subtitle: subtitle.text, unit: table.unit, rows: table.rows,
      columns: table.columns, cells: table.cells.map { $0.map(\.gridValue) },
      shading: table.shading, notes: [table.caption.text],
      caveats: record.caveats.map(\.sentence), attribution: record.provenance.attribution)
  }

  /// - Parameter isCaptioned: whether the caption stands beside the map already.
  func thematicMap(_ map: MapFigure, isCaptioned: Bool = false) -> ThematicMap {
    let classes = MapClasses(of: map)
    return ThematicMap(
      title: title.text, subtitle: subtitle.text,
      outlines: map.outlines.map { .init(name: $0.name, code: $0.code, shape: $0.shape) },
      marks: classes.marks, focus: map.focus, legend: classes.legend, legendTitle: map.unit,
      legendNotes: [map.caption.text].filter { !$0.isEmpty && !isCaptioned },
      listTitle: map.marks.contains { $0.number != nil } ? "Marked" : nil,
      caveats: record.caveats.map(\.sentence), attribution: record.provenance.attribution)
  }
}

extension Chart.Panel {
  var drawn: LineChart.Panel {
    LineChart.Panel(
      title: title, horizontal: horizontal, vertical: vertical,
      layers: series.map { series in
        LineChart.Layer(
          series.kind, series.name,
          series.values.map {
            .init(
              $0.x, $0.y?.value, low: $0.low?.value, high: $0.high?.value,
              label: $0.y?.isWithheld == true ? nil : $0.label)
          },
          colour: series.colour)
      })
  }
}

extension Cell {
  fileprivate var gridValue: HeatGrid.Value {
    if isWithheld { return .withheld(text) }
    return value.map { .number($0, text) } ?? .missing(text)
  }
}

/// The legend of a map, and what is drawn in its classes.
private struct MapClasses {
  private(set) var legend: [ThematicMap.Category]
  private(set) var marks: [ThematicMap.Mark] = []

  private static let noValue = ThematicMap.Category(
    name: "No value", colour: "#ffffff", fill: .open)
  private static let withheld = ThematicMap.Category(
    name: "Not published", colour: "#9a9a9a", fill: .crossHatched)

  init(of map: MapFigure) {
    let breaks = ClassBreaks(of: map.shades.compactMap(\.value.value))
    legend = breaks.categories
    for shade in map.shades {
      let category =
        shade.value.value.map { breaks.category(of: $0) }
        ?? place(of: shade.value.isWithheld ? Self.withheld : Self.noValue)
      marks.append(.init(shape: .polygon(shade.shape), category: category))
    }
    for mark in map.marks {
      marks.append(
        .init(
          shape: mark.shape, category: place(of: mark.look), number: mark.number,
          caption: mark.caption.text.isEmpty ? nil : mark.caption.text))
    }
  }

  /// The place of a look in the legend, added where it is new.
  private mutating func place(of look: ThematicMap.Category) -> Int {
    if let place = legend.firstIndex(of: look) { return place }
    legend.append(look)
    return legend.count - 1
  }
}
