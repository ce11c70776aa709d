import Geodesy
import Geometry
import Testing

struct CoordinateReferenceSystemTests {
  @Test(arguments: [
    "27700", "EPSG:27700", "epsg:27700", "urn:ogc:def:crs:EPSG::27700",
    "urn:ogc:def:crs:EPSG:9.9.1:27700", "http://www.opengis.net/def/crs/EPSG/0/27700",
    "http://www.opengis.net/gml/srs/epsg.xml#27700",
  ])
  func knowsTheNamesOfTheBritishNationalGrid(name: String) {
    #expect(CoordinateReferenceSystem(name) == .britishNationalGrid)
  }

  @Test(arguments: [
    "urn:ogc:def:crs:OGC:1.3:CRS84", "http://www.opengis.net/def/crs/OGC/1.3/CRS84", "CRS84",
    "EPSG:4326", "WGS84", "urn:ogc:def:crs:EPSG::4326",
  ])
  func knowsTheNamesOfDegrees(name: String) {
    #expect(CoordinateReferenceSystem(name) == .wgs84)
  }

  @Test func keepsOtherNamesAsTheyAre() {
    #expect(CoordinateReferenceSystem("ESRI:102001").code == "ESRI:102001")
    #expect(CoordinateReferenceSystem("ESRI:102001").epsg == nil)
    #expect(CoordinateReferenceSystem("EPSG:32630").epsg == 32_630)
    #expect(CoordinateReferenceSystem("somewhere").code == "somewhere")
    #expect(CoordinateReferenceSystem("").code == "")
  }

  @Test(arguments: [
    ("London", -0.1278, 51.5074, 27_700), ("Manchester", -2.2426, 53.4808, 27_700),
    ("New York", -74.006, 40.7128, 32_618), ("Sydney", 151.2093, -33.8688, 32_756),
    ("Nairobi", 36.8219, -1.2921, 32_737), ("west of the date line", 180, 10, 32_660),
    ("east of the date line", -180, 10, 32_601), ("on the equator", 3, 0, 32_631),
    ("between two zones", 6, 45, 32_632),
  ])
  func choosesASystemForAPlace(name: String, longitude: Double, latitude: Double, epsg: Int) throws
  {
    let place = LonLat(longitude: longitude, latitude: latitude)
    let system = CoordinateReferenceSystem.forAnalysis(around: place)
    #expect(system.epsg == epsg)
    // It must place what it was chosen for, and no further than half a zone from the zone's middle.
    let point = try #require(
      try Projection(to: system).point(of: Coordinate(x: longitude, y: latitude)))
    if epsg != 27_700 { #expect(abs(point.x - 500_000) < 334_000) }
  }

  @Test func isDefinedByPROJ() throws {
    let definition = try CoordinateReferenceSystem.britishNationalGrid.definition()
    #expect(definition.name == "OSGB36 / British National Grid")
    #expect(definition.wellKnownText.hasPrefix("PROJCS[\"OSGB36 / British National Grid\""))
    #expect(throws: GeodesyError.self) { try CoordinateReferenceSystem("EPSG:1").definition() }
  }
}
