import Areas
import GeoJSON
import Hotspots
import Probability
import RecordFiles
import Records
import SpatialIndex

extension EmergingReport {
  /// What the question adds to the study's terms: all as used.
  var termMembers: [JSONValue.Member] {
    let lattice = units.terms
    return [
      .init("shape", .string(lattice.shape.rawValue)),
      .init("size_m", lattice.shape == .area ? .null : .number(lattice.size)),
      .init("units", JSONValue(units.layer?.name)),
      .init("least_share", .number(lattice.leastShare)),
      .init("locations", .string(locations.rawValue)),
      .init("step", .string("\(steps.length)")),
      .init("steps", .array(steps.periods.indices.map(stepJSON))),
      .init("value", .string("incidents, made comparable by the days of the step")),
      .init("statistic", "space-time Gi*"),
      .init("weights", .string(classes.weights.rule.name)),
      .init("weights_meaning", .string("\(classes.weights.rule)")),
      .init("self_included", true),
      .init("self_weight", 1),
      .init("previous_steps", .integer(emerging.scores.previousSteps)),
      .init("baseline", .string(question.baseline.rawValue)),
      .init("rules", .string(question.rules.name)),
      .init("p_values", emerging.pValues.compactMap { $0 }.first?.methodJSON ?? .null),
      .init("test", .string(question.test.rawValue)),
      .init("trend_test", "Mann-Kendall on z, two-sided, normal approximation with ties"),
      .init("trend_steps", .array(emerging.trendSteps.map { .integer($0 + 1) })),
      .init("adjusted_by", .string(question.inference.adjust.rawValue)),
      .init("level", .number(question.inference.level)),
    ]
  }

  private func stepJSON(_ step: Int) -> JSONValue {
    let london = CivilTime.london
    let last = Instant(seconds: steps.periods[step].end.seconds - 1)
    return .object([
      .init("from", JSONValue(london.day(of: steps.periods[step].start)?.description)),
      .init("to", JSONValue(london.day(of: last)?.description)),
      .init("days", .number(steps.days[step])),
      .init(
        "incidents",
        .integer((0..<count).reduce(0) { $0 + Int(counts[$1, step]) })),
    ])
  }

  var summaryMembers: [JSONValue.Member] {
    record.summaryMembers() + [
      .init("incidents_in_steps", .integer(counted)), .init("units", .integer(count)),
      .init("units_classed", .integer(classes.units.count)),
      .init("incidents_outside_units", .integer(units.left)),
    ] + emerging.discoveries.members + [
      .init(
        "classes",
        .object(found.map { .init($0.pattern.name, .integer($0.units.count)) })),
      .init("changes", .array(changes.map(changeJSON))),
    ]
  }

  private func changeJSON(
    _ change: (from: EmergingPattern, to: EmergingPattern, count: Int)
  ) -> JSONValue {
    .object([
      .init("from", .string(change.from.name)), .init("to", .string(change.to.name)),
      .init("units", .integer(change.count)),
    ])
  }

  /// How many units the last step moved from one class to another, most first.
  var changes: [(from: EmergingPattern, to: EmergingPattern, count: Int)] {
    guard let before = classes.before else { return [] }
    var counts: [[EmergingPattern]: Int] = [:]
    for (area, old) in zip(emerging.areas, before.areas) where area.pattern != old.pattern {
      counts[[old.pattern, area.pattern], default: 0] += 1
    }
    return counts.map { (from: $0.key[0], to: $0.key[1], count: $0.value) }
      .sorted { (-$0.count, $0.from.name, $0.to.name) < (-$1.count, $1.from.name, $1.to.name) }
  }
}
