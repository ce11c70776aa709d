import CrimeMapping
import Geodesy
import Geometry
import RecordFiles
import Records
import TestSupport
import Testing

@Suite struct IncidentPreparationTests {
  @Test(arguments: [
    (-2.44, 53.1, "EPSG:4326", 27_700), (370_000, 355_000, "EPSG:27700", 27_700),
    (-89.98, 35.13, "EPSG:4326", 32_616), (768_000, 3_892_000, "EPSG:32616", 32_616),
    (536_000, 5_884_000, "EPSG:32630", 27_700), (-271_000, 7_000_000, "EPSG:3857", 27_700),
    (151.2, -33.87, "EPSG:4326", 32_756),
  ])
  func choosesTheGridOfThePlace(x: Double, y: Double, crs: String, epsg: Int) throws {
    let target = try IncidentPreparation.target(
      for: [Coordinate(x: x, y: y)], in: CoordinateReferenceSystem(crs))
    #expect(target.epsg == epsg)
  }

  @Test func tellsMonthsInTheZoneOfTheSource() throws {
    let prepared = try prepare(
      "when,lon,lat\n2019-12-31 20:00,-89.98,35.13\n2020-01-01 00:00,-90.02,35.13\n",
      target: "EPSG:32616")
    #expect(prepared.months.map(\.description) == ["2019-12", "2020-01"])
    // West of the zone by a hundredth of a degree, which is still within reach of its grid.
    #expect(prepared.farOutside == [false, false])
  }

  @Test func flagsWhatLiesOutsideTheGridAltogether() throws {
    let prepared = try prepare(
      "when,lon,lat\n2020-01-01,-89.98,35.13\n2020-01-01,-90.0,35.1\n", target: "EPSG:27700")
    #expect(prepared.farOutside == [true, true])
  }

  private func prepare(_ table: String, target: String) throws -> PreparedIncidents {
    let folder = try TemporaryFolder()
    let mapping = try TableMapping(
      yaml: """
        columns: {occurred_from: when, longitude: lon, latitude: lat}
        timezone: America/Chicago
        constants: {offence: robbery}
        """, file: "mapping.yaml")
    let file = SourceFile(path: try folder.write(table, to: "table.csv"))
    return try IncidentPreparation(target: CoordinateReferenceSystem(target)).prepare(
      try TableReader(mapping: mapping).read(file), file: file.name, digest: "", importedAt: "")
  }
}
