package import Geodesy
package import Geometry
package import RecordFiles
package import Records
import Synchronization

/// Turns what a reader found in a file into what a store keeps: places in metres, months, flags.
package struct IncidentPreparation: Sendable {
  package let target: CoordinateReferenceSystem
  private let projections: ProjectionCache

  /// - Parameter target: the projected reference system of the store.
  package init(target: CoordinateReferenceSystem) {
    self.target = target
    projections = ProjectionCache(target: target)
  }

  /// - Parameters:
  ///   - digest: the SHA-256 of the file.
  ///   - importedAt: the time of the import, in RFC 3339.
  /// - Throws: when the file's reference system is unknown, or none of its places can be projected.
  /// - Complexity: O(rows); each distinct place is projected once.
  package func prepare(
    _ reading: IncidentReading, file: String, digest: String, importedAt: String
  ) throws(GeodesyError) -> PreparedIncidents {
    let projection = try projections.projection(from: .init(reading.crs))
    let points = points(of: reading.sheet.coordinates, through: projection)
    let operation = reading.sheet.coordinates.lazy.compactMap { $0 }.first
      .map { projection.operation(at: $0) }
    let batch = ImportBatch(
      kind: .incidents, file: file, edition: reading.edition, digest: digest,
      rowsRead: reading.rowsRead, rowsKept: reading.sheet.count,
      rowsRejected: reading.rejects.count, crs: projection.source.code,
      operation: operation?.name ?? "none", accuracy: operation?.accuracy,
      importedAt: importedAt, version: hotbeatVersion)
    return PreparedIncidents(
      batch: batch, sheet: reading.sheet, points: points,
      months: reading.sheet.occurrences.map { month(of: $0, in: reading.zone) },
      farOutside: farOutside(reading.sheet.coordinates, points, projection))
  }

  /// Projects each distinct coordinate once: anonymised places repeat a dozen times.
  private func points(
    of coordinates: [Coordinate?], through projection: Projection
  ) -> [Point?] {
    var numbers: [Coordinate: Int] = [:]
    var distinct: [Coordinate] = []
    let codes = coordinates.map { coordinate -> Int? in
      guard let coordinate else { return nil }
      if let number = numbers[coordinate] { return number }
      numbers[coordinate] = distinct.count
      distinct.append(coordinate)
      return distinct.count - 1
    }
    let points = projection.points(of: distinct)
    return codes.map { $0.flatMap { points[$0] } }
  }

  private func month(of occurrence: Occurrence, in zone: CivilTime) -> Month {
    switch occurrence {
    case .month(let month): month
    case .between(let from, _): zone.month(of: from)
    }
  }

  /// Which places lie far outside the rest of their file, or more than a degree outside the area in
  /// which the store's reference system is meant to be used: a town may straddle two zones.
  private func farOutside(
    _ coordinates: [Coordinate?], _ points: [Point?], _ projection: Projection
  ) -> [Bool] {
    let stray = strayPoints(among: points)
    guard projection.source == .wgs84, let area = projection.areaOfUse?.expanded(by: 1) else {
      return stray
    }
    return zip(stray, coordinates).map { isStray, coordinate in
      isStray || coordinate.map { !area.contains(LonLat(x: $0.x, y: $0.y)) } ?? false
    }
  }

  /// The reference system in which to keep data that starts with these coordinates.
  ///
  /// That of the median place: the British National Grid in Great Britain, elsewhere its UTM zone.
  /// - Throws: when the coordinates' reference system is unknown.
  package static func target(
    for coordinates: [Coordinate], in crs: CoordinateReferenceSystem
  ) throws(GeodesyError) -> CoordinateReferenceSystem {
    guard !coordinates.isEmpty else { return .britishNationalGrid }
    let xs = coordinates.map(\.x).sorted()
    let ys = coordinates.map(\.y).sorted()
    let (x, y) = (xs[xs.count / 2], ys[ys.count / 2])
    if crs == .wgs84 { return .forAnalysis(around: LonLat(x: x, y: y)) }
    if let own = try? Projection(from: .wgs84, to: crs) {  // fails for degrees on another datum
      guard let place = own.positions(of: [Point(x: x, y: y)])[0] else {
        return .britishNationalGrid
      }
      return .forAnalysis(around: place)
    }
    // Such degrees are within some hundred metres of WGS 84, enough to choose by.
    return .forAnalysis(around: LonLat(x: x, y: y))
  }
}

/// The projections into one system, made once for each source.
package final class ProjectionCache: Sendable {
  private let target: CoordinateReferenceSystem
  private let known = Mutex<[CoordinateReferenceSystem: Projection]>([:])

  package init(target: CoordinateReferenceSystem) { self.target = target }

  package func projection(
    from source: CoordinateReferenceSystem
  ) throws(GeodesyError) -> Projection {
    if let projection = known.withLock({ $0[source] }) { return projection }
    let projection = try Projection(from: source, to: target)
    known.withLock { $0[source] = projection }
    return projection
  }
}
