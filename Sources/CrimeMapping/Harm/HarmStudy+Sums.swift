import Evidence
import Geometry
import Maps
import Records

extension HarmStudy {
  private var total: HarmSum {
    var sum = HarmSum()
    for row in weigher.offences(incidents.tally) {
      sum.add(row.tally.count, weight: row.offence.flatMap(weigher.weight))
    }
    return sum
  }

  private var weighed: Tally {
    incidents.tally.filter { weigher.weight(of: data.incidents.offences[Int($0)]) != nil }
  }

  /// The incidents of each weight: a sum of harm tells of each.
  private func weights(_ tally: Tally) -> [Tally] {
    Dictionary(grouping: tally.incidents) {
      weigher.weight(of: data.incidents.offences[Int($0)]) ?? 0
    }
    .sorted { $0.key < $1.key }.map { Tally($0.value) }
  }

  /// Count, harm and its square root side by side.
  var sums: Document.Section {
    let order = rows.indices.sorted {
      (-rows[$0].sum.harm, -rows[$0].sum.count, $0) < (-rows[$1].sum.harm, -rows[$1].sum.count, $1)
    }
    let table = ResultTable(
      "harm", "Count, harm and its square root side by side",
      columns: [.init(question.by.rawValue, question.by == .offence ? "Offence" : "Area", .words)]
        + [.init("code", "Code", .words, isDetail: true), .init("incidents", "Incidents")]
        + (question.by == .offence ? [.init("weight", "Weight")] : [.init("weighed", "Weighed")])
        + [
          .init("harm", "Harm"), .init("share_of_harm", "Of harm"),
          .init("root_harm", "√ harm"), .init("share_of_root_harm", "Of √ harm"),
          .init("rank_by_count", "Rank by count"), .init("rank_by_harm", "by harm"),
          .init("rank_by_root_harm", "by √ harm"),
        ],
      rows: order.map(cells),
      notes: [
        """
        "√ harm" adds up the square roots of the weights. Rows with fewer than \(.whole(question.floor)) incidents \
        are not ranked. "n/a": no weight is given, or the offence is left out of harm.
        """
      ],
      shapes: question.by == .area ? order.map { rows[$0].area?.shape } : nil)
    var blocks: [Document.Block] = [.paragraph(headline), .table(table)]
    blocks.append(question.by == .area ? .map(map) : .chart(chart(order)))
    blocks.append(.table(overlaps))
    return .init("harm", "Harm beside counts", blocks)
  }

  private var headline: Sentence {
    let (total, weighed) = (self.total, self.weighed)
    let first = rows.indices.first { ranks.byHarm[$0] == 1 }
    let base: Sentence = """
      Of \(.count(incidents.tally)) incidents \(.count(weighed)) are weighed; together they stand for \
      \(.number(total.harm, decimals: 0, from: weights(weighed))) (in the units of \(harm.file)).
      """
    guard let first, total.harm > 0, incidents.tally.count > 0 else { return base }
    let row = rows[first]
    return base + """
       By harm \(.text(row.name, from: weights(row.weighed) + weights(weighed))) comes first: \
      \(.number(row.sum.harm / total.harm, .share(1), from: weights(row.weighed) + weights(weighed))) of the harm with \
      \(.number(Double(row.tally.count) / Double(incidents.tally.count), .share(1), from: [row.tally, incidents.tally])) \
      of the incidents.
      """
  }

  private func cells(_ index: Int) -> [Cell] {
    let (row, total, weighed) = (rows[index], self.total, self.weighed)
    let tree = OffenceTree.standard
    let hasWeight = row.sum.weighed > 0
    let none = Undefined(
      row.offence.map(weigher.isLeftOut) == true
        ? "the offence is left out of harm" : "no weight is given")
    func harm(_ value: Double, _ style: Cell.Style, _ from: [Tally]) -> Cell {
      hasWeight ? .number(value, style, from: from) : .undefined(none, from: [row.tally])
    }
    func share(_ part: Double, _ whole: Double) -> Cell {
      whole > 0
        ? harm(part / whole, .share(1), weights(row.weighed) + weights(weighed))
        : .undefined("there is no harm", from: [weighed])
    }
    func rank(_ rank: Int?, needsWeight: Bool = true) -> Cell {
      if needsWeight && !hasWeight { return .undefined(none, from: [row.tally]) }
      return rank.map { .text(String($0), from: rows.map(\.tally)) }
        ?? .undefined("it has too few incidents", from: [row.tally])
    }
    let own: Cell =
      question.by == .offence
      ? row.offence.flatMap(weigher.weight).map { .number($0, .significant) } ?? .undefined(none)
      : .count(row.weighed)
    return [
      .text(row.name), .text(row.offence.map { tree[$0].code } ?? row.area?.code ?? ""),
      .count(row.tally), own, harm(row.sum.harm, .decimals(0), weights(row.weighed)),
      share(row.sum.harm, total.harm), harm(row.sum.rootHarm, .decimals(0), weights(row.weighed)),
      share(row.sum.rootHarm, total.rootHarm), rank(ranks.byCount[index], needsWeight: false),
      rank(ranks.byHarm[index]), rank(ranks.byRootHarm[index]),
    ]
  }

  /// The shares of each offence of count, harm and its root.
  private func chart(_ order: [Int]) -> Chart {
    let (total, weighed) = (self.total, self.weighed)
    let shown = order.filter { rows[$0].sum.weighed > 0 }.prefix(15)
    func series(
      _ name: String, _ whole: Double, _ value: (HarmSum) -> Double
    ) -> Chart.Series {
      Chart.Series(
        .ranked, name,
        shown.enumerated().map { place, index in
          let row = rows[index]
          let share = whole > 0 ? 100 * value(row.sum) / whole : 0
          return Chart.Value(
            Double(place),
            .number(share, decimals: 1, from: weights(row.weighed) + weights(weighed)))
        })
    }
    return Chart(
      "harm-chart",
      caption:
        "The share of each offence in the incidents that are weighed, in their harm and in its square root.",
      alternative:
        "For each offence three dots on a scale of percent; the table above has the numbers.",
      panels: [
        .init(
          horizontal: .init(title: "share (%)", including: 0...10),
          vertical: .init(title: "", labels: shown.map { rows[$0].name }),
          series: [
            series("share of incidents", Double(total.weighed)) { Double($0.weighed) },
            series("share of harm", total.harm, \.harm),
            series("share of √ harm", total.rootHarm, \.rootHarm),
          ])
      ])
  }

  private var map: MapFigure {
    MapFigure(
      "harm-map", caption: "Harm in each area, by the weights of \(harm.file).",
      alternative: "A map of the areas, shaded by harm; the table has the numbers.",
      unit: "harm", outlines: rows.compactMap(\.area),
      shades: rows.compactMap { row in
        row.area.map {
          MapFigure.Shade(
            $0.name, $0.shape,
            row.sum.weighed > 0
              ? .number(row.sum.harm, .decimals(0), from: weights(row.weighed))
              : .undefined("nothing there has a weight", from: [row.tally]))
        }
      })
  }

  /// How far lists by count and by harm agree.
  private var overlaps: ResultTable {
    let top = min(question.top, max(1, ranks.ranked))
    let all = rows.map(\.tally)
    func row(_ name: String, _ a: [Int?], _ b: [Int?]) -> [Cell] {
      let overlap = Result { () throws(Undefined) in try HarmRanks.overlap(ofFirst: top, a, b) }
      switch overlap {
      case .success(let found):
        return [
          .text(name), .number(Double(found.shared), decimals: 0, from: all),
          .number(found.jaccard, decimals: 2, from: all),
        ]
      case .failure(let why): return [.text(name), .undefined(why), .undefined(why)]
      }
    }
    return ResultTable(
      "overlaps", "How far the first \(top) by each measure are the same",
      columns: [
        .init("lists", "Lists", .words), .init("shared", "In both"),
        .init("jaccard", "Of all in either (Jaccard)"),
      ],
      rows: [
        row("by count and by harm", ranks.byCount, ranks.byHarm),
        row("by count and by √ harm", ranks.byCount, ranks.byRootHarm),
        row("by harm and by √ harm", ranks.byHarm, ranks.byRootHarm),
      ])
  }

  /// What was counted but not weighed, offence by offence.
  var notWeighed: Document.Section {
    let offences = weigher.offences(incidents.tally).filter { $0.sum.weighed == 0 }
    guard !offences.isEmpty else {
      return .init("not-weighed", "Not weighed", [.paragraph("Every incident is weighed.")])
    }
    let tree = OffenceTree.standard
    let table = ResultTable(
      "not-weighed", "Counted but not weighed",
      columns: [
        .init("offence", "Offence", .words), .init("code", "Code", .words, isDetail: true),
        .init("incidents", "Incidents"), .init("why", "Why", .words),
      ],
      rows: offences.sorted { ($1.tally.count, $0.name) < ($0.tally.count, $1.name) }.map { row in
        let isLeftOut = row.offence.map(weigher.isLeftOut) ?? false
        return [
          .text(row.name), .text(row.offence.map { tree[$0].code } ?? ""), .count(row.tally),
          .text(isLeftOut ? "says how much police looked for it" : "no weight is given"),
        ]
      })
    return .init("not-weighed", "Not weighed", [.table(table)])
  }
}
