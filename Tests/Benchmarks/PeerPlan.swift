import Foundation
import Geometry
import Hotspots

/// What is measured against other programs: they and we take the same files and the same cases.
///
/// `hotbeat-bench peer-inputs FOLDER` writes the files and this plan as `plan.json`, `Tests/Peers/run.py`
/// reads it, and `hotbeat-bench peer-case FOLDER NAME` measures our side of one case.
struct PeerPlan: Codable, Equatable {
  /// Raised when a file's contents change, so that old ones are written anew.
  var format = 1
  var cases: [Case]

  struct Case: Codable, Equatable {
    let name: String
    let bench: String
    /// Points or rows.
    let n: Int
    /// The file they are in; of `points.f64` the first `n`.
    let input: String
    var kernel: String?
    var columns: Int?
    var rows: Int?
    /// Of a Gaussian √8 standard deviations: the quartic kernel's radius that smooths as much.
    var radius: Double?
    /// The surface by the plain definition, per m².
    var exact: String?
    /// The corners of the polygons and how many polygons there are.
    var polygons: String?
    var polygonCount: Int?
  }

  static let width = 90_000.0
  static let height = 60_000.0

  /// One of points, cells and radius changes at a time.
  static let surfaces: [(n: Int, side: Int, radius: Double)] = [
    (10_000, 1_000, 500), (100_000, 1_000, 500), (1_000_000, 1_000, 500),
    (10_000_000, 1_000, 500), (1_000_000, 500, 500), (1_000_000, 2_000, 500),
    (1_000_000, 1_000, 300), (1_000_000, 1_000, 1_000),
  ]
  static let shapes: [Kernel.Shape] = [.quartic, .epanechnikov, .gaussian]
  static let pointCount = 10_000_000

  /// - Parameter csvRows: how long the table is; 500,000 rows are 120 MB.
  init(csvRows: Int) {
    cases = Self.shapes.flatMap { shape in
      Self.surfaces.map { n, side, radius in
        let name = "density-\(shape.rawValue)-\(n)-\(side)-\(Int(radius))"
        return Case(
          name: name, bench: "density", n: n, input: "points.f64", kernel: shape.rawValue,
          columns: side, rows: side, radius: radius, exact: name + ".f64")
      }
    }
    for n in [10_000, 100_000, 1_000_000, 10_000_000] {
      cases.append(Case(name: "neighbours-\(n)", bench: "neighbours", n: n, input: "points.f64"))
    }
    for n in [10_000, 100_000, 1_000_000] {
      cases.append(Case(name: "dbscan-\(n)", bench: "dbscan", n: n, input: "points.f64"))
    }
    for n in [100_000, 1_000_000, 10_000_000] {
      cases.append(
        Case(
          name: "point-in-polygon-\(n)", bench: "point-in-polygon", n: n, input: "points.f64",
          polygons: "polygons.f64", polygonCount: PeerPolygons.count))
    }
    cases += Self.knoxCases + Self.patternCases
    cases += Self.knoxCases
    cases += Self.giStarCases
    cases.append(
      Case(name: "csv-\(csvRows)", bench: "csv", n: csvRows, input: "2024-01-made-up-street.csv"))
  }
}

extension PeerPlan.Case {
  /// The grid of a density: `columns` × `rows` over the whole of 90 × 60 km.
  var grid: Grid? {
    guard let columns, let rows else { return nil }
    return Grid(
      cellWidth: PeerPlan.width / Double(columns), cellHeight: PeerPlan.height / Double(rows),
      firstColumn: 0, firstRow: 0, columns: columns, rows: rows)
  }

  var kernelAndRadius: Kernel? {
    guard let kernel, let shape = Kernel.Shape(rawValue: kernel), let radius else { return nil }
    return Kernel(shape, radius: radius)
  }
}
