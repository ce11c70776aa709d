/// The names of the places of an axis, cut or left out where there is no room for all.
///
/// Of what follows on from itself, numbers and months, some are left out: each second, third, sixth or
/// twelfth, so that a January is among them. Other names are cut.
struct SparseLabels: Sendable {
  private let labels: [String]
  private let areNames: Bool

  /// - Parameter areNames: else they are the ticks of a scale, which keep apart by themselves.
  init(_ labels: [String], areNames: Bool) {
    self.labels = labels
    self.areNames = areNames
  }

  /// What stands at each place; `nil` where nothing does.
  /// - Parameter room: between two places, on the page.
  func shown(room: Double, style: TextStyle) -> [String?] {
    guard areNames else { return labels }
    let isNumbered = labels.allSatisfy { Int($0) != nil && $0.utf8.count < 4 }
    let areMonths = labels.allSatisfy(Self.isMonth)
    guard isNumbered || areMonths else { return labels.map { style.shortened($0, to: room) } }
    let widest = labels.map { style.width(of: $0) + (areMonths ? 10 : 0) }.max() ?? 0
    guard widest > room else { return labels }
    let least = Int((widest / (room + 4)).rounded(.up))
    let every = areMonths ? Self.monthSteps.first { $0 >= least } ?? least : least
    let start = areMonths ? (labels.firstIndex(where: Self.isJanuary) ?? 0) % every : 0
    return labels.enumerated().map { $0 % every == start ? $1 : nil }
  }

  private static let monthSteps = [1, 2, 3, 6, 12, 24, 36, 60, 120]

  /// "Jan 2014" or "2014-01".
  private static func isMonth(_ label: String) -> Bool {
    let parts = label.split { $0 == " " || $0 == "-" }
    guard parts.count == 2 else { return false }
    if LineChart.Axis.monthNames.contains(String(parts[0])) { return Int(parts[1]) != nil }
    return parts[0].utf8.count == 4 && Int(parts[0]) != nil && Int(parts[1]) != nil
  }

  private static func isJanuary(_ label: String) -> Bool {
    label.hasPrefix("Jan") || label.hasSuffix("-01")
  }
}
