import Geometry
import Probability
import RealModule
import Records

/// Chooses where the hotspots of anti-social behaviour are: four discs in each main town.
///
/// The first lies near the middle of the town, the others around it. Centres are at least 900 m
/// apart (1,400 m where there is room), discs at least 300 m from the boundary, and each lies
/// inside one beat where possible. Only discs that can be found are planted: they expect enough
/// incidents, and what they add is visible against the middle of the town. So a weak disc is large
/// or lies where much happens anyway.
struct HotspotPlanting {
  private let land: ForceLand
  private let risk: BackgroundRisk

  private static let perUnit = 4
  private static let closest = 900.0
  private static let preferredDistance = 1_400.0
  private static let fromBoundary = 300.0
  /// The least that a disc expects, its relative risk included: as much of the background as makes
  /// 50 incidents of 60,000, which is what a force of the default size expects in two years.
  private static let leastShare = 50.0 / 60_000
  /// How much of the density in the middle of the town the blurred disc must reach.
  private static let contrast = 0.8

  init(land: ForceLand) {
    self.land = land
    risk = land.background(of: OffencePattern.all[OffencePattern.antiSocialBehaviour])
  }

  /// The hotspots of a seed, without incidents.
  func hotspots(seed: UInt64) -> [PlantedHotspot] {
    var generator = Philox(seed: seed, stream: RandomPurpose.planting.rawValue)
    var planted: [PlantedHotspot] = []
    for unit in land.localPolicingUnits.indices {
      for number in 0..<Self.perUnit {
        planted.append(
          hotspot(number: number, ofUnit: unit, apartFrom: planted, using: &generator))
      }
    }
    return planted
  }

  /// Tries discs until one fits; what is only preferred is given up step by step.
  private func hotspot(
    number: Int, ofUnit unit: Int, apartFrom others: [PlantedHotspot],
    using generator: inout some RandomNumberGenerator
  ) -> PlantedHotspot {
    let town = land.towns[unit]
    let unitCode = land.localPolicingUnits[unit].code
    let beats = land.beats.filter { $0.parent?.code == unitCode }
    // The middle one stays near the centre, so that the core and it are one place.
    let reach = number == 0 ? 400 : 1.1 * town.spread
    var tries = 0
    while true {
      tries += 1
      let distance = max(Self.closest, Self.preferredDistance - Double(tries))
      let disc = candidate(in: town, reach: reach, using: &generator)
      guard others.allSatisfy({ $0.centre.distance(to: disc.centre) >= distance }),
        land.boundary.exterior.distance(to: disc.centre) >= Self.fromBoundary + disc.radius,
        expectedShare(of: disc) >= Self.leastShare, standsOut(disc, from: town),
        let beat = beats.first(where: { $0.shape.contains(disc.centre) }),
        tries > 1_000 || holds(beat, disc)
      else { continue }
      return PlantedHotspot(
        id: others.count + 1, centre: disc.centre, radius: disc.radius,
        relativeRisk: disc.relativeRisk,
        offence: OffencePattern.all[OffencePattern.antiSocialBehaviour].code, incidents: 0,
        beatCode: beat.code, lpuCode: unitCode)
    }
  }

  private struct Disc {
    let centre: Point
    let radius: Double
    let relativeRisk: Double
  }

  /// A disc anywhere within reach of the town's centre, in whole metres and hundredths of a risk.
  private func candidate(
    in town: Town, reach: Double, using generator: inout some RandomNumberGenerator
  ) -> Disc {
    let position = town.point(
      radius: reach * generator.uniform().squareRoot(), turn: generator.uniform())
    return Disc(
      centre: Point(x: position.x.rounded(), y: position.y.rounded()),
      radius: generator.uniform(from: 120, to: 250).rounded(),
      relativeRisk: (generator.uniform(from: 3, to: 6) * 100).rounded() / 100)
  }

  private func expectedShare(of disc: Disc) -> Double {
    disc.relativeRisk * .pi * disc.radius * disc.radius * risk.density(at: disc.centre)
  }

  /// Whether the disc still shows when a quartic kernel of 300 m has blurred it: whether the
  /// density at its centre then reaches most of what the background has in the middle of the town.
  private func standsOut(_ disc: Disc, from town: Town) -> Bool {
    let reach = disc.radius / 300
    let outside = 1 - reach * reach
    // The part of the kernel's weight that lies within the disc is 1 - (1 - r²)³.
    let blurred = 1 + (disc.relativeRisk - 1) * (1 - outside * outside * outside)
    return blurred * risk.density(at: disc.centre) >= Self.contrast * risk.density(at: town.centre)
  }

  private func holds(_ beat: Area, _ disc: Disc) -> Bool {
    beat.shape.polygons.allSatisfy { $0.exterior.distance(to: disc.centre) >= disc.radius }
  }
}

/// A disc's extra incidents: what it needs beyond the background to reach its relative risk.
struct HotspotExcess {
  let hotspot: PlantedHotspot
  /// In relation to the whole background.
  let weight: Double
  private let highest: Double

  init(of hotspot: PlantedHotspot, over risk: BackgroundRisk) {
    self.hotspot = hotspot
    let densities = Self.samples(of: hotspot).map { risk.density(at: $0) }
    let mean = densities.reduce(0, +) / Double(densities.count)
    weight = (hotspot.relativeRisk - 1) * mean * .pi * hotspot.radius * hotspot.radius
    // The background is smooth: between the samples it cannot be a tenth higher.
    highest = 1.1 * (densities.max() ?? 0)
  }

  /// A position in the disc, drawn like the background there, to a tenth of a metre.
  func draw(
    over risk: BackgroundRisk, using generator: inout some RandomNumberGenerator
  ) -> Point {
    while true {
      let point = hotspot.centre.scattered(within: hotspot.radius, using: &generator).toDecimetres
      guard point.distance(to: hotspot.centre) <= hotspot.radius else { continue }
      if generator.uniform() * highest < risk.density(at: point) { return point }
    }
  }

  /// Positions spread evenly over the disc, on a sunflower's spiral.
  private static func samples(of hotspot: PlantedHotspot) -> [Point] {
    (0..<64).map { index in
      let radius = hotspot.radius * ((Double(index) + 0.5) / 64).squareRoot()
      let turn = Double(index) * 2.399_963_229_728_653
      return Point(
        x: hotspot.centre.x + radius * Double.cos(turn),
        y: hotspot.centre.y + radius * Double.sin(turn))
    }
  }
}

extension Point {
  /// A position spread evenly over the disc around this one.
  func scattered(
    within radius: Double, using generator: inout some RandomNumberGenerator
  ) -> Point {
    let distance = radius * generator.uniform().squareRoot()
    let turn = 2 * .pi * generator.uniform()
    return Point(x: x + distance * Double.cos(turn), y: y + distance * Double.sin(turn))
  }
}
