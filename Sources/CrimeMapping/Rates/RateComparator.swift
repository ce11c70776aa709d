import Areas
import Evidence
import Records

/// Whose rate others are compared with.
enum RateComparator: Hashable, Sendable {
  /// All areas of the layer together.
  case all
  /// The areas with the same parent.
  case parent
  /// The mean of the rates of the group and the area itself.
  case group
  /// A published rate.
  case published(String)

  /// As `against` names it.
  var name: String {
    switch self {
    case .all: "all"
    case .parent: "parent"
    case .group: "group"
    case .published(let name): name
    }
  }

  /// Part of the names of columns.
  var slug: String {
    let words = name.lowercased().split { !$0.isLetter && !$0.isNumber }
    return words.joined(separator: "_")
  }
}

/// A rate that others are compared with, and what was counted to make it.
struct ReferenceRate: Sendable {
  /// For 1,000 of the measure, in the time of the study.
  let perThousand: Double
  let tallies: [Tally]
  /// Of the pooled count; `nil` for a mean of rates or a published one.
  let interval: Interval?

  func cell(_ style: Cell.Style = .rate) -> Cell { .number(perThousand, style, from: tallies) }
}

/// The comparators of a study, and their rates.
struct RateComparators: Sendable {
  let ground: RateGround
  let group: [Int]
  let published: ComparatorRates?
  let data: StudyData

  /// - Parameter offence: of which the published rate is; `nil` where several are asked for together.
  func rate(
    _ comparator: RateComparator, for areas: [Int], _ offences: OffenceSelection?,
    _ offence: OffenceTree.ID?
  ) throws(Undefined) -> ReferenceRate {
    switch comparator {
    case .all: return try pooled(ground.known, offences)
    case .parent: return try pooled(try siblings(of: areas), offences)
    case .group: return try average(Set(group).union(areas).sorted(), offences)
    case .published(let name): return try published(name, offence)
    }
  }

  private func pooled(
    _ areas: [Int], _ offences: OffenceSelection?
  ) throws(Undefined) -> ReferenceRate {
    let tally = ground.tally(of: areas, offences, in: data)
    let rate = try ground.rate(of: areas, tally)
    return ReferenceRate(perThousand: rate.value, tallies: [tally], interval: rate.interval)
  }

  /// The areas with the same parent, those without a denominator left out.
  private func siblings(of areas: [Int]) throws(Undefined) -> [Int] {
    let parents = Set(areas.map { ground.layer.areas[$0].parent })
    guard parents.count == 1, let parent = parents.first else {
      throw Undefined("the areas have different parents")
    }
    guard let parent else { throw Undefined("the area is part of no other") }
    return ground.known.filter { ground.layer.areas[$0].parent == parent }
  }

  private func average(
    _ areas: [Int], _ offences: OffenceSelection?
  ) throws(Undefined) -> ReferenceRate {
    var (rates, tallies): ([Double], [Tally]) = ([], [])
    for area in areas {
      let tally = ground.tally(of: [area], offences, in: data)
      rates.append(try ground.rate(of: [area], tally).value)
      tallies.append(tally)
    }
    return ReferenceRate(
      perThousand: try Rate.groupAverage(rates), tallies: tallies, interval: nil)
  }

  private func published(
    _ name: String, _ offence: OffenceTree.ID?
  ) throws(Undefined) -> ReferenceRate {
    guard let offence else { throw Undefined("there is no published rate of several offences") }
    guard let rate = published?.rate(of: offence, in: name) else {
      throw Undefined("the file has no rate of \(OffenceTree.standard[offence].name) for \(name)")
    }
    return ReferenceRate(perThousand: rate.perThousand, tallies: [], interval: nil)
  }

  /// How much more the areas of the layer differ than chance makes them.
  func overdispersion(
    _ offences: OffenceSelection?, winsorised: Double
  ) throws(Undefined) -> Overdispersion {
    let reference = try rate(.all, for: [], offences, nil)
    let known = ground.known
    return try Overdispersion(
      observed: known.map { ground.tally(of: [$0], offences, in: data).count },
      expected: known.map { area in
        (ground.exposure(of: area) ?? 0) * reference.perThousand / RateGround.per
      }, winsorised: winsorised)
  }
}
