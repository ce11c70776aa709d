import Areas
import Geometry
import Records
import SampleShapes
import Testing

struct AreaLayerTests {
  /// Listed in another order than their codes; the name of one is the code of another.
  private func layer() throws -> AreaLayer {
    let names = [("E3", "Town"), ("E1", "e2"), ("E2", "Dock"), ("E4", "town")]
    let areas = try names.enumerated().map { place, area in
      let west = 100 * Double(place)
      return Area(
        layer: "beat", code: area.0, name: area.1,
        // Each reaches 50 m into the next.
        shape: MultiPolygon(try rectangle(west, 0, west + 150, 100)))
    }
    return AreaLayer(name: "beat", areas: areas)
  }

  @Test func isSortedByCode() throws {
    #expect(try layer().areas.map(\.code) == ["E1", "E2", "E3", "E4"])
  }

  @Test func looksForCodesBeforeNames() throws {
    let layer = try layer()
    #expect(layer.areas(named: "E2") == [1], "the code, not the area of that name")
    #expect(layer.areas(named: "e2") == [1])
    #expect(layer.areas(named: "dOCK") == [1])
    #expect(layer.areas(named: "town") == [2, 3], "several of one name")
    #expect(layer.areas(named: "Tow").isEmpty)
    #expect(layer.areas(named: "").isEmpty)
  }

  /// The lowest code wins where areas overlap: E3 0…150, E1 100…250, E2 200…350, E4 300…450.
  @Test func findsTheAreasOfPoints() throws {
    let found = try layer().areas(
      of: [0, 99, 100, 249, 250, 349, 350, 449, 450, -1].map { Point(x: $0, y: 50) })
    #expect(found == [2, 2, 0, 0, 1, 1, 3, 3, -1, -1])
  }

  @Test func mayBeEmpty() {
    let none = AreaLayer(name: "beat", areas: [])
    #expect(none.areas(of: [Point(x: 0, y: 0)]) == [-1])
    #expect(none.areas(named: "E1").isEmpty)
  }
}
