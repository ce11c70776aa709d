import Foundation
import Geometry
import Glibc
import Hotspots
import RecordFiles
import Records
import SpatialIndex

/// Our side of one case of the comparison: a line of JSON with the fields that the peers' lines have.
struct PeerCase {
  let folder: URL
  let name: String
  private static let threads = 2

  /// `nil` when there is no such case, or none of ours to measure.
  func run() async throws -> PeerResult? {
    let plan = try JSONDecoder().decode(
      PeerPlan.self, from: Data(contentsOf: folder.appending(path: "plan.json")))
    guard let item = plan.cases.first(where: { $0.name == name }) else { return nil }
    return switch item.bench {
    case "density": try await density(item)
    case "point-in-polygon": try await pointInPolygon(item)
    case "neighbours": try await neighbours(item)
    case "dbscan": try await clusters(item)
    case "csv": try await csv(item)
    case "knox": try await knox(item)
    case "k": try await pattern(item)
    case "gi-star": try await giStar(item)
    default: nil
    }
  }

  private func density(_ item: PeerPlan.Case) async throws -> PeerResult? {
    guard let kernel = item.kernelAndRadius, let grid = item.grid, let exact = item.exact
    else { return nil }
    let points = try PeerInput.points(in: folder.appending(path: item.input), count: item.n)
    var surface: [Double] = []
    var result = try await PeerResult.best(of: item, threads: Self.threads) {
      surface = []
      surface = await Hotspots.density(
        of: points, kernel: kernel, on: grid, threads: Self.threads)
    }
    let truth = try PeerInput.numbers(
      in: folder.appending(path: exact), count: grid.cellCount)
    let difference = zip(surface, truth).reduce(0) { max($0, abs($1.0 - $1.1)) }
    result.errorOfMax = difference / (truth.max() ?? 1)
    return result
  }

  /// Building the index counts, as it does for the others.
  private func pointInPolygon(_ item: PeerPlan.Case) async throws -> PeerResult? {
    guard let polygons = item.polygons else { return nil }
    let points = try PeerInput.points(in: folder.appending(path: item.input), count: item.n)
    let corners = try PeerInput.points(
      in: folder.appending(path: polygons),
      count: PeerPolygons.count * PeerPolygons.cornersEach)
    let shapes = try PeerPolygons.shapes(ofCorners: corners)
    var areas: [Int32] = []
    var result = try await PeerResult.best(of: item, threads: 1) {
      areas = RasterAreaIndex(shapes).areas(of: points)
    }
    result.answer = areas.reduce(0) { $0 + Double($1 + 1) }
    return result
  }

  /// The eight nearest of each point, itself left out; building the index counts, as it does for the others.
  private func neighbours(_ item: PeerPlan.Case) async throws -> PeerResult? {
    let points = try PeerInput.points(in: folder.appending(path: item.input), count: item.n)
    var sum = 0.0
    var result = try await PeerResult.best(of: item, threads: Self.threads) {
      let nearest = await PointIndex(points).nearestNeighbours(8, threads: Self.threads)
      sum = stride(from: 7, to: nearest.distances.count, by: 8).reduce(0) {
        $0 + nearest.distances[$1]
      }
    }
    result.answer = sum
    return result
  }

  private func clusters(_ item: PeerPlan.Case) async throws -> PeerResult? {
    let points = try PeerInput.points(in: folder.appending(path: item.input), count: item.n)
    var noise = 0
    var result = try await PeerResult.best(of: item, threads: Self.threads) {
      noise = await densityClusters(
        of: points, within: NeighbourReach(distance: 50), least: 20, threads: Self.threads
      ).clustering.noiseCount
    }
    result.answer = Double(noise)
    return result
  }

  /// The five columns that a study reads, with all checks of a row.
  private func csv(_ item: PeerPlan.Case) async throws -> PeerResult? {
    let file = SourceFile(path: folder.appending(path: item.input).path)
    var rows = 0
    var result = try await PeerResult.best(of: item, threads: Self.threads) {
      rows = try await PoliceUKReader().read(file, keeping: .study, threads: Self.threads).sheet
        .count
    }
    result.answer = Double(rows)
    result.note = "five columns, each row checked"
    return result
  }
}

/// The best of some runs of one case, by the processor time of all threads.
struct PeerResult: Encodable {
  let bench: String
  var peer = "hotbeat"
  let name: String
  let n: Int
  let kernel: String?
  let cells: Int?
  let radius: Double?
  let threads: Int
  var wall = Double.infinity
  var processor = Double.infinity
  var runs = 0
  var peakMegabytes = 0
  /// The greatest error of any cell over the greatest density.
  var errorOfMax: Double?
  /// What all programs must agree on.
  var answer: Double?
  var note: String?

  enum CodingKeys: String, CodingKey {
    case bench, peer, name, n, kernel, cells, threads, runs, answer, note
    case radius = "radius_m"
    case wall = "wall_s"
    case processor = "cpu_s"
    case peakMegabytes = "peak_mb"
    case errorOfMax = "error_of_max"
  }

  init(_ item: PeerPlan.Case, threads: Int) {
    bench = item.bench
    name = item.name
    n = item.n
    kernel = item.kernel
    cells = item.grid?.cellCount
    radius = item.radius
    self.threads = threads
  }

  /// Five runs, or fewer once 10 s have gone: what `Tests/Peers/measuring.py` gives the others.
  static func best(
    of item: PeerPlan.Case, threads: Int, _ body: () async throws -> Void
  ) async throws -> PeerResult {
    var result = PeerResult(item, threads: threads)
    var total = 0.0
    while result.runs < 5, total < 10 {
      let (wall, processor) = (time(CLOCK_MONOTONIC), time(CLOCK_PROCESS_CPUTIME_ID))
      try await body()
      let spent = (time(CLOCK_MONOTONIC) - wall, time(CLOCK_PROCESS_CPUTIME_ID) - processor)
      if spent.1 < result.processor { (result.wall, result.processor) = spent }
      total += spent.0
      result.runs += 1
    }
    result.peakMegabytes = Measurement.peakMegabytes
    return result
  }

  private static func time(_ clock: clockid_t) -> Double {
    var now = timespec()
    clock_gettime(clock, &now)
    return Double(now.tv_sec) + Double(now.tv_nsec) / 1e9
  }
}
