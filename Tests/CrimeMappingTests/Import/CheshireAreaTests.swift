import Areas
import CGEOS
import CrimeMapping
import Foundation
import Geodesy
import Geometry
import RecordFiles
import Records
import TestSupport
import Testing

/// Every incident's beat against an independent check: GEOS's own point in polygon.
@Suite(.enabled(if: OpenData.isPresent, "the open data is not here"))
struct CheshireAreaTests {
  @Test func findsTheBeatThatGEOSFinds() throws {
    let data = try #require(OpenData.folder)
    let projection = try Projection(to: .britishNationalGrid)
    let points = try incidents(data.appending(path: "police_uk_cheshire").path)
    let file = SourceFile(
      path: data.appending(path: "cheshire_areas/cheshire_neighbourhoods.geojson").path)
    let given = try AreaFile(
      geoJSON: try file.contents(), file: file.name, fields: AreaFields(code: "id"), crs: nil)
    let prepared = try prepare(
      given.areas, labelled: AreaLabel(layer: "beat"), through: projection)
    let layer = AreaLayer(name: "beat", areas: prepared.areas)
    let distinct = Array(Set(points))
    let found = Dictionary(uniqueKeysWithValues: zip(distinct, layer.areas(of: distinct)))
    let oracle = try GEOSOracle(layer.areas.map(\.shape))
    for point in distinct {
      let place = try #require(found[point])
      let covering = oracle.areas(covering: point)
      // On a boundary GEOS covers from several sides; ours is then one of them.
      #expect(place < 0 ? covering.isEmpty : covering.contains(Int(place)))
      if covering.count == 1 { #expect(covering[0] == Int(place)) }
    }
    let outside = points.reduce(0) { $0 + (found[$1] == -1 ? 1 : 0) }
    #expect(points.count == 203_425)
    #expect(distinct.count == 15_154)
    #expect(outside == 228)
  }

  private func incidents(_ folder: String) throws -> [Point] {
    let preparation = IncidentPreparation(target: .britishNationalGrid)
    return try SourceFile.find([folder], suffixes: ["-street.csv"]).flatMap { file in
      try preparation.prepare(
        try PoliceUKReader().read(file), file: file.name, digest: "", importedAt: ""
      ).points.compactMap { $0 }
    }
  }
}

/// Point in polygon by GEOS, with prepared geometries and nothing of ours but the bytes of the shapes.
private final class GEOSOracle {
  private let handle: GEOSContextHandle_t
  private var shapes: [(geometry: OpaquePointer, prepared: OpaquePointer)] = []

  init(_ shapes: [MultiPolygon<Point>]) throws {
    handle = try #require(GEOS_init_r())
    let reader = GEOSWKBReader_create_r(handle)
    defer { GEOSWKBReader_destroy_r(handle, reader) }
    for shape in shapes {
      let bytes = WKB.multiPolygon(shape)
      let geometry = try #require(GEOSWKBReader_read_r(handle, reader, bytes, bytes.count))
      self.shapes.append((geometry, try #require(GEOSPrepare_r(handle, geometry))))
    }
  }

  deinit {
    for shape in shapes {
      GEOSPreparedGeom_destroy_r(handle, shape.prepared)
      GEOSGeom_destroy_r(handle, shape.geometry)
    }
    GEOS_finish_r(handle)
  }

  func areas(covering point: Point) -> [Int] {
    let place = GEOSGeom_createPointFromXY_r(handle, point.x, point.y)
    defer { GEOSGeom_destroy_r(handle, place) }
    return shapes.indices.filter { GEOSPreparedCovers_r(handle, shapes[$0].prepared, place) == 1 }
  }
}
