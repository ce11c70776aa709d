import Yams

/// The keys of a YAML file, or of a list in it, taken one by one; whatever is left at the end is unknown.
struct YAMLKeys {
  private var values: [String: Any]
  private let file: String
  /// Where in the file, such as "restriction 2: "; empty at its top.
  private let place: String

  init(yaml: String, file: String) throws(RecordFileError) {
    self.file = file
    place = ""
    do {
      // Every word is a text, as in the table: 0610 is no octal number and `no` no truth value.
      guard let values = try Yams.load(yaml: yaml, .basic) as? [String: Any] else {
        throw RecordFileError.badYAML(file: file, reason: "is no list of keys and values")
      }
      self.values = values
    } catch let error as RecordFileError {
      throw error
    } catch {
      let lines = "\(error)".split(separator: "\n").prefix(2).joined(separator: " ")
      throw .badYAML(file: file, reason: "is no YAML: \(lines)")
    }
  }

  private init(_ values: [String: Any], file: String, place: String) {
    self.values = values
    self.file = file
    self.place = place
  }

  func fault(_ reason: String) -> RecordFileError { .badYAML(file: file, reason: place + reason) }

  /// The items of a list, each with keys of its own.
  /// - Parameter name: what an item is called in errors, such as "restriction".
  mutating func items(of key: String, _ name: String) throws(RecordFileError) -> [YAMLKeys] {
    guard let value = values.removeValue(forKey: key) else { return [] }
    guard let list = value as? [Any] else { throw fault("\(key) is no list") }
    var items: [YAMLKeys] = []
    for (index, item) in list.enumerated() {
      guard let members = item as? [String: Any] else {
        throw fault("item \(index + 1) of \(key) is no list of keys and values")
      }
      items.append(YAMLKeys(members, file: file, place: "\(place)\(name) \(index + 1): "))
    }
    return items
  }

  /// The words of a list, or a single word; none where the key is missing.
  mutating func words(of key: String) throws(RecordFileError) -> [String] {
    guard let value = values[key] else { return [] }
    guard let list = value as? [Any] else { return try text(of: key).map { [$0] } ?? [] }
    values[key] = nil
    guard !list.contains(where: { $0 is [Any] || $0 is [String: Any] }) else {
      throw fault("\(key) is no list of words")
    }
    return list.map { "\($0)" }
  }

  /// A text that must be given.
  mutating func needed(_ key: String) throws(RecordFileError) -> String {
    guard let text = try text(of: key), !text.isEmpty else { throw fault("\(key) is missing") }
    return text
  }

  /// Notes what a word means, letter case aside.
  func add<Meaning: Equatable>(
    _ word: String, _ meaning: Meaning, to meanings: inout [String: Meaning]
  ) throws(RecordFileError) {
    let other = meanings.updateValue(meaning, forKey: word.lowercased())
    guard other == nil || other == meaning else {
      throw fault("'\(word)' has two meanings, as letter case does not count")
    }
  }

  mutating func text(of key: String) throws(RecordFileError) -> String? {
    guard let value = values.removeValue(forKey: key) else { return nil }
    guard !(value is [Any]), !(value is [String: Any]) else { throw fault("\(key) is no text") }
    return "\(value)"
  }

  mutating func texts(of key: String) throws(RecordFileError) -> [String: String] {
    guard let value = values.removeValue(forKey: key) else { return [:] }
    guard let members = value as? [AnyHashable: Any] else {
      throw fault("\(key) is no list of keys and values")
    }
    return Dictionary(uniqueKeysWithValues: members.map { ("\($0.key)", "\($0.value)") })
  }

  mutating func choice<Choice: RawRepresentable<String> & CaseIterable>(
    of key: String, _ type: Choice.Type
  ) throws(RecordFileError) -> Choice? {
    guard let name = try text(of: key) else { return nil }
    guard let choice = Choice(rawValue: name) else {
      let names = Choice.allCases.map(\.rawValue).joined(separator: ", ")
      throw fault("\(key) is '\(name)', but takes \(names)")
    }
    return choice
  }

  func finish() throws(RecordFileError) {
    if let unknown = values.keys.sorted().first { throw fault("unknown key '\(unknown)'") }
  }
}
