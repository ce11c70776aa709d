import Areas
import Evidence
import Geometry
import Records

extension OrderReviewStudy {
  /// The order's area beside its ring, its control and the whole layer.
  var placeSection: Document.Section {
    let rows = comparedPlaces.map(row)
    let table = ResultTable(
      "places", "The named behaviours in the order's area and elsewhere",
      columns: [
        .init("place", "Place", .words), .init("area_km2", "km²"), .init("before", "Before"),
        .init("during", "During"),
        .init("before_per_km2_year", "Before, per km² and year"),
        .init("during_per_km2_year", "During, per km² and year"), .init("ratio", "Ratio"),
        .init("ratio", "95% interval", .interval).named(confidence: question.confidence),
      ], rows: rows,
      notes: [
        "A place that falls less than its control fell tells of no effect; nor does one fall alone."
      ], shapes: comparedPlaces.map(\.shape))
    var blocks: [Document.Block] = [.table(table), .map(placeMap)]
    if let evaluation {
      blocks += [controlWords(evaluation), relativeWords(evaluation), differenceWords(evaluation)]
        .map { .paragraph($0) }
    } else {
      blocks.append(
        .paragraph(
          """
          Nothing can be said of what would have happened without the order, as there is no control: give similar \
          places nearby with --control or --control-area.
          """))
    }
    return .init("places", "Beside other places", blocks)
  }

  private struct Compared {
    let name: String
    let shape: MultiPolygon<Point>?
    let areaKm2: Double
    let change: OrderChange
  }

  private var comparedPlaces: [Compared] {
    func part(_ name: String, _ place: OrderPlace, _ shape: MultiPolygon<Point>) -> Compared {
      Compared(
        name: name, shape: shape, areaKm2: shape.area / 1e6, change: change(all, in: place))
    }
    let ring = MultiPolygon(places.bands.outer.polygons + places.bands.beyond.polygons)
    let layer = Compared(
      name: "All areas of the layer \(scope.layer.name)", shape: nil, areaKm2: scope.areaKm2,
      change: OrderChange(
        all.beforeEverywhere, all.duringEverywhere, periods, confidence: question.confidence))
    return [
      part("The order's area", .order, places.order),
      part("Ring of \(plain(question.ring)) m around it", .ring, ring),
    ] + (places.control.map { [part("Control", .control, $0)] } ?? []) + [layer]
  }

  private func row(_ place: Compared) -> [Cell] {
    func density(_ tally: Tally, _ days: Double) -> Cell {
      guard place.areaKm2 > 0 else { return .undefined("the place has no ground") }
      return .number(
        Double(tally.count) / place.areaKm2 / days * 365.2425, decimals: 1, from: [tally])
    }
    let change = place.change
    return [
      .text(place.name), .number(place.areaKm2, decimals: 3), .count(change.before),
      .count(change.during), density(change.before, periods.daysBefore),
      density(change.during, periods.daysAfter), change.ratioCell, change.intervalCell,
    ]
  }

  private func controlWords(_ evaluation: InterventionEvaluation) -> Sentence {
    let matched = evaluation.places.matched
    guard !matched.isEmpty else { return "The control is the one that was given." }
    return """
      The control was chosen by rule: the areas of the layer \(scope.layer.name), out of reach of the ring, whose \
      level, trend and size before were most like those of the order's area: \(matched.joined(separator: ", ")).
      """
  }

  /// By what factor the order's area changed beyond its control.
  func relativeWords(_ evaluation: InterventionEvaluation) -> Sentence {
    let tallies = evaluation.localTallies
    do throws(Undefined) {
      let effect = try evaluation.effect.get().estimate(confidence: question.confidence)
      let words =
        effect.interval.contains(1)
        ? "1, no difference from the control, is within it, so the difference could be noise."
        : "1, no difference from the control, is outside it."
      return """
        Against its control the order's area changed by a factor of \
        \(.number(effect.value, decimals: 2, from: tallies)) \
        (\(.interval(effect.interval, .decimals(2), from: tallies))); \(.text(words, from: tallies))
        """
    } catch {
      return "Against its control no factor can be told: \(.text(error.reason, from: tallies))."
    }
  }

  /// The difference in incidents, and the words that the checks leave.
  private func differenceWords(_ evaluation: InterventionEvaluation) -> Sentence {
    let tallies = evaluation.localTallies
    let interval = evaluation.local(confidence: question.confidence)
    return """
      In reports, over the months compared: \(.number(interval.value, .signed(0), from: tallies)) beyond the \
      control's change (\(.interval(interval.interval, .signed(0), from: tallies)); weighted displacement \
      difference, Wheeler and Ratcliffe 2018). \
      \(.text(evaluation.verdict.sentence(about: "the order"), from: tallies))
      """
  }
}

extension InterventionEvaluation {
  fileprivate func local(confidence: Double) -> Estimate {
    Estimate(local.value, local.interval(confidence: confidence))
  }
}
