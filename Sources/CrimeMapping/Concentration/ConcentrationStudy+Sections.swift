import Evidence
import Geometry
import Maps
import Probability

extension ConcentrationStudy {
  /// How few places hold most, beside chance.
  func summary(
    _ counted: CountedPlaces, _ chance: ChanceConcentration?, _ incidents: StudyIncidents
  ) -> Document.Section {
    guard let found = counted.concentration, let chance else {
      return .init(
        "concentration", "How few places hold most",
        [.paragraph("There is nothing to tell: no incident lies in any place.")])
    }
    return .init(
      "concentration", "How few places hold most",
      [
        .paragraph(headline(counted, found, chance)), .table(shares(counted, found, chance)),
        .chart(lorenz(counted, found, chance)), .table(gini(counted, found, chance)),
      ])
  }

  private func headline(
    _ counted: CountedPlaces, _ found: Concentration, _ chance: ChanceConcentration
  ) -> Sentence {
    let half = found.fewestPlaces(holding: 0.5)
    let holders = counted.union(counted.order.prefix(half))
    let expected = chance.fewestPlaces[1]
    let isBeyond = Double(half) < expected.interval.low
    let verdict: Sentence =
      isBeyond
      ? "that is fewer than chance alone would need (\(.number(expected.value, decimals: 0, from: [counted.all])))"
      : "chance alone could need as few (\(.number(expected.value, decimals: 0, from: [counted.all])))"
    return """
      Half of the \(.count(counted.all)) incidents are in \
      \(.text(grouped(half), from: [holders, counted.all])) of \(.whole(found.places)) \(counted.places.kind), \
      \(.number(Double(half) / Double(found.places), .share(1), from: [holders, counted.all])) of them; \(verdict).
      """
  }

  private func shares(
    _ counted: CountedPlaces, _ found: Concentration, _ chance: ChanceConcentration
  ) -> ResultTable {
    let rows = CountedPlaces.shares.indices.map { index -> [Cell] in
      let share = CountedPlaces.shares[index]
      let fewest = found.fewestPlaces(holding: share)
      let from = [counted.union(counted.order.prefix(fewest)), counted.all]
      let expected = chance.fewestPlaces[index]
      return [
        .text("\(plain(share * 100))% of incidents"),
        .number(Double(fewest), decimals: 0, from: from),
        .number(Double(fewest) / Double(found.places), .share(1), from: from),
        .number(expected.value, decimals: 0, from: [counted.all]),
        .interval(expected.interval, .decimals(0), from: [counted.all]),
        .number(expected.value / Double(found.places), .share(1), from: [counted.all]),
      ]
    }
    return ResultTable(
      "shares", "The fewest places that hold a share of the incidents",
      columns: [
        .init("held", "Held", .words), .init("places", "Places"),
        .init("share_of_places", "Of all places"), .init("places_by_chance", "By chance"),
        .init("places_by_chance", "Range of chance", .interval),
        .init("share_of_places_by_chance", "Of all places, by chance"),
      ], rows: rows,
      notes: ["\"By chance\": \(chanceWords(counted)), dealt \(String(chance.replicates)) times."])
  }

  private func chanceWords(_ counted: CountedPlaces) -> String {
    counted.places.sizes == nil
      ? "as many incidents with the same chance for each place"
      : "as many incidents with chances by the ground of each cell in the study area"
  }

  private func gini(
    _ counted: CountedPlaces, _ found: Concentration, _ chance: ChanceConcentration
  ) -> ResultTable {
    let from = counted.solvable
    func row(_ name: String, _ value: Double, _ expected: Estimate) -> [Cell] {
      [
        .text(name), .number(value, decimals: 3, from: from),
        .number(expected.value, decimals: 3, from: from),
        .interval(expected.interval, .decimals(3), from: from),
      ]
    }
    return ResultTable(
      "gini", "Gini coefficients",
      columns: [
        .init("measure", "Measure", .words), .init("value", "Found"),
        .init("by_chance", "By chance"), .init("by_chance", "Range of chance", .interval),
      ],
      rows: [
        row("Gini: every place counts", found.gini, chance.gini),
        row(
          "Generalised Gini: 0 is as even as so many incidents allow", found.generalisedGini,
          chance.generalisedGini),
      ],
      notes: [
        """
        0 is even, 1 is all in one place. The p-value of a Gini this large by chance is \
        \(.pValue(chance.pValue.value, from: from)) (\(String(chance.replicates)) deals, greater).
        """
      ])
  }

  private func lorenz(
    _ counted: CountedPlaces, _ found: Concentration, _ chance: ChanceConcentration
  ) -> Chart {
    func percent(_ value: Double, _ from: [Tally]) -> Cell {
      .number(100 * value, decimals: 1, from: from)
    }
    let tops = CountedPlaces.steps.map { counted.places(at: $0) }
    let places = Double(found.places)
    let curve = tops.map { top in
      Chart.Value(
        100 * Double(top) / places,
        percent(
          found.share(ofBusiest: top), [counted.union(counted.order.prefix(top)), counted.all]))
    }
    let dealt = zip(tops, chance.shareOfBusiest).map { top, share in
      Chart.Value(100 * Double(top) / places, percent(share, [counted.all]))
    }
    let origin = Chart.Value(0, .number(0, decimals: 1))
    return Chart(
      "lorenz",
      caption: "The share of incidents that the busiest places hold, beside the same by chance.",
      alternative:
        "A curve of the share of incidents over the share of places, busiest first, from 0 to 100 %.",
      panels: [
        .init(
          horizontal: .init(
            title: "busiest places (% of all \(counted.places.kind))", including: 0...100),
          vertical: .init(title: "incidents they hold (%)", including: 0...100),
          series: [
            .init(.linePoints, "found", [origin] + curve),
            .init(.line, "by chance", [origin] + dealt),
            .init(
              .dashed, "all places alike",
              [origin, Chart.Value(100, .number(100, decimals: 1))]),
          ])
      ])
  }

  /// The busiest places one by one.
  func list(_ counted: CountedPlaces, _ other: OtherPeriod?) -> Document.Section {
    let total = Double(counted.all.count)
    var held = 0
    let rows = counted.order.prefix(counted.top).enumerated().map { rank, place -> [Cell] in
      let tally = counted.tallies[place]
      held += tally.count
      let cumulative = counted.union(counted.order.prefix(rank + 1))
      let share = Cell.attempt(from: [tally, counted.all]) { () throws(Undefined) in
        guard total > 0 else { throw Undefined("there is no incident") }
        return .number(Double(tally.count) / total, .share(1), from: [tally, counted.all])
      }
      let of = [cumulative] + counted.solvable
      let together = Cell.attempt(from: of) { () throws(Undefined) in
        guard total > 0 else { throw Undefined("there is no incident") }
        return .number(Double(held) / total, .share(1), from: of)
      }
      return [
        .text("\(rank + 1)", from: counted.solvable), .text(counted.places.names[place]),
        .count(tally), share, together,
      ]
        + (counted.others.map { [.count($0[place])] } ?? [])
    }
    let table = ResultTable(
      "places", "The busiest places",
      columns: [
        .init("rank", "Rank"), .init("place", "Place", .words), .init("incidents", "Incidents"),
        .init("share", "Share"), .init("share_so_far", "So far"),
      ] + (other.map { [.init("incidents_other", $0.name)] } ?? []),
      rows: rows,
      notes: ["Equal places are in the order of their names or places on the map."],
      shapes: counted.places.shapes.map { shapes in
        counted.order.prefix(counted.top).map { shapes[$0] }
      })
    return .init("places", "The busiest places", [.table(table)])
  }

  /// Whether the busiest places are those of the other period.
  func stability(_ counted: CountedPlaces, _ other: OtherPeriod) -> Document.Section {
    let title = "Are they the same places as in \(other.name)?"
    guard let others = counted.others else { return .init("stability", title, []) }
    let (counts, before) = (counted.tallies.map(\.count), others.map(\.count))
    do throws(Undefined) {
      let found = try PlaceStability(before, counts, top: counted.top)
      let then = PlaceStability.busiest(counted.top, of: before)
      let (earlier, now) = (
        Tally(then.flatMap { others[$0].incidents }.sorted()), counted.union(then)
      )
      let allEarlier = Tally(others.flatMap(\.incidents).sorted())
      let from = [earlier, now, allEarlier] + counted.solvable
      let ranks = Cell.attempt(from: from) { () throws(Undefined) in
        .number(
          try rankCorrelation(before.map { Double($0) }, counts.map { Double($0) }), decimals: 2,
          from: from)
      }
      let sentence: Sentence = """
        Of the \(.whole(found.top)) busiest places of \(other.name) \
        \(.text(grouped(found.inBoth), from: from)) are among the \(.whole(found.top)) busiest now (by chance \
        \(.number(found.inBothByChance, decimals: 1))). They held \
        \(.number(found.shareThen, .share(1), from: [earlier, allEarlier])) of incidents then and hold \
        \(.number(found.shareAfter, .share(1), from: [now, counted.all])) now; the busiest of now hold \
        \(.number(found.shareOfOwn, .share(1), from: [counted.union(counted.order.prefix(found.top)), counted.all])).
        """
      let table = ResultTable(
        "stability", title,
        columns: [.init("measure", "Measure", .words), .init("value", "Value")],
        rows: [
          [
            .text("Busiest places in both lists"),
            .number(Double(found.inBoth), decimals: 0, from: from),
          ],
          [
            .text("Shared of all in either list (Jaccard)"),
            .number(found.jaccard, decimals: 2, from: from),
          ],
          [.text("Rank correlation over all places (Spearman)"), ranks],
        ])
      return .init("stability", title, [.paragraph(sentence), .table(table)])
    } catch {
      return .init("stability", title, [.paragraph("This cannot be told: \(error.reason).")])
    }
  }
}
