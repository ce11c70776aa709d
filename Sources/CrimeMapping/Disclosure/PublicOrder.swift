import Maps

/// Orders that tell nothing of what is withheld: a place in a ranking lies between those before and after.
enum PublicOrder {
  /// The order of the rows of a table: those with withheld numbers last and by name, if the table is in
  /// the order of its numbers.
  static func rows(of table: ResultTable, published rows: [[Cell]]) -> [Int] {
    let all = Array(rows.indices)
    let hidden = all.filter { rows[$0].contains(where: \.isWithheld) }
    guard !hidden.isEmpty, isByNumber(table) else { return all }
    let shown = all.filter { !rows[$0].contains(where: \.isWithheld) }
    return shown + hidden.sorted { (name(of: rows[$0]), $0) < (name(of: rows[$1]), $1) }
  }

  /// The words of a row that tell nothing of incidents.
  private static func name(of row: [Cell]) -> String {
    row.map { cell in
      if case .text(let text) = cell.content, cell.tallies.isEmpty { text } else { "" }
    }.joined(separator: "\u{1}")
  }

  /// Whether any column of numbers rises or falls all the way; one whose rows are in the order of their
  /// names is not in that of its numbers.
  private static func isByNumber(_ table: ResultTable) -> Bool {
    let names = table.rows.map { name(of: $0) }
    guard zip(names, names.dropFirst()).contains(where: { $0 > $1 }) else { return false }
    return table.columns.indices.contains { column in
      let values = table.rows.compactMap { $0[column].tallies.isEmpty ? nil : $0[column].value }
      guard values.count > 1 else { return false }
      let pairs = zip(values, values.dropFirst())
      return pairs.allSatisfy { $0 >= $1 } || pairs.allSatisfy { $0 <= $1 }
    }
  }

  /// A ranking with what is withheld at its end, by name.
  static func ranked(_ panel: Chart.Panel) -> Chart.Panel {
    guard panel.series.contains(where: \.isRanked) else { return panel }
    let labels = panel.horizontal.labels
    let hidden = Set(
      panel.series.filter(\.isRanked).flatMap(\.values).filter(\.isWithheld).map { Int($0.x) })
    let places =
      labels.indices.filter { !hidden.contains($0) }
      + labels.indices.filter { hidden.contains($0) }.sorted { (labels[$0], $0) < (labels[$1], $1) }
    let newPlace = Dictionary(
      uniqueKeysWithValues: places.enumerated().map { (Double($1), Double($0)) })
    let series = panel.series.map { series in
      var series = series
      series.values = series.values.map { value in
        Chart.Value(
          newPlace[value.x] ?? value.x, value.y, low: value.low, high: value.high,
          label: value.label)
      }
      return series
    }
    return Chart.Panel(
      title: panel.title,
      horizontal: LineChart.Axis(
        title: panel.horizontal.title, scale: panel.horizontal.scale,
        including: panel.horizontal.including, labels: places.map { labels[$0] }),
      vertical: panel.vertical, series: series)
  }
}

extension Chart.Value {
  var isWithheld: Bool { [y, low, high].contains { $0?.isWithheld ?? false } }
}

extension Chart.Series {
  var isRanked: Bool { if case .ranked = kind { true } else { false } }

  /// Whether it is a line across the panel at a number that does not say what it was made from.
  var mayTellWithheld: Bool {
    switch kind {
    case .level(let value), .upright(let value):
      if values.isEmpty { return ![0, 1, 100].contains(value) }
      return values.contains(where: \.isWithheld)
    default: return false
    }
  }
}

extension LineChart.Axis {
  /// The axis without a hint at the largest value, which may be withheld; a share still ends at 1.
  var withoutUpperBound: LineChart.Axis {
    guard let including, including.upperBound > 1 else { return self }
    return LineChart.Axis(
      title: title, scale: scale, including: including.lowerBound...including.lowerBound,
      labels: labels)
  }
}
