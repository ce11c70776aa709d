import Areas
import CrimeMapping
import Foundation
import Geodesy
import Geometry
import Probability
import RecordFiles
import Records
import Simulation
import SpatialIndex
import TestSupport

/// The beat of each of many points, on one core: the 121 real beats where they are, else made-up ones.
struct LookupCase {
  let points: Int

  func run() throws -> Measurement {
    let (shapes, name) = try Self.beats()
    let index = RasterAreaIndex(shapes)
    let box = Box(union: shapes.compactMap(\.box)).unsafelyUnwrapped
    var random = Philox(seed: 2, stream: 2)
    let places = (0..<points).map { _ in
      Point(
        x: random.uniform(from: box.minX, to: box.maxX),
        y: random.uniform(from: box.minY, to: box.maxY))
    }
    var sink = 0
    let time = median(of: 7) { sink &+= Int(index.areas(of: places).last ?? 0) }
    let few = places.prefix(2_000)
    let plain = seconds {
      for place in few { sink &+= shapes.firstIndex { $0.contains(place) } ?? 0 }
    }
    return Measurement(
      bench: "area-lookup", n: points, parameters: "\(shapes.count) \(name) beats, random points",
      median: time, runs: 7, baseline: "full scan of the areas, scaled",
      ratio: plain / Double(few.count) * Double(points) / time,
      rate: "\(Int(Double(points) / time / 1e6)) million points/s")
  }

  private static func beats() throws -> ([MultiPolygon<Point>], String) {
    guard let data = OpenData.folder else {
      return (FictionalForce(ForceParameters(seed: 1, months: 1)).beats.map(\.shape), "made-up")
    }
    let file = SourceFile(
      path: data.appending(path: "cheshire_areas/cheshire_neighbourhoods.geojson").path)
    let given = try AreaFile(
      geoJSON: try file.contents(), file: file.name, fields: AreaFields(code: "id"), crs: nil)
    let prepared = try prepare(
      given.areas, labelled: AreaLabel(layer: "beat"),
      through: try Projection(to: .britishNationalGrid))
    return (prepared.areas.map(\.shape), "Cheshire")
  }
}
