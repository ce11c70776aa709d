import Evidence
import Maps
import Probability
import Records

extension ChangeTable {
  private static let mostShown = 30

  /// The ratio of each row with its interval, the largest rise first; of many rows those least like noise.
  var chart: Chart? {
    let drawn = rows.filter { $0.before.count > 0 && $0.after.count > 0 }
    let shown = drawn.sorted { (order($0), $0.name) < (order($1), $1.name) }
      .prefix(Self.mostShown)
      .sorted { (-(value($0)), $0.name) < (-(value($1)), $1.name) }
    guard !shown.isEmpty else { return nil }
    let values = shown.enumerated().map { place, row -> Chart.Value in
      let interval = try? row.ratio.interval(confidence: study.question.confidence)
      return Chart.Value(
        Double(place), row.ratioCell,
        low: interval.map { .number($0.low, .decimals(2), from: row.tallies) },
        high: interval.map { .number($0.high, .decimals(2), from: row.tallies) })
    }
    let part = shown.count < rows.count ? "The \(shown.count) rows least like noise. " : ""
    return Chart(
      "ratios",
      caption: Sentence(
        words: part
          + "An interval clear of 1 speaks for a change; that takes no account of how many "
          + "rows there are, which q does."),
      alternative: Sentence(
        words: "Ratios of \(study.afterWords) to \(study.beforeWords) with their intervals, the "
          + "largest rise first."),
      panels: [
        .init(
          horizontal: .init(
            title: "\(study.afterWords) for each in \(study.beforeWords)",
            scale: .logarithmic),
          vertical: .init(title: "", labels: shown.map(\.name)),
          series: [
            .init(.upright(1), "No change", colour: "#444444"),
            .init(.ranked, "Ratio and interval", values, colour: "#b2182b"),
          ])
      ])
  }

  private func order(_ row: ChangeRow) -> Double { row.finding.pValue?.value ?? 1 }
  private func value(_ row: ChangeRow) -> Double { (try? row.ratio.value()) ?? 0 }

  /// The areas whose change is unlikely to be noise, shaded by their ratio.
  var map: MapFigure? {
    guard study.question.by == .area else { return nil }
    return MapFigure(
      "map",
      caption: "Shaded where the change is unlikely to be noise; areas left open could be noise.",
      alternative: "Map of the areas whose change is unlikely to be noise, shaded by its ratio.",
      unit: "\(study.afterWords) for each in \(study.beforeWords)",
      outlines: rows.compactMap(\.area),
      shades: rows.compactMap { row in
        row.area.map { area in
          .init(
            area.name, area.shape,
            row.finding.verdict == .unlikelyNoise
              ? row.ratioCell : .undefined("it could be noise", from: row.tallies))
        }
      })
  }
}
