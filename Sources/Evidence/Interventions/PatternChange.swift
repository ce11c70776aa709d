package import Probability

/// Which areas' shares of all incidents changed between two periods.
///
/// Each area is tested against all others by Fisher's exact test of its share before and after; the number of
/// tests is taken into account for any dependence (Benjamini and Yekutieli 2001), after Wheeler, Steenbeek and
/// Andresen 2018, "Testing for similarity in area-based spatial patterns", *Transactions in GIS* 22:808-831. A
/// rise everywhere by one factor changes no share. Areas without incidents in both periods are not tested.
package struct PatternChange: Hashable, Sendable {
  package let areas: [BeforeAfter]
  package let discoveries: Discoveries

  package init(
    _ areas: [BeforeAfter], level: Double = 0.05, rule: MultipleTestRule = .benjaminiYekutieli
  ) {
    self.areas = areas
    let (before, after) = areas.reduce((0, 0)) { ($0.0 + $1.before, $0.1 + $1.after) }
    let values = areas.map { area -> Double? in
      let rest = BeforeAfter(before - area.before, after - area.after)
      return try? ConditionalOddsRatio(target: area, control: rest).pValue().value
    }
    discoveries = Discoveries(values, by: rule, level: level)
  }

  /// How many areas' shares changed by more than chance explains.
  package var changed: Int { discoveries.count }

  /// Whether an area's share rose (`true`) or fell; `nil` where it did not change by more than chance explains.
  package func rose(_ area: Int) -> Bool? {
    guard discoveries.isFinding(area) else { return nil }
    let (before, after) = areas.reduce((0, 0)) { ($0.0 + $1.before, $0.1 + $1.after) }
    return areas[area].after * before > areas[area].before * after
  }
}
