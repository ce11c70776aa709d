import Geometry
import Records
import Simulation
import Testing

struct FictionalForceTests {
  private let force = Samples.exact

  @Test func hasTheShapeOfACountyForce() {
    #expect(force.beats.count == 122)
    #expect(force.localPolicingUnits.count == 9)
    #expect(force.localAuthorities.count == 4)
    #expect(force.hotspots.count == 36)
    // 24 months of 7,500, which are Poisson numbers, seasons and months' lengths aside.
    #expect(abs(force.incidents.count - 180_000) < 2_000)
    #expect(abs(force.boundary.area / 2_300e6 - 1) < 0.1)
  }

  @Test func liesInTheSea() throws {
    let box = try #require(Box(enclosing: force.boundary.exterior.corners))
    #expect(box.minX > 560_000 && box.maxX < 640_000)
    #expect(box.minY > 400_000 && box.maxY < 465_000)
  }

  @Test func givesEachAreaItsOwnCodeAndName() {
    let areas = force.beats + force.localPolicingUnits + force.localAuthorities
    #expect(Set(areas.map(\.name)).count == areas.count)
    #expect(Set(areas.map(\.code)).count == areas.count)
    #expect(Set(force.beats.map(\.layer)) == ["beat"])
    #expect(Set(force.localPolicingUnits.map(\.layer)) == ["lpu"])
    #expect(Set(force.localAuthorities.map(\.layer)) == ["local-authority"])
  }

  @Test func givesEachAreaAParentOfTheLayerAbove() {
    let units = Set(force.localPolicingUnits.map(\.code))
    let authorities = Set(force.localAuthorities.map(\.code))
    #expect(force.beats.allSatisfy { $0.parent?.layer == "lpu" })
    #expect(Set(force.beats.compactMap { $0.parent?.code }) == units)
    #expect(force.localPolicingUnits.allSatisfy { $0.parent?.layer == "local-authority" })
    #expect(Set(force.localPolicingUnits.compactMap { $0.parent?.code }) == authorities)
    #expect(force.localAuthorities.allSatisfy { $0.parent == nil })
  }

  @Test(arguments: ForceParameters.Times.allCases)
  func repeatsItself(times: ForceParameters.Times) {
    let parameters = ForceParameters(seed: 9, months: 2, times: times, incidentsPerMonth: 2_000)
    let (a, b) = (FictionalForce(parameters), FictionalForce(parameters))
    #expect(a.hotspots == b.hotspots)
    #expect(a.incidents.points == b.incidents.points)
    #expect(a.incidents.instants == b.incidents.instants)
    #expect(a.incidents.months == b.incidents.months)
    #expect(a.incidents.offences.codes == b.incidents.offences.codes)
    #expect(a.incidents.offences.pool == b.incidents.offences.pool)
    #expect(a.incidents.places.codes == b.incidents.places.codes)
    #expect(a.incidents.places.pool == b.incidents.places.pool)
  }

  @Test func changesIncidentsButNotAreasWithTheSeed() {
    let other = Samples.forces[1]
    #expect(other.beats == force.beats)
    #expect(other.hotspots.map(\.centre) != force.hotspots.map(\.centre))
    #expect(other.incidents.points.prefix(100) != force.incidents.points.prefix(100))
  }
}
