import Areas
import Evidence
import Maps
import Probability
import Records

extension EvaluateStudy {
  /// The target beside the mixture of other areas that it followed before.
  var mixtureSection: Document.Section {
    let title = "Against a mixture of other areas"
    switch evaluation.mixture {
    case .success(let mixture):
      return Document.Section(
        "mixture", title,
        [
          .paragraph(mixtureSentence(mixture)), .chart(placeboChart(mixture)),
          .table(donorTable(mixture)),
        ])
    case .failure(let why):
      return Document.Section(
        "mixture", title,
        [.paragraph("No mixture can be made: \(.text(why.reason, from: mixed)).")])
    }
  }

  private var donorPlaces: [Int] {
    Array(places.donors.ranked.prefix(InterventionEvaluation.mostDonors))
  }

  private var donors: [PlaceTallies] { donorPlaces.map { places.donors.tallies[$0] } }

  /// The months of all places that the mixture is made of.
  private var mixed: [Tally] {
    ([places.target] + donors).flatMap { place in periods.series.map { place.tally(of: $0) } }
  }

  private func perDay(_ place: PlaceTallies) -> [Double] {
    periods.series.map { Double(place.tally(of: $0).count) / InterventionPeriods.days($0) }
  }

  private func mixtureSentence(_ mixture: SyntheticControl) -> Sentence {
    let tallies = mixed
    let days = periods.later.map { InterventionPeriods.days($0) }
    let gaps = zip(perDay(places.target), mixture.synthetic).map { $0 - $1 }
      .suffix(days.count)
    let gap = zip(gaps, days).reduce(0) { $0 + $1.0 * $1.1 }
    let p = mixture.pValue()
    let ranked = Int((p.value * Double(mixture.placebos.count + 1)).rounded())
    return """
      A mixture of \(.whole(mixture.weights.count { $0 > 0.005 })) of the \(.whole(donorPlaces.count)) areas most \
      like the target follows it over the \(.whole(mixture.monthsBefore)) months before. After the start the \
      target counted \(.number(gap, .signed(1), from: tallies)) incidents beside the mixture's. Given the same \
      part, \(.number(Double(ranked - 1), decimals: 0, from: tallies)) of \
      \(.whole(mixture.placebos.count)) other areas leave their mixtures at least as far behind: p = \
      \(.pValue(p.value, from: tallies)) (placebo rank, one-sided; its least is 1 in \
      \(.whole(mixture.placebos.count + 1))).
      """
  }

  private func placeboChart(_ mixture: SyntheticControl) -> Chart {
    let first = periods.series.first?.ordinal ?? 0
    let last = periods.series.last?.ordinal ?? 0
    let tallies = mixed
    func values(_ gaps: [Double]) -> [Chart.Value] {
      let known = Dictionary(
        uniqueKeysWithValues: zip(periods.series.map(\.ordinal), gaps))
      return (first...last).map { month in
        Chart.Value(
          Double(month - first), known[month].map { .number(100 * $0, decimals: 1, from: tallies) })
      }
    }
    var lines = mixture.placebos.enumerated().map { place, placebo in
      Chart.Series(
        .line, place == 0 ? "Other areas in its place" : "", values(placebo.fit.gaps),
        colour: "#c9c9c9")
    }
    lines.append(Chart.Series(.line, "Target", values(mixture.fit.gaps), colour: "#1f4e79"))
    lines.append(Chart.Series(.level(0), ""))
    if let start = periods.later.first {
      lines.append(
        Chart.Series(
          .mark(Double(start.ordinal - first) - 0.5, caption: "start \(question.start.text)"), ""))
    }
    return Chart(
      "placebos",
      caption: """
        How far each area stands from its mixture, in percent of its own mean before. A target that leaves the \
        others after the start, and not before, changed by more than areas do by themselves.
        """,
      alternative: "Gap between each area and its mixture of others, month by month.",
      panels: [
        Chart.Panel(
          horizontal: .months(
            title: "Month", year: Month(ordinal: first).year, month: Month(ordinal: first).month,
            count: Int(last - first) + 1),
          vertical: LineChart.Axis(title: "Gap, % of its mean before"), series: lines)
      ])
  }

  private func donorTable(_ mixture: SyntheticControl) -> ResultTable {
    let layer = places.donors.layer
    let used = mixture.weights.indices.filter { mixture.weights[$0] > 0.005 }
      .sorted { (-mixture.weights[$0], $0) < (-mixture.weights[$1], $1) }
    return ResultTable(
      "mixture", "What the mixture is made of",
      columns: [
        .init("code", "Code", .words), .init("name", "Area", .words), .init("weight", "Weight"),
      ],
      rows: used.map { place in
        let area = layer.areas[donorPlaces[place]]
        return [
          .text(area.code), .text(area.name),
          .number(mixture.weights[place], decimals: 2, from: mixed),
        ]
      },
      notes: ["After Abadie, Diamond and Hainmueller (2010), fitted to the months before only."])
  }
}
