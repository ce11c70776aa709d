import Geometry
import Probability
import Records

/// Draws all incidents of a force: how many a month, on which day, at which hour, where.
struct IncidentGeneration {
  private let parameters: ForceParameters
  private let land: ForceLand
  private let hotspots: [PlantedHotspot]
  private let excesses: [HotspotExcess]
  private let totalShare: Double
  private var generator: Philox
  /// What has been drawn; in the order of time when the run is over.
  private(set) var drafts: [IncidentDraft] = []

  init(_ parameters: ForceParameters, land: ForceLand, hotspots: [PlantedHotspot]) {
    let risk = land.background(of: OffencePattern.all[OffencePattern.antiSocialBehaviour])
    self.parameters = parameters
    self.land = land
    self.hotspots = hotspots
    excesses = hotspots.map { HotspotExcess(of: $0, over: risk) }
    totalShare = OffencePattern.all.reduce(0) { $0 + $1.share }
    generator = Philox(seed: parameters.seed, stream: RandomPurpose.incidents.rawValue)
  }

  mutating func run() {
    for offence in OffencePattern.all.indices { draw(offence: offence) }
    sortByTime()
  }

  /// The hotspots with the incidents of their offence that fell in each.
  func countedHotspots() -> [PlantedHotspot] {
    var counts = Array(repeating: 0, count: hotspots.count)
    for draft in drafts where draft.offence == OffencePattern.antiSocialBehaviour {
      for index in hotspots.indices {
        // Centres are farther apart than two radii, so no incident is in two discs.
        if draft.point.distance(to: hotspots[index].centre) <= hotspots[index].radius {
          counts[index] += 1
          break
        }
      }
    }
    return zip(hotspots, counts).map { $0.counted($1) }
  }

  /// Draws all incidents of an offence, month by month.
  private mutating func draw(offence: Int) {
    let pattern = OffencePattern.all[offence]
    let risk = land.background(of: pattern)
    let isPlanted = offence == OffencePattern.antiSocialBehaviour
    // Choice 0 is the background, of weight 1; then the excess of each hotspot.
    let sources = AliasTable(weights: [1] + (isPlanted ? excesses.map(\.weight) : []))
    let hours = pattern.hours
    for offset in 0..<parameters.months {
      let month = parameters.firstMonth.advanced(by: offset)
      let days = pattern.days(of: month)
      for _ in 0..<generator.poisson(mean: expectedCount(of: pattern, in: month)) {
        let source = sources.draw(using: &generator)
        let point =
          source == 0
          ? risk.draw(on: land, using: &generator)
          : excesses[source - 1].draw(over: risk, using: &generator)
        let second = hours.draw(using: &generator) * 3_600 + Int(generator.uniform() * 3_600)
        let time = WallTime(day: month.firstDay + days.draw(using: &generator), second: second)
        let draft = IncidentDraft(point: point, offence: offence, time: time)
        drafts.append(draft)
        if generator.uniform() < pattern.repeatShare { followUp(draft) }
      }
    }
  }

  /// How many originals an offence expects in a month; follow-ups come on top.
  private func expectedCount(of pattern: OffencePattern, in month: Month) -> Double {
    let average = parameters.incidentsPerMonth * pattern.share / totalShare
    let length = Double(month.dayCount) / 30.436875
    return average * pattern.season(of: month) * length / (1 + pattern.repeatShare)
  }

  /// Adds a near repeat: within 200 m and 14 days, sooner rather than later, at about the same
  /// hour.
  ///
  /// One that falls after the last month is dropped; one that falls in the sea hits the same place.
  private mutating func followUp(_ draft: IncidentDraft) {
    let days = min(13, 1 + Int(4 * generator.exponential()))
    let shift = Int64(generator.uniform(from: -7_200, to: 7_200))
    let time = WallTime(seconds: draft.time.seconds + Int64(days) * 86_400 + shift)
    guard time.month < parameters.firstMonth.advanced(by: parameters.months) else { return }
    let near = draft.point.scattered(within: 199, using: &generator).toDecimetres
    let point = land.boundary.exterior.encloses(near) ? near : draft.point
    drafts.append(IncidentDraft(point: point, offence: draft.offence, time: time))
  }

  /// Sorts by moment, ties in the order of drawing.
  private mutating func sortByTime() {
    // Day by day: sorting within days is quicker than sorting years.
    let firstDay = parameters.firstMonth.firstDay
    let dayCount = parameters.firstMonth.advanced(by: parameters.months).firstDay - firstDay
    var days: [[Int64]] = Array(repeating: [], count: dayCount)
    for (index, draft) in drafts.enumerated() {
      // Where clocks change, the local clock is out of order within a day, but never across days.
      let second = draft.time.instant.seconds - Int64(draft.time.day) * 86_400
      days[draft.time.day - firstDay].append(second << 40 | Int64(index))
    }
    drafts = days.flatMap { $0.sorted().map { drafts[Int($0 & ((1 << 40) - 1))] } }
  }
}
