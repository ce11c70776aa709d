import Areas
import Evidence
import Geometry
import Maps
import Records

extension EvaluateStudy {
  /// Every check with its number and what it says.
  var checkSection: Document.Section {
    let tallies = compared + [places.rest.tally(of: periods.series)]
    let table = ResultTable(
      "checks", "Checks of validity",
      columns: [
        .init("code", "", .words), .init("check", "What must hold", .words),
        .init("state", "State", .words), .init("number", "Number"),
        .init("meaning", "of what", .words), .init("finding", "Found", .words, isDetail: true),
      ],
      rows: evaluation.checks.map { check in
        let from = check.isOfDesign ? [] : tallies
        return [
          .text(check.code.rawValue), .text(check.title), .text(check.state.rawValue, from: from),
          check.measure.map { .number($0.value, .significant, from: from) } ?? .blank,
          .text(check.measure?.meaning ?? ""), .text(check.finding, from: from),
        ]
      },
      notes: [
        "A cause is only named where every check passes; a warning or an open check takes the word away."
      ])
    let found = evaluation.checks.map { check -> Sentence in
      let from = check.isOfDesign ? [] : tallies
      return
        "\(check.code.rawValue), \(.text("\(check.state.rawValue): \(check.finding)", from: from))"
    }
    return Document.Section(
      "checks", "Can the change be put down to it?", [.table(table), .list(found)])
  }

  /// Target, control and rings.
  var mapSection: Document.Section {
    let looks: [(String, String, MultiPolygon<Point>?)] = [
      ("Ring of the target", "#f2b279", places.ground.ring),
      ("Ring of the control", "#d9d9d9", places.ground.ringControl),
      ("Control", "#7f7f7f", places.ground.control), ("Target", "#1f4e79", places.ground.target),
    ]
    let marks = looks.compactMap { name, colour, shape in
      shape.map {
        MapFigure.Mark(ThematicMap.Category(name: name, colour: colour), .polygon($0))
      }
    }
    let map = MapFigure(
      "map", caption: "Where incidents were counted.",
      alternative: "Map of the target, its control and the rings around both.",
      outlines: [], marks: marks)
    return Document.Section("map", "Where", [.map(map)])
  }

  var limitSection: Document.Section {
    Document.Section(
      "limits", "What this cannot show",
      [
        .list([
          "Recorded incidents are not all incidents: what was done may change how much is reported or recorded.",
          "Only the rings are looked at for displacement; other places, times and kinds of incident are not.",
          "A difference of incidents supposes that target and control would have changed by as many; a ratio, by the same share.",
        ])
      ])
  }
}

extension ValidityCheck {
  /// Whether it rests on dates, places and declarations, and tells nothing of counts.
  var isOfDesign: Bool {
    switch code {
    case .equalPeriods, .sameSeason, .areaFixedBefore, .concurrent, .multiplicity: true
    case .parallelTrends, .regressionToTheMean, .noOverlap, .dispersion, .recording,
      .countsAndPower, .autocorrelation:
      false
    }
  }
}
