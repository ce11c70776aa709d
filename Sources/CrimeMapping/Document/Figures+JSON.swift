import GeoJSON
import Maps

extension Chart {
  var json: JSONValue {
    .object([
      .init("type", "chart"), .init("id", .string(id)), .init("caption", .string(caption.text)),
      .init("alternative", .string(alternative.text)),
      .init("panels", .array(panels.map(\.json))),
    ])
  }
}

extension Chart.Panel {
  fileprivate var json: JSONValue {
    let labels =
      horizontal.labels.isEmpty
      ? [] : [JSONValue.Member("horizontal_labels", .array(horizontal.labels.map { .string($0) }))]
    return .object(
      [
        .init("title", .string(title)), .init("horizontal", .string(horizontal.title)),
        .init("vertical", .string(vertical.title)),
      ] + labels + [.init("series", .array(series.map(\.json)))])
  }
}

extension Chart.Series {
  fileprivate var json: JSONValue {
    .object(
      [.init("name", .string(name))] + place + [.init("values", .array(values.map(\.json)))])
  }

  /// Where a line across the panel stands.
  private var place: [JSONValue.Member] {
    switch kind {
    case .level(let value), .upright(let value): [.init("at", .number(value))]
    case .mark(let value, let caption):
      [.init("at", .number(value)), .init("caption", .string(caption))]
    default: []
    }
  }
}

extension Chart.Value {
  fileprivate var json: JSONValue {
    var members: [JSONValue.Member] = [.init("x", .number(x))]
    members += y.map { $0.members("y") } ?? [.init("y", .null)]
    members += low.map { $0.members("low") } ?? []
    members += high.map { $0.members("high") } ?? []
    return .object(members + (label.map { [.init("label", .string($0))] } ?? []))
  }
}

extension ShadedTable {
  var json: JSONValue {
    func texts(_ list: [String]) -> JSONValue { .array(list.map { .string($0) }) }
    return .object([
      .init("type", "shaded-table"), .init("id", .string(id)),
      .init("caption", .string(caption.text)),
      .init("alternative", .string(alternative.text)), .init("unit", .string(unit)),
      .init("rows", texts(rows)), .init("columns", texts(columns)),
      .init("values", .array(cells.map { .array($0.map(\.gridJSON)) })),
    ])
  }
}

extension Cell {
  /// A withheld number by its mark, so that a grid tells it from one without a value.
  fileprivate var gridJSON: JSONValue { isWithheld ? .string(text) : json }
}

extension MapFigure {
  var json: JSONValue {
    .object([
      .init("type", "map"), .init("id", .string(id)), .init("caption", .string(caption.text)),
      .init("alternative", .string(alternative.text)), .init("unit", .string(unit)),
      .init(
        "areas",
        .array(
          shades.map { shade in
            .object([.init("name", .string(shade.name))] + shade.value.members("value"))
          })),
      .init(
        "marks",
        .array(
          marks.map { mark in
            .object([
              .init("kind", .string(mark.look.name)),
              .init("number", mark.number.map { .integer($0) } ?? .null),
              .init("caption", .string(mark.caption.text)),
            ])
          })),
    ])
  }
}
