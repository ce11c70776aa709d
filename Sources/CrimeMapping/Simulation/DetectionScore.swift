import GeoJSON
import Geodesy
package import Geometry
package import RecordFiles

/// How well reported hotspots match planted ones.
///
/// A planted hotspot is found when its centre lies in a reported one. A reported hotspot is false when
/// it meets no planted disc. One that holds several planted centres finds them all.
package struct DetectionScore: Hashable, Sendable {
  /// The planted hotspots that were to be found: those with enough risk and incidents.
  package let planted: Int
  package let found: Int
  package let reported: Int
  package let falselyReported: Int

  /// A file that `simulate` did not write as its truth.
  package struct NotATruth: Error, Hashable, Sendable {
    package let file: String
  }

  /// A place where risk is known to be high.
  package struct Planted: Sendable {
    package let centre: Point
    package let radius: Double

    package init(centre: Point, radius: Double) {
      self.centre = centre
      self.radius = radius
    }
  }

  /// - Complexity: O(planted × reported × corners).
  package init(
    of reported: [MultiPolygon<Point>], against planted: [Planted], all: [Planted]
  ) {
    self.planted = planted.count
    self.reported = reported.count
    found = planted.reduce(0) { sum, hotspot in
      sum + (reported.contains { $0.contains(hotspot.centre) } ? 1 : 0)
    }
    falselyReported = reported.reduce(0) { sum, shape in
      sum + (all.contains { shape.meets($0) } ? 0 : 1)
    }
  }

  /// Reads what `hotspots` and `simulate` wrote.
  ///
  /// - Parameters:
  ///   - minRisk: planted hotspots with less relative risk need not be found.
  ///   - minIncidents: nor need those with fewer incidents.
  /// - Throws: when a file cannot be read, `NotATruth` when the truth holds no planted hotspots.
  package init(
    hotspots: SourceFile, truth: SourceFile, minRisk: Double = 3, minIncidents: Double = 30
  ) throws {
    let projection = try Projection(to: .britishNationalGrid)
    let reported = try GeoJSONText(try hotspots.contents()).items.compactMap { item in
      item.shape.flatMap { projection.shape(of: $0) }
    }
    var all: [Planted] = []
    var wanted: [Planted] = []
    for item in try GeoJSONText(try truth.contents()).items {
      guard let longitude = item.number("longitude"), let latitude = item.number("latitude"),
        let radius = item.number("radius_m"),
        let centre = projection.point(of: Coordinate(x: longitude, y: latitude))
      else { throw NotATruth(file: truth.name) }
      let hotspot = Planted(centre: centre, radius: radius)
      all.append(hotspot)
      if item.number("relative_risk") ?? 0 >= minRisk,
        item.number("incidents") ?? 0 >= minIncidents
      {
        wanted.append(hotspot)
      }
    }
    self.init(of: reported, against: wanted, all: all)
  }
}

extension GeoJSONText.Item {
  fileprivate func number(_ name: String) -> Double? {
    switch properties[name] {
    case .number(let number): number
    case .integer(let number): Double(number)
    default: nil
    }
  }
}

extension MultiPolygon where P == Point {
  /// Whether the shape and a disc share ground: the centre is inside, or an edge comes near enough.
  fileprivate func meets(_ disc: DetectionScore.Planted) -> Bool {
    if contains(disc.centre) { return true }
    return polygons.flatMap(\.rings).contains { ring in
      zip(ring.closed, ring.closed.dropFirst()).contains { a, b in
        disc.centre.distance(toSegment: a, b) <= disc.radius
      }
    }
  }
}

extension Point {
  fileprivate func distance(toSegment a: Point, _ b: Point) -> Double {
    let (dx, dy) = (b.x - a.x, b.y - a.y)
    let length = dx * dx + dy * dy
    let along = length > 0 ? ((x - a.x) * dx + (y - a.y) * dy) / length : 0
    let t = min(1, max(0, along))
    return distance(to: Point(x: a.x + t * dx, y: a.y + t * dy))
  }
}
