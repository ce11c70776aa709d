import Areas
import Evidence
import Geometry
import Records

extension EvaluateStudy {
  /// What was counted where.
  var countSection: Document.Section {
    let named: [(String, PlaceTallies?, MultiPolygon<Point>?, Double)] = [
      ("Target", places.target, places.ground.target, 1),
      (
        places.matched.isEmpty ? "Control" : "Matched control", places.control,
        places.ground.control, places.controlWeight
      ),
      ("Ring of the target", places.ring, places.ground.ring, 1),
      ("Ring of the control", places.ringControl, places.ground.ringControl, places.controlWeight),
      ("Rest of the study area", places.rest, nil, 1),
    ]
    let present = named.filter { $0.1 != nil }
    let table = ResultTable(
      "counts", "Incidents before and after",
      columns: [
        .init("place", "Place", .words), .init("before", "Before"), .init("after", "After"),
        .init("difference", "Difference"), .init("percent", "Change"),
        .init("ratio", "After / before"),
        .init("ratio_interval", "Interval of the ratio", .interval),
        .init("area_km2", "km²"), .init("weight", "Weight", isDetail: true),
      ],
      rows: present.map { name, place, shape, weight in
        place.map { countRow(name, $0, shape, weight) } ?? []
      },
      notes: [
        """
        Before: \(periods.before.spans), \(.number(periods.daysBefore, decimals: 0)) days. After: \
        \(periods.after.spans), \(.number(periods.daysAfter, decimals: 0)) days.
        """,
        "No percentage is given on a base under 20; ratios are per day.",
      ],
      shapes: present.map { $0.2 })
    return Document.Section(
      "counts", "What was counted", [.paragraph(designSentence), .table(table)])
  }

  private var designSentence: Sentence {
    let control =
      places.matched.isEmpty
      ? "the control that was given"
      : "the mean of the areas most like it before: \(places.matched.joined(separator: ", "))"
    let rings =
      question.ring.map { " Rings of \(plain($0)) m are drawn around both." } ?? ""
    let months =
      periods.isMatched
      ? " Every month after stands beside the latest month of the same name before."
      : " The months before are the last ones with data."
    return "\("The target is compared with \(control).\(rings)\(months)")"
  }

  private func countRow(
    _ name: String, _ place: PlaceTallies, _ shape: MultiPolygon<Point>?, _ weight: Double
  ) -> [Cell] {
    let (before, after) = (place.tally(of: periods.before), place.tally(of: periods.after))
    let both = [before, after]
    let ratio = RateRatio(
      before: .init(before.count, in: periods.daysBefore),
      after: .init(after.count, in: periods.daysAfter))
    return [
      .text(name), .count(before), .count(after),
      .number(Double(after.count - before.count), .signed(0), from: both),
      percent(before, after),
      .attempt(from: both) { () throws(Undefined) in
        .number(try ratio.value(), decimals: 2, from: both)
      },
      .attempt(from: both) { () throws(Undefined) in
        .interval(
          try ratio.interval(confidence: question.confidence), .decimals(2), from: both)
      },
      shape.map { .number($0.area / 1e6, decimals: 2) } ?? .blank,
      .number(weight, decimals: 0),
    ]
  }

  private func percent(_ before: Tally, _ after: Tally) -> Cell {
    guard before.count >= 20 else {
      return .undefined("a percentage on a base under 20 misleads", from: [before, after])
    }
    let ratio =
      Double(after.count) / periods.daysAfter * periods.daysBefore / Double(before.count)
    return .number(100 * (ratio - 1), .change(1), from: [before, after])
  }
}
