import Geometry
import Records
import Simulation
import Testing

struct HotspotPlantingTests {
  @Test func plantsFourInEachUnit() {
    for force in Samples.forces {
      let counts = Dictionary(grouping: force.hotspots, by: \.lpuCode).mapValues(\.count)
      #expect(counts == Dictionary(uniqueKeysWithValues: "ABCDEFGHI".map { (String($0), 4) }))
      #expect(force.hotspots.map(\.id) == Array(1...36))
      #expect(force.hotspots.allSatisfy { $0.offence == "asb" })
    }
  }

  /// Twenty seeds of few incidents: where hotspots are does not depend on how many there are.
  @Test func keepsToItsLimits() {
    for seed in UInt64(100)..<120 {
      let force = FictionalForce(
        ForceParameters(seed: seed, months: 1, incidentsPerMonth: 10))
      for hotspot in force.hotspots {
        #expect(120...250 ~= hotspot.radius)
        #expect(3...6 ~= hotspot.relativeRisk)
        #expect(
          force.hotspots.allSatisfy {
            $0.id == hotspot.id || $0.centre.distance(to: hotspot.centre) >= 900
          })
        let beat = force.beats.first { $0.shape.contains(hotspot.centre) }
        #expect(beat?.code == hotspot.beatCode && beat?.parent?.code == hotspot.lpuCode)
        let rim = (0..<4).map { hotspot.centre.moved(300 + hotspot.radius, quarter: $0) }
        #expect(rim.allSatisfy { force.boundary.contains($0) })
      }
    }
  }

  @Test func countsWhatFellInEachDisc() {
    let incidents = Samples.exact.incidents
    let points = incidents.rows(of: "asb").map { incidents.points[$0] }
    for hotspot in Samples.exact.hotspots {
      #expect(hotspot.incidents == count(points, around: hotspot.centre, to: hotspot.radius))
      #expect(hotspot.incidents >= 30)
    }
  }

  @Test func leavesMostIncidentsToTheBackground() {
    for force in Samples.forces {
      let planted = force.hotspots.reduce(0) { $0 + $1.incidents }
      #expect(Double(planted) < 0.2 * Double(force.incidents.rows(of: "asb").count))
    }
  }

  /// What lies in the discs is the background times the relative risk.
  ///
  /// The background in a disc is extrapolated from two rings around it, 1 to 1.3 and 1.3 to 1.6
  /// radii, as linear in the squared distance, on which a smooth background's mean depends. The
  /// tolerance is four standard errors of Poisson counts.
  @Test func hasTheRelativeRisksItClaims() {
    var (inside, expected, variance) = (0.0, 0.0, 0.0)
    for force in Samples.forces {
      let points = force.incidents.rows(of: "asb").map { force.incidents.points[$0] }
      for hotspot in force.hotspots {
        let near = points.filter {
          abs($0.x - hotspot.centre.x) < 400 && abs($0.y - hotspot.centre.y) < 400
        }
        let reaches = [1, 1.3, 1.6].map {
          Double(count(near, around: hotspot.centre, to: $0 * hotspot.radius))
        }
        // Each ring's count over its area in units of the disc, and the mean of its squared radius.
        let (first, second) = ((reaches[1] - reaches[0]) / 0.69, (reaches[2] - reaches[1]) / 0.87)
        let slope = (1.345 - 0.5) / (2.125 - 1.345)
        let risk = hotspot.relativeRisk
        inside += reaches[0]
        expected += risk * (first + slope * (first - second))
        variance += risk * risk * (1 + slope) * (1 + slope) * first / 0.69
        variance += risk * risk * slope * slope * second / 0.87 + reaches[0]
      }
    }
    #expect(abs(inside - expected) < 4 * variance.squareRoot())
    // The test can tell: the tolerance is a small part of what is planted.
    #expect(4 * variance.squareRoot() < 0.2 * inside)
  }

  private func count(_ points: [Point], around centre: Point, to radius: Double) -> Int {
    points.count { $0.distance(to: centre) <= radius }
  }
}

extension Point {
  /// The position moved east, north, west or south.
  fileprivate func moved(_ distance: Double, quarter: Int) -> Point {
    let (dx, dy) = [(1.0, 0.0), (0, 1), (-1, 0), (0, -1)][quarter]
    return Point(x: x + dx * distance, y: y + dy * distance)
  }
}
