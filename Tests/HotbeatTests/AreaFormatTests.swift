import Foundation
import TestSupport
import Testing

/// Layers from files that Hotbeat does not read itself, and from GeoPackage.
@Suite struct AreaFormatTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    let ring = "[[-2.5,53.05],[-2.4,53.05],[-2.4,53.15],[-2.5,53.15],[-2.5,53.05]]"
    try folder.write(
      #"{"type":"FeatureCollection","features":[{"type":"Feature","#
        + #""properties":{"code":"A1","title":"Crewe"},"geometry":{"type":"Polygon","#
        + #""coordinates":[\#(ring)]}}]}"#, to: "areas.geojson")
    #expect(try Program.hotbeat("init", "--quiet", in: folder.url).code == 0)
  }

  @Test(arguments: [
    ("areas.shp", "ESRI Shapefile", "code"), ("areas.kml", "LIBKML", "code"),
    ("areas.tab", "MapInfo File", "code"), ("areas.gpkg", "GPKG", "code"),
  ])
  func readsTheFormat(file: String, driver: String, code: String) throws {
    try folder.run("ogr2ogr", "-f", driver, file, "areas.geojson")
    let run = try Program.hotbeat(
      "import", "areas", file, "--layer", "beat", "--id", code, in: folder.url)
    #expect(run.code == 0, "\(run.errors)")
    #expect(run.output.contains("1 areas imported as layer beat"))
    let same = try Program.hotbeat(
      "import", "areas", file, "--layer", "beat", "--id", code, in: folder.url)
    #expect(same.output.contains("nothing changed"))
  }

  @Test func readsAGeoPackageInMetres() throws {
    try folder.run("ogr2ogr", "-f", "GPKG", "-t_srs", "EPSG:27700", "m.gpkg", "areas.geojson")
    let run = try Program.hotbeat(
      "import", "areas", "m.gpkg", "--layer", "beat", "--id", "code", "--name", "title",
      in: folder.url)
    #expect(run.code == 0, "\(run.errors)")
  }

  @Test func saysWhatIsMissingWithoutOgr2ogr() throws {
    try folder.run("ogr2ogr", "-f", "ESRI Shapefile", "areas.shp", "areas.geojson")
    let run = try Program.run(
      Program.hotbeat, ["import", "areas", "areas.shp", "--layer", "beat", "--id", "code"],
      in: folder.url, environment: ["PATH": folder.path])
    #expect(run.code == 69)
    #expect(run.errors.contains("takes ogr2ogr, which is not installed; install gdal-bin"))
  }

  @Test func saysWhatOgr2ogrSays() throws {
    try folder.write("no map", to: "bad.kml")
    let run = try Program.hotbeat(
      "import", "areas", "bad.kml", "--layer", "beat", "--id", "code", in: folder.url)
    #expect(run.code == 65)
    #expect(!run.errors.contains("FAILURE"))
  }
}
