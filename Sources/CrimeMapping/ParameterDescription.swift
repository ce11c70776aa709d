/// What a parameter of a study is, said once for the command line's help, the service and the docs.
package struct ParameterDescription: Hashable, Sendable {
  /// The name: `--hot-share` on the command line, `hot-share` in a URL.
  package let name: String
  package let kind: Kind
  /// What it does, in one sentence without a full stop.
  package let summary: String
  /// What is used when it is not given, in words.
  package let fallback: String
  /// Whether it may be given several times.
  package let repeats: Bool

  package enum Kind: Hashable, Sendable {
    case text
    case number(ClosedRange<Double>)
    case integer(ClosedRange<Int>)
  }

  init(
    _ name: String, _ kind: Kind, _ summary: String, fallback: String, repeats: Bool = false
  ) {
    self.name = name
    self.kind = kind
    self.summary = summary
    self.fallback = fallback
    self.repeats = repeats
  }

  /// The help text: what it does, its range and its default.
  package var help: String {
    let range =
      switch kind {
      case .text: ""
      case .number(let range): ", from \(plain(range.lowerBound)) to \(plain(range.upperBound))"
      case .integer(let range): ", from \(range.lowerBound) to \(range.upperBound)"
      }
    return "\(summary)\(range). Default: \(fallback)."
  }
}

/// A number without a point when it is whole.
func plain(_ number: Double) -> String {
  number == number.rounded() && abs(number) < 1e15 ? String(Int(number)) : String(number)
}

/// The values given for a study's parameters, as texts, before they are understood.
struct GivenValues {
  private let values: [String: [String]]

  /// - Throws: when a parameter is not among those described, or is given twice though it must not be.
  init(
    _ values: [String: [String]], for parameters: [ParameterDescription]
  ) throws(StudyError) {
    for (name, texts) in values.sorted(by: { $0.key < $1.key }) {
      guard let parameter = parameters.first(where: { $0.name == name }) else {
        throw .unknownParameter(name: name, known: parameters.map(\.name))
      }
      guard parameter.repeats || texts.count < 2 else {
        throw .badValue(parameter: name, value: texts[1], reason: "is a second one; give only one")
      }
    }
    self.values = values
  }

  func texts(_ name: String) -> [String] { values[name] ?? [] }

  func text(_ name: String) throws(StudyError) -> String? {
    guard let text = values[name]?.first else { return nil }
    guard !text.isEmpty else {
      throw .badValue(parameter: name, value: text, reason: "is blank")
    }
    return text
  }

  func number(_ parameter: ParameterDescription) throws(StudyError) -> Double? {
    guard let text = try text(parameter.name) else { return nil }
    guard case .number(let range) = parameter.kind else { return nil }
    guard let number = Double(text), range.contains(number) else {
      throw .badValue(
        parameter: parameter.name, value: text,
        reason: "is no number from \(plain(range.lowerBound)) to \(plain(range.upperBound))")
    }
    return number
  }

  func integer(_ parameter: ParameterDescription) throws(StudyError) -> Int? {
    guard let text = try text(parameter.name) else { return nil }
    guard case .integer(let range) = parameter.kind else { return nil }
    guard let number = Int(text), range.contains(number) else {
      throw .badValue(
        parameter: parameter.name, value: text,
        reason: "is no whole number from \(range.lowerBound) to \(range.upperBound)")
    }
    return number
  }
}
