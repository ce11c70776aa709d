import Geometry
import Records
import Simulation
import Testing

struct BeatPartitionTests {
  private let force = Samples.exact

  private var layers: [[Area]] { [force.beats, force.localPolicingUnits, force.localAuthorities] }

  /// Corners are whole metres, so areas are exact in floating point.
  @Test func addsUpToTheBoundary() {
    for areas in layers {
      #expect(areas.reduce(0) { $0 + $1.shape.area } == force.boundary.area)
    }
  }

  @Test func holdsEachPointOnce() throws {
    let box = try #require(Box(enclosing: force.boundary.exterior.corners))
    let corners = force.beats[7].shape.polygons[0].exterior.corners
    for point in Samples.points(1_000, in: box) + corners {
      let expected = force.boundary.contains(point) ? 1 : 0
      let holders = layers.map { areas in areas.filter { $0.shape.contains(point) } }
      #expect(holders.map(\.count) == [expected, expected, expected])
      #expect(holders[0].first?.parent?.code == holders[1].first?.code)
      #expect(holders[1].first?.parent?.code == holders[2].first?.code)
    }
  }

  @Test func makesEachAreaOneCounterClockwiseRingOfWholeMetres() {
    for area in layers.joined() {
      #expect(area.shape.polygons.count == 1)
      for polygon in area.shape.polygons {
        #expect(polygon.holes.isEmpty)
        #expect(polygon.exterior.isCounterClockwise)
        #expect(
          polygon.exterior.corners.allSatisfy { $0.x == $0.x.rounded() && $0.y == $0.y.rounded() })
        #expect(Set(polygon.exterior.corners).count == polygon.exterior.corners.count)
      }
    }
  }

  /// Rounding to metres turns no corner of a convex cell inside out.
  @Test func keepsBeatsConvex() {
    for beat in force.beats {
      let corners = beat.shape.polygons[0].exterior.corners
      for index in corners.indices {
        let (b, c) = (corners[(index + 1) % corners.count], corners[(index + 2) % corners.count])
        #expect(
          side(of: c, from: corners[index], to: b) != .right || isNearlyStraight(corners, index))
      }
    }
  }

  /// Whether the corner after `index` is within a metre of the line between its neighbours, which
  /// rounding may bend either way.
  private func isNearlyStraight(_ corners: [Point], _ index: Int) -> Bool {
    let (a, b) = (corners[index], corners[(index + 1) % corners.count])
    let c = corners[(index + 2) % corners.count]
    let twiceArea = abs((b.x - a.x) * (c.y - a.y) - (c.x - a.x) * (b.y - a.y))
    return twiceArea / a.distance(to: c) < 1
  }

  @Test func dissolvesUnitsExactly() {
    let units = force.localPolicingUnits
    for unit in units {
      expectDissolve(of: force.beats.filter { $0.parent?.code == unit.code }, into: unit)
    }
    for authority in force.localAuthorities {
      expectDissolve(of: units.filter { $0.parent?.code == authority.code }, into: authority)
    }
  }

  /// The edges of the whole are those of its pieces that no other piece has in reverse.
  private func expectDissolve(of pieces: [Area], into whole: Area) {
    let all = pieces.flatMap { edges(of: $0) }
    let reversed = Set(all.map { [$0[1], $0[0]] })
    #expect(Set(edges(of: whole)) == Set(all.filter { !reversed.contains($0) }))
  }

  private func edges(of area: Area) -> [[Point]] {
    area.shape.polygons.flatMap(\.rings).flatMap { ring in
      zip(ring.corners, ring.corners.dropFirst() + ring.corners.prefix(1)).map { [$0, $1] }
    }
  }
}
