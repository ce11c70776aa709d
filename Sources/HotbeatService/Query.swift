import Foundation
import Hummingbird

/// The parameters of a URL, percent-decoded, in the order given; a plus is a blank, as in forms.
struct Query {
  private let items: [(name: String, value: String)]

  init(_ request: Request) {
    let pairs = (request.uri.query ?? "").split(separator: "&")
    items = pairs.map { pair in
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      return (Self.decoded(parts[0]), parts.count == 2 ? Self.decoded(parts[1]) : "")
    }
  }

  /// All values by name.
  var values: [String: [String]] {
    Dictionary(grouping: items, by: \.name).mapValues { $0.map(\.value) }
  }

  /// The only value of a parameter.
  /// - Throws: when it is given twice.
  func value(_ name: String) throws(Problem) -> String? {
    let all = items.filter { $0.name == name }
    guard all.count < 2 else { throw .bad(name, "The parameter \(name) is given twice.") }
    return all.first?.value
  }

  /// - Throws: naming the first parameter that is not among these.
  func check(_ known: [String]) throws(Problem) {
    if let unknown = items.first(where: { !known.contains($0.name) })?.name {
      let list = known.isEmpty ? "this takes none" : "there are \(known.joined(separator: ", "))"
      throw .bad(unknown, "There is no parameter '\(unknown)' here; \(list).")
    }
  }

  private static func decoded(_ text: Substring) -> String {
    let blanks = String(text).replacing("+", with: " ")
    return blanks.removingPercentEncoding ?? blanks
  }
}
