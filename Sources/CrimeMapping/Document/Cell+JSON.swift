import GeoJSON

extension Cell {
  /// The cell as members of an object, under the name of its column.
  func members(_ name: String, _ kind: ResultTable.Column.Kind = .number) -> [JSONValue.Member] {
    if kind == .interval, let why = absence {
      return [.init(name + "_low", .null), .init(name + "_high", .null)] + why(name + "_low")
    }
    return members(named: name)
  }

  /// Why there is no value, as a member beside it.
  private var absence: ((String) -> [JSONValue.Member])? {
    switch content {
    case .undefined(let reason): { [.init($0 + "_undefined", .string(reason))] }
    case .withheld(let why): { [.init($0 + "_withheld", .string(why.name))] }
    case .blank: { _ in [] }
    case .text, .count, .number, .interval, .pValue: nil
    }
  }

  private func members(named name: String) -> [JSONValue.Member] {
    switch content {
    case .text(let text): [.init(name, .string(text))]
    case .count(let count): [.init(name, .integer(count))]
    case .number(let number, _): [.init(name, .number(number))]
    case .interval(let low, let high, _, let method):
      [
        .init(name + "_low", low.map { .number($0) } ?? .null),
        .init(name + "_high", high.map { .number($0) } ?? .null),
        .init(name + "_method", .string(method)),
      ]
    case .pValue(let p): [.init(name, .number(p))]
    case .undefined, .withheld, .blank: [.init(name, .null)] + (absence?(name) ?? [])
    }
  }

  /// The cell alone; `null` where it has no value.
  var json: JSONValue {
    switch content {
    case .interval(let low, let high, _, _):
      .array([low, high].map { $0.map { .number($0) } ?? .null })
    case .undefined, .withheld: .null
    default: members("").first?.value ?? .null
    }
  }

  /// For a column of a CSV file; three for an interval.
  func fields(_ kind: ResultTable.Column.Kind) -> [String] {
    switch content {
    case .interval(let low, let high, _, let method):
      [low.map { "\($0)" } ?? "", high.map { "\($0)" } ?? "", method]
    case .text(let text): [text]
    case .count(let count): [String(count)]
    case .number(let number, _), .pValue(let number): [plain(number)]
    case .withheld: Self.padded(text, kind)
    case .undefined, .blank: Self.padded("", kind)
    }
  }

  private static func padded(_ text: String, _ kind: ResultTable.Column.Kind) -> [String] {
    kind == .interval ? [text, text, ""] : [text]
  }
}

extension Cell.Withheld {
  var name: String {
    switch self {
    case .small: "small"
    case .complementary: "complementary"
    case .derived: "derived"
    }
  }
}
