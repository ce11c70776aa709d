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
    case choice([String])
    /// A number, or the name of a rule that finds one.
    case numberOrRule(ClosedRange<Double>, [String])
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
      case .choice(let names): ": \(names.joined(separator: ", "))"
      case .numberOrRule(let range, let rules):
        ", from \(plain(range.lowerBound)) to \(plain(range.upperBound)), or the rule that finds it: "
          + rules.joined(separator: ", ")
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

  /// All values of a parameter that repeats.
  func numbers(_ parameter: ParameterDescription) throws(StudyError) -> [Double] {
    guard case .number(let range) = parameter.kind else { return [] }
    return try texts(parameter.name).map { (text) throws(StudyError) in
      guard let number = Double(text), range.contains(number) else {
        throw .badValue(
          parameter: parameter.name, value: text,
          reason: "is no number from \(plain(range.lowerBound)) to \(plain(range.upperBound))")
      }
      return number
    }
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

  /// One of the names that a parameter can take.
  func choice(_ parameter: ParameterDescription) throws(StudyError) -> String? {
    guard let text = try text(parameter.name) else { return nil }
    guard case .choice(let names) = parameter.kind else { return nil }
    guard names.contains(text) else {
      throw .badValue(
        parameter: parameter.name, value: text,
        reason: "is not offered; there are \(names.joined(separator: ", "))")
    }
    return text
  }

  /// All the names given for a parameter that repeats.
  func choices(_ parameter: ParameterDescription) throws(StudyError) -> [String] {
    guard case .choice(let names) = parameter.kind else { return [] }
    return try texts(parameter.name).map { (text) throws(StudyError) in
      guard names.contains(text) else {
        throw .badValue(
          parameter: parameter.name, value: text,
          reason: "is not offered; there are \(names.joined(separator: ", "))")
      }
      return text
    }
  }

  /// A number or a rule's name.
  func numberOrRule(
    _ parameter: ParameterDescription
  ) throws(StudyError) -> (number: Double?, rule: String?) {
    guard let text = try text(parameter.name) else { return (nil, nil) }
    guard case .numberOrRule(let range, let rules) = parameter.kind else { return (nil, nil) }
    if rules.contains(text) { return (nil, text) }
    guard let number = Double(text), range.contains(number) else {
      throw .badValue(
        parameter: parameter.name, value: text,
        reason: "is no number from \(plain(range.lowerBound)) to \(plain(range.upperBound)) and no "
          + "rule; there are \(rules.joined(separator: ", "))")
    }
    return (number, nil)
  }
}

extension [ParameterDescription] {
  /// The description of a parameter by its name.
  package subscript(name: String) -> ParameterDescription {
    guard let parameter = first(where: { $0.name == name }) else {
      preconditionFailure("no parameter is named \(name)")
    }
    return parameter
  }
}
