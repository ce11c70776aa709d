import Foundation
import Geometry
import Hotspots
import SpatialIndex
import TestSupport
import Testing

/// Published data sets, against spdep 1.2-7 and esda 2.9.
@Suite(.enabled(if: OpenData.isPresent)) struct OpenDataAssociationTests {
  private func text(_ name: String) throws -> String {
    let folder = try #require(OpenData.folder)
    return try String(
      contentsOf: folder.appending(path: "spatial_statistics/" + name), encoding: .utf8)
  }

  private func rows(_ name: String) throws -> [[Double]] {
    try text(name).split(whereSeparator: \.isNewline).dropFirst()
      .map { $0.split(separator: ",").compactMap { Double($0) } }
  }

  /// A list of neighbours as GeoDa writes it, its features numbered from 1.
  private func neighbours(_ name: String) throws -> SpatialWeights {
    let words = try text(name).split(whereSeparator: \.isWhitespace).compactMap { Int32($0) }
    var rows = [[Int32]](repeating: [], count: Int(words[0]))
    var place = 1
    while place < words.count {
      let end = place + 2 + Int(words[place + 1])
      rows[Int(words[place]) - 1] = words[place + 2..<end].map { $0 - 1 }
      place = end
    }
    return SpatialWeights(neighbours: rows, rule: .given("columbus.gal"))
  }

  private func areas() throws -> [MultiPolygon<Point>] {
    let json = try JSONSerialization.jsonObject(with: Data(text("columbus/columbus.json").utf8))
    let features = try #require((json as? [String: Any])?["features"] as? [[String: Any]])
    return try features.map { feature in
      let geometry = try #require(feature["geometry"] as? [String: Any])
      let rings = try #require(geometry["coordinates"] as? [[[Double]]])
      return MultiPolygon([
        Polygon(
          exterior: try Ring(closed: rings[0].map { Point(x: $0[0], y: $0[1]) }),
          holes: try rings.dropFirst().map { ring in
            try Ring(closed: ring.map { Point(x: $0[0], y: $0[1]) })
          })
      ])
    }
  }

  private func crime() throws -> [Double] {
    try rows("columbus_crime_local_reference.csv").map { $0[1] }
  }

  @Test func findsTheNeighboursOfColumbus() async throws {
    let (areas, given) = (try areas(), try neighbours("columbus/columbus.gal"))
    let queen = await SpatialWeights.queen(areas, tolerance: 1e-6)
    #expect(queen.neighbours == given.neighbours && queen.starts == given.starts)
    #expect(queen.neighbours.count == 236)
    #expect(await SpatialWeights.rook(areas, tolerance: 1e-6).neighbours.count == 200)
  }

  @Test func agreesWithSpdepOnColumbus() async throws {
    let (values, queen) = (try crime(), try neighbours("columbus/columbus.gal"))
    let rook = await SpatialWeights.rook(try areas(), tolerance: 1e-6)
    for (weights, i, variance, z, g) in [
      (queen, 0.50018855718286, 0.00868928920133, 5.589382675, 0.127807457382),
      (rook, 0.52367021275025, 0.00995298734772, 5.457880046, 0.103828168823),
    ] {
      let moran = try GlobalMoran(of: values, weights: weights.rowStandardised())
      #expect(abs(moran.value - i) <= 5e-14 && abs(moran.expectation + 1 / 48) <= 5e-14)
      #expect(abs((moran.varianceOfArrangements ?? .nan) - variance) <= 5e-14)
      #expect(abs((moran.z ?? .nan) - z) <= 5e-9)
      #expect(abs(try GeneralG(of: values, weights: weights).value - g) <= 5e-13)
    }
  }

  /// Columns POLYID, CRIME, X, Y, Gistar_queen_B, Ii_queen_W, Z_Ii.
  @Test func agreesWithSpdepOnColumbusPlaceByPlace() throws {
    let (values, queen) = (try crime(), try neighbours("columbus/columbus.gal"))
    let giStar = LocalAssociation(of: values, weights: queen.withSelf())
    let moran = LocalAssociation(
      of: values, weights: queen.rowStandardised(), statistic: .moran(.population))
    for (place, row) in try rows("columbus_crime_local_reference.csv").enumerated() {
      let score = try moran.features[place].score.get()
      #expect(abs((giStar.features[place].z ?? .nan) - row[4]) <= 1e-12)
      #expect(abs(score.value - row[5]) <= 1e-12 && abs(score.z - row[6]) <= 1e-12)
    }
  }

  private static let pixels: [(band: Double, gi: [Double], giStar: [Double])] = [
    (30, [-1.81513528, 1.22197916, 2.63242563], [-2.22970956, 1.45077981, 2.99057927]),
    (60, [-2.76599669, 1.74809754, 4.41744892], [-3.05142479, 1.90055888, 4.63192175]),
    (90, [-3.9199556, 1.98613543, 6.8446614], [-4.1235589, 2.09693875, 6.97603934]),
    (120, [-4.9925417, 1.89337382, 8.89756255], [-5.15130467, 1.98190685, 8.9902306]),
  ]

  /// Pixels of a satellite's picture, 30 m apart (Getis and Ord 1996); esda 2.9 with binary weights.
  @Test(arguments: pixels)
  func agreesOnGetisAndOrdsPixels(band: Double, gi: [Double], giStar: [Double]) throws {
    let rows = try rows("getisord_1996_16x16.csv")
    let weights = SpatialWeights.distanceBand(
      band, between: rows.map { Point(x: $0[0], y: $0[1]) })
    let values = rows.map { $0[2] }
    let without = LocalAssociation(of: values, weights: weights, statistic: .gi)
    let with = LocalAssociation(of: values, weights: weights.withSelf())
    for (place, pixel) in [0, 119, 200].enumerated() {
      #expect(abs((without.features[pixel].z ?? .nan) - gi[place]) <= 5e-9)
      #expect(abs((with.features[pixel].z ?? .nan) - giStar[place]) <= 5e-9)
    }
  }
}
