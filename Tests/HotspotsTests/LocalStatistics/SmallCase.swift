import Foundation
import Geometry
import SpatialIndex

/// Six points with hand-made values, whose statistics spdep and esda agree on.
enum SmallCase {
  static let values = [2.0, 3, 3.2, 5, 8, 7]
  static let points = [(10, 10), (20, 10), (40, 10), (15, 20), (30, 20), (30, 30)]
    .map { Point(x: Double($0.0), y: Double($0.1)) }
  static let band = SpatialWeights.distanceBand(15, between: points)

  static let gi = [-1.01367290, -0.04361589, 1.31558703, -0.31412676, 1.15373986, 1.77833941]
  static let giStar = [-1.39727626, -0.28917762, 0.65064964, -0.28917762, 1.23452088, 2.02424331]
  static let moranPopulation = [
    0.39512195, -0.10662021, -1.03484321, -0.02299652, -0.10348432, 1.58675958,
  ]
  static let moranSample = [
    0.32926829, -0.08885017, -0.86236934, -0.01916376, -0.08623693, 1.32229965,
  ]
  static let moranZ = [1.01367290, 0.04361589, -1.31558703, -0.31412676, 1.15373986, 1.77833941]
}

/// The lattice of `lattice_10rows_12cols.csv` and its neighbours.
struct ReferenceLattice {
  let values: [Double]
  let centres: [Point]

  init() throws {
    values = try Self.rows("lattice_10rows_12cols.csv").flatMap { $0 }
    centres = values.indices.map { Point(x: Double($0 % 12), y: Double($0 / 12)) }
  }

  /// The rows of a table in `Tests/ReferenceData`; a header is left out.
  static func rows(_ name: String) throws -> [[Double]] {
    let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let text = try String(
      contentsOf: tests.appending(path: "ReferenceData/" + name), encoding: .utf8)
    return text.split(whereSeparator: \.isNewline).compactMap { line in
      let fields = line.split(separator: ",").map { Double($0) }
      let numbers = fields.compactMap { $0 }
      return numbers.count == fields.count ? numbers : nil
    }
  }

  /// Cells that touch, by the distance of their centres.
  var queen: SpatialWeights { .distanceBand(2.0.squareRoot(), between: centres) }
  var withinTwo: SpatialWeights { .distanceBand(2, between: centres) }
}
