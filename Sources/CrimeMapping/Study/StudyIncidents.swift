import Areas
import Records

/// The incidents of a study, and those that asked to be in it but have no place there.
struct StudyIncidents: Sendable {
  /// The numbers of the incidents inside the study area.
  let inside: [Int32]
  /// For each of them the place of its area in the study's layer.
  let areas: [Int32]
  /// For each of them what it counts for; `nil` when each counts for one.
  let weights: [Double]?
  /// The weights' table.
  let harm: HarmWeights?
  /// The offences among them that the table gives no weight, and how many of each there are, most first.
  let weightless: [(offence: OffenceTree.ID, count: Int)]
  let withoutLocation: Int
  let outsideAreas: Int
  /// Whether any of them is known by its month only, and any by an anonymisation point.
  let hasMonthOnly: Bool
  let hasAnonymised: Bool
  /// Whether both crimes and anti-social behaviour are among them.
  let mixesCrimeAndASB: Bool

  /// - Parameter harm: what incidents count for; one each when `nil`.
  /// - Throws: when the data merges what was asked for with what was not.
  init(
    _ scope: StudyScope, of data: StudyData, weighedBy harm: HarmWeights? = nil
  ) throws(StudyError) {
    let incidents = data.incidents
    let areas = data.areas(of: scope.layer)
    let chosen = scope.layer.areas.indices.map(Set(scope.areas).contains)
    var counts = [Int](repeating: 0, count: OffenceTree.standard.offences.count)
    var inside: [Int32] = []
    var (withoutLocation, outsideAreas) = (0, 0)
    for index in 0..<incidents.count {
      let offence = incidents.offences[index]
      // An incident belongs to the period that holds its start.
      guard scope.period.contains(Instant(seconds: incidents.starts[index])) else { continue }
      if scope.offences.isAskedInPart(offence) { throw Self.askedInPart(offence, scope) }
      guard scope.offences.contains(offence),
        incidents.qualifiers(of: index).isSuperset(of: scope.qualifiers)
      else { continue }
      if index >= incidents.locatedCount {
        withoutLocation += 1
      } else if areas[index] < 0 {
        outsideAreas += 1
      } else if chosen[Int(areas[index])] {
        inside.append(Int32(index))
        counts[Int(offence)] += 1
      }
    }
    self.inside = inside
    self.areas = inside.map { areas[Int($0)] }
    self.harm = harm
    weights = harm.map { harm in inside.map { harm[incidents.offences[Int($0)]] ?? 0 } }
    weightless = harm.map { Self.weightless(counts, $0) } ?? []
    self.withoutLocation = withoutLocation
    self.outsideAreas = outsideAreas
    hasMonthOnly = inside.contains { incidents.isMonthOnly[Int($0)] }
    hasAnonymised = inside.contains { incidents.isAnonymised[Int($0)] }
    mixesCrimeAndASB = Self.mixesCrimeAndASB(counts)
  }

  private static func askedInPart(
    _ recorded: OffenceTree.ID, _ scope: StudyScope
  ) -> StudyError {
    let tree = OffenceTree.standard
    let asked = scope.offences.asked.first { tree.selection(of: [$0]).isAskedInPart(recorded) }
    return .offenceAskedInPart(
      asked: asked.map { tree[$0].name } ?? "", recorded: tree[recorded].name)
  }

  private static func weightless(
    _ counts: [Int], _ harm: HarmWeights
  ) -> [(offence: OffenceTree.ID, count: Int)] {
    counts.indices.map { (offence: OffenceTree.ID($0), count: counts[$0]) }
      .filter { $0.count > 0 && harm[$0.offence] == nil }
      .sorted { (-$0.count, $0.offence) < (-$1.count, $1.offence) }
  }

  private static func mixesCrimeAndASB(_ counts: [Int]) -> Bool {
    let tree = OffenceTree.standard
    guard let asb = tree.id(code: "asb") else { return false }
    let present = counts.indices.filter { counts[$0] > 0 }.map { OffenceTree.ID($0) }
    return present.contains { tree.isWithin($0, asb) }
      && present.contains { !tree.isWithin($0, asb) }
  }
}
