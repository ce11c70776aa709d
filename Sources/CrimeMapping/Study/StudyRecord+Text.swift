import Hotspots
import Records

extension StudyRecord.Terms {
  /// What was studied, such as "Anti-social behaviour".
  var subject: String {
    let tree = OffenceTree.standard
    let names = offences.compactMap { tree.id(code: $0) }.map { tree[$0].name }
    let kinds = names.isEmpty ? "All incidents" : names.joined(separator: ", ")
    return qualifiers.isEmpty
      ? kinds : "\(kinds) (\(qualifiers.map(\.rawValue).joined(separator: ", ")))"
  }

  /// When, such as "2018-10 to 2018-12".
  var span: String { from == to ? from : "\(from) to \(to)" }
}

extension StudyRecord {
  /// How the surface was made, such as "quartic kernel of 300 m, weighed by harm.csv".
  var words: String {
    (surface?.words ?? "") + (terms.harm.map { ", weighed by \($0.file)" } ?? "")
  }
}

extension StudyRecord {
  /// A result for a terminal: what was asked above it, what to bear in mind below.
  func page(_ title: String, _ subtitle: String, _ body: String) -> String {
    let notes = caveats.map { "  · \($0.sentence)\n" }.joined()
    return "\(title)\n\(subtitle)\n\n\(body)"
      + (notes.isEmpty ? "" : "\nBear in mind\n\(notes)")
  }
}

extension StudyRecord.Provenance {
  /// What made the result of what, for the foot of a picture.
  var attribution: String {
    let files = incidents.map(\.file)
    let named =
      files.count <= 3
      ? files.joined(separator: ", ")
      : "\(files[0]) … \(files[files.count - 1]) (\(files.count) files)"
    return "hotbeat \(version); offence tree \(offenceTree); \(named)"
  }
}

extension SurfaceMaking {
  /// The kernel in words, such as "quartic kernel of 300 m".
  var words: String {
    let width = kernel.shape == .gaussian ? kernel.standardDeviation : kernel.radius
    let size = "\(plain((width * 10).rounded() / 10)) m"
    let name = kernel.shape.rawValue
    switch adaptive {
    case .abramson: return "\(name) kernel of \(size) on average (Abramson)"
    case .nearest(let rank): return "\(name) kernel as wide as the \(rank)th nearest place is far"
    case nil:
      return kernel.shape == .gaussian
        ? "gaussian kernel of standard deviation \(size)" : "\(name) kernel of \(size)"
    }
  }
}
