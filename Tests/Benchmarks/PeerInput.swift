import Foundation
import Geometry

/// Writes the files that other programs and our side of the comparison read.
///
/// Numbers are little-endian `Float64`: points and corners as x, y, surfaces row by row from the south.
/// What is there already is kept: the files depend on nothing but the plan.
struct PeerInput {
  let folder: URL
  let csvRows: Int

  func write() throws {
    let plan = PeerPlan(csvRows: csvRows)
    let list = folder.appending(path: "plan.json")
    let old = try? JSONDecoder().decode(PeerPlan.self, from: Data(contentsOf: list))
    if old == plan { return }
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let points = DensityCase.sample(PeerPlan.pointCount)
    try Self.write(points.flatMap { [$0.x, $0.y] }, to: folder.appending(path: "points.f64"))
    for surface in plan.cases where surface.bench == "density" {
      guard let kernel = surface.kernelAndRadius, let grid = surface.grid, let exact = surface.exact
      else { continue }
      let values = plainSurface(of: points.prefix(surface.n), kernel: kernel, on: grid)
      try Self.write(values, to: folder.appending(path: exact))
    }
    try Self.write(
      PeerPolygons.rings().flatMap { $0.flatMap { [$0.x, $0.y] } },
      to: folder.appending(path: "polygons.f64"))
    try PeerTable(rows: csvRows).write(to: folder.appending(path: "2024-01-made-up-street.csv"))
    // Last, so that a plan stands for whole files.
    try JSONEncoder().encode(plan).write(to: list)
  }

  private static func write(_ numbers: [Double], to file: URL) throws {
    try numbers.withUnsafeBytes { try Data($0).write(to: file) }
  }

  static func numbers(in file: URL, count: Int) throws -> [Double] {
    let handle = try FileHandle(forReadingFrom: file)
    defer { try? handle.close() }
    let bytes = try handle.read(upToCount: count * 8) ?? Data()
    precondition(bytes.count == count * 8, "\(file.lastPathComponent) is too short")
    return [Double](unsafeUninitializedCapacity: count) { numbers, filled in
      filled = bytes.copyBytes(to: numbers) / 8
    }
  }

  static func points(in file: URL, count: Int) throws -> [Point] {
    let numbers = try numbers(in: file, count: 2 * count)
    return (0..<count).map { Point(x: numbers[2 * $0], y: numbers[2 * $0 + 1]) }
  }
}
