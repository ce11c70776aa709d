import Areas
import Evidence
import Geometry
import Maps
import Records

extension InterventionEvaluation {
  /// All incidents that the comparison rests on.
  var comparedTallies: [Tally] {
    [places.target, places.control, places.ring, places.ringControl].compactMap { $0 }
      .flatMap { [$0.tally(of: periods.before), $0.tally(of: periods.after)] }
  }

  /// Those of target and control alone.
  var localTallies: [Tally] {
    [places.target, places.control].flatMap {
      [$0.tally(of: periods.before), $0.tally(of: periods.after)]
    }
  }

  /// Every check with its number and what it says.
  var checkSection: Document.Section {
    let tallies = comparedTallies + [places.rest.tally(of: periods.series)]
    let table = ResultTable(
      "checks", "Checks of validity",
      columns: [
        .init("code", "", .words), .init("check", "What must hold", .words),
        .init("state", "State", .words), .init("number", "Number"),
        .init("meaning", "of what", .words), .init("finding", "Found", .words, isDetail: true),
      ],
      rows: checks.map { check in
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
    let found = checks.filter { $0.state != .pass }.map { check -> Sentence in
      let from = check.isOfDesign ? [] : tallies
      return
        "\(check.code.rawValue), \(.text("\(check.state.rawValue): \(check.finding)", from: from))"
    }
    let list: [Document.Block] = found.isEmpty ? [] : [.list(found)]
    return Document.Section(
      "checks", "Can the change be put down to it?", [.table(table)] + list)
  }
}

extension EvaluateStudy {
  var checkSection: Document.Section { evaluation.checkSection }

  /// Target, control and rings: near the target, and where the control lies.
  var mapSection: Document.Section {
    let ground = places.ground
    let near = marks([
      ("Ring of the target", "#f2b279", ground.ring), ("Target", "#1f4e79", ground.target),
    ])
    let all = marks([
      ("Ring of the control", "#d9d9d9", ground.ringControl),
      ("Control", "#7f7f7f", ground.control),
    ])
    let outlines = scope.areas.map { scope.layer.areas[$0] }
    let focus = (ground.ring ?? ground.target).box.map {
      $0.expanded(by: max($0.maxX - $0.minX, $0.maxY - $0.minY) / 4)
    }
    return Document.Section(
      "map", "Where",
      [
        .map(
          MapFigure(
            "near", caption: "The target and its ring.",
            alternative: "Map of the target and the ring around it.", outlines: outlines,
            marks: near, focus: focus)),
        .map(
          MapFigure(
            "map", caption: "Target and control in the study area.",
            alternative: "Map of the study area with target, control and their rings.",
            outlines: outlines, marks: all + near)),
      ])
  }

  private func marks(_ looks: [(String, String, MultiPolygon<Point>?)]) -> [MapFigure.Mark] {
    looks.compactMap { name, colour, shape in
      shape.map {
        MapFigure.Mark(ThematicMap.Category(name: name, colour: colour), .polygon($0))
      }
    }
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
