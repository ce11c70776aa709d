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
    if places.control != nil {
      blocks += [.paragraph(relativeWords), .paragraph(differenceWords)]
    } else {
      blocks.append(
        .paragraph(
          """
          No control was given, so nothing can be said of what would have happened without the order: give \
          similar places nearby with --control or --control-area.
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
        all.beforeEverywhere, all.duringEverywhere, months, confidence: question.confidence))
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
      .count(change.during), density(change.before, months.daysBefore),
      density(change.during, months.daysAfter), change.ratioCell, change.intervalCell,
    ]
  }

  private var counted: InterventionCounts {
    func pair(_ place: OrderPlace) -> BeforeAfter {
      BeforeAfter(all.before(place).count, all.during(place).count)
    }
    return InterventionCounts(target: pair(.order), control: pair(.control), ring: pair(.ring))
  }

  private var comparedTallies: [Tally] {
    [.order, .control].flatMap { [all.before($0), all.during($0)] }
  }

  /// By what factor the order's area changed beyond its control.
  var relativeWords: Sentence {
    let tallies = comparedTallies
    do throws(Undefined) {
      let effect = try RelativeEffect(
        target: counted.target, control: counted.control, dispersion: dispersion ?? 1
      ).estimate(confidence: question.confidence)
      let includesOne = effect.interval.contains(1)
      return """
        Against its control the order's area changed by a factor of \
        \(.number(effect.value, decimals: 2, from: tallies)) \
        (\(.interval(effect.interval, .decimals(2), from: tallies))); \
        \(.text(includesOne
          ? "1, no difference from the control, is within it, so the difference could be noise."
          : "1, no difference from the control, is outside it.", from: tallies))
        """
    } catch {
      return "Against its control no factor can be told: \(.text(error.reason, from: tallies))."
    }
  }

  /// The difference in incidents, and what the review could have missed.
  private var differenceWords: Sentence {
    let tallies = comparedTallies
    let weights = InterventionWeights(
      before: 1, after: months.daysAfter / months.daysBefore)
    let difference = WeightedDisplacementDifference.local(counted, weights: weights)
      .widened(by: dispersion ?? 1)
    let interval = difference.interval(confidence: question.confidence)
    return """
      In reports, over the months compared: \(.number(difference.value, .signed(0), from: tallies)) beyond the \
      control's change (\(.interval(interval, .signed(0), from: tallies)); weighted displacement difference, \
      Wheeler and Ratcliffe 2018). \(dispersionWords(from: tallies))
      """
  }

  private func dispersionWords(from tallies: [Tally]) -> Sentence {
    guard let dispersion else { return "There are too few months to see how they vary." }
    guard dispersion > 1 else {
      return "Months vary no more than independent reports would."
    }
    return """
      Months vary \(.number(dispersion, decimals: 1, from: tallies)) times as much as independent reports would, \
      which the interval allows for.
      """
  }

  /// How much more months vary than independent reports would; `nil` with too few of them.
  var dispersion: Double? {
    let shown: [OrderPlace] = [.order] + (places.control == nil ? [] : [.control])
    func monthly(_ list: [Month], _ tally: (OrderPlace) -> Tally) -> [[Int]] {
      shown.map { place in
        let tally = tally(place)
        return list.sorted().map { month in
          tally.filter { data.incidents.months[Int($0)] == month }.count
        }
      }
    }
    let periods = [
      monthly(months.before, all.before), monthly(months.after, all.during),
    ]
    return (try? MonthlyDispersion(periods: periods))?.value
  }
}
