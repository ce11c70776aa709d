import RealModule

extension Cell {
  /// As people read it.
  package var text: String {
    switch content {
    case .text(let text): text
    case .count(let count): grouped(count)
    case .number(let number, let style): style.text(number)
    case .interval(let low, let high, let style, _):
      "\(low.map(style.text) ?? "no bound") to \(high.map(style.text) ?? "no bound")"
    case .pValue(let p): p < 0.001 ? "<0.001" : fixed(p, 3)
    case .undefined: "n/a"
    case .withheld(.small(let threshold)): "<\(threshold)"
    case .withheld(.complementary): "c"
    case .withheld(.derived): "–"
    case .blank: ""
    }
  }
}

extension Cell.Style {
  func text(_ number: Double) -> String {
    switch self {
    case .decimals(let decimals): Self.grouped(number, decimals)
    case .signed(let decimals): Self.sign(number, decimals) + Self.grouped(abs(number), decimals)
    case .share(let decimals): fixed(number * 100, decimals) + "%"
    case .change(let decimals):
      Self.sign(number, decimals) + Self.grouped(abs(number), decimals) + "%"
    case .rate: number > 0 && number < 0.05 ? "<0.1" : Self.grouped(number, 1)
    case .significant: Self.significantText(number)
    }
  }

  /// A true minus, and no sign before a number that reads as nought.
  private static func sign(_ number: Double, _ decimals: Int) -> String {
    guard Double(fixed(abs(number), decimals)) != 0 else { return "" }
    return number < 0 ? "−" : "+"
  }

  private static func significantText(_ number: Double) -> String {
    guard number != 0 else { return "0" }
    let digits = Int(Double.log10(abs(number)).rounded(.down))
    return grouped(number, max(0, 2 - digits))
  }

  /// With commas between thousands.
  private static func grouped(_ number: Double, _ decimals: Int) -> String {
    let text = fixed(abs(number), decimals)
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard let whole = Int(parts[0]) else { return text }
    let isBelow = number < 0 && Double(text) != 0
    return (isBelow ? "−" : "")
      + ([CrimeMapping.grouped(whole)] + parts.dropFirst().map(String.init)).joined(separator: ".")
  }
}
