import Evidence
import RealModule

/// Which tallies of a document the public may be told, chosen together for all that it shows.
struct PublicTallies {
  private let marks: [Tally: CountMark]
  let threshold: Int

  /// - Parameters:
  ///   - isSecret: whether a tally must not be told whatever its size.
  init(of document: Document, threshold: Int, isSecret: (Tally) -> Bool) {
    var collected = CollectedTallies()
    document.visit(&collected)
    let tallies = collected.tallies
    let suppression = Suppression(
      of: tallies.map(\.incidents), families: collected.families,
      secret: tallies.indices.filter { isSecret(tallies[$0]) }, threshold: threshold)
    marks = Dictionary(uniqueKeysWithValues: zip(tallies, suppression.marks))
    self.threshold = threshold
  }

  func mark(of tally: Tally) -> CountMark { marks[tally] ?? .withheld }

  /// A cell as the public may see it.
  func published(_ cell: Cell) -> Cell {
    guard !cell.tallies.isEmpty else { return cell }
    let marks = cell.tallies.map { mark(of: $0) }
    if marks.allSatisfy({ $0 == .shown }) { return cell.asPrinted }
    guard case .count = cell.content, cell.tallies.count == 1 else {
      return cell.withheld(.derived)
    }
    return cell.withheld(marks[0] == .small ? .small(below: threshold) : .complementary)
  }
}

extension Cell {
  /// The number with no more digits than people are shown: the others could tell of counts that went into
  /// it without standing beside it.
  fileprivate var asPrinted: Cell {
    switch content {
    case .number(let value, let style): Cell(.number(style.rounded(value), style), from: tallies)
    case .interval(let low, let high, let style, let method):
      Cell(
        .interval(
          low: low.map(style.rounded), high: high.map(style.rounded), style, method: method),
        from: tallies)
    case .pValue(let value): Cell(.pValue(rounded(value, 3, orSignificant: 1)), from: tallies)
    case .text, .count, .undefined, .withheld, .blank: self
    }
  }
}

extension Cell.Style {
  fileprivate func rounded(_ value: Double) -> Double {
    switch self {
    case .decimals(let decimals), .signed(let decimals), .change(let decimals):
      CrimeMapping.rounded(value, decimals)
    case .share(let decimals): CrimeMapping.rounded(value, decimals + 2)
    case .rate: CrimeMapping.rounded(value, 1, orSignificant: 1)
    case .significant: CrimeMapping.rounded(value, 0, orSignificant: 3)
    }
  }
}

/// A number with so many decimals, or so many significant digits if these are more, but never more than
/// twelve decimals.
private func rounded(_ value: Double, _ decimals: Int, orSignificant digits: Int = 0) -> Double {
  guard value != 0, value.isFinite else { return value }
  guard digits > 0 else { return Double(fixed(value, decimals)) ?? value }
  guard abs(value) >= 1e-12 else { return value < 0 ? -1e-12 : 1e-12 }
  let size = Int(Double.log10(abs(value)).rounded(.down))
  return Double(fixed(value, min(12, max(decimals, digits - 1 - size)))) ?? value
}

/// The tallies of a document, each once, and those that stand together.
private struct CollectedTallies: DocumentVisitor {
  private(set) var tallies: [Tally] = []
  private(set) var families: [[Int]] = []
  private var places: [Tally: Int] = [:]

  mutating func visit(_ cells: [Cell]) {
    var family: [Int] = []
    for cell in cells {
      let known = cell.tallies.map { place(of: $0) }
      if known.count == 1 { family += known }
    }
    if family.count > 1 { families.append(family) }
  }

  private mutating func place(of tally: Tally) -> Int {
    if let place = places[tally] { return place }
    places[tally] = tallies.count
    tallies.append(tally)
    return tallies.count - 1
  }
}
