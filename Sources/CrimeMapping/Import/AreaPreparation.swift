package import Areas
package import Geodesy
import Geometry
package import RecordFiles
package import Records

/// Areas ready to be kept, and what had to be done to them.
package struct PreparedAreas: Sendable {
  package let areas: [Area]
  package let repairs: [Repair]
  package let overlaps: [AreaOverlap]
  package let operation: Projection.Operation

  /// An area whose boundary was not valid and was mended.
  package struct Repair: Sendable {
    package let code: String
    package let fault: String
    /// By how much its size changed, in square metres.
    package let areaChange: Double
  }
}

/// Why areas cannot be kept.
package enum AreaPreparationError: Error, Hashable, Sendable {
  case cannotProject(code: String)
  case cannotRepair(code: String, reason: String)
}

/// How areas of a file are to be known.
package struct AreaLabel: Hashable, Sendable {
  package let layer: String
  package let parentLayer: String?
  package let validFrom: CalendarDay?

  package init(layer: String, parentLayer: String? = nil, validFrom: CalendarDay? = nil) {
    self.layer = layer
    self.parentLayer = parentLayer
    self.validFrom = validFrom
  }

  /// What a file of these areas is an edition of.
  package var edition: String {
    "areas \(layer)" + (validFrom.map { " from \($0)" } ?? "")
  }
}

/// Projects areas, mends those whose boundary is not valid, and finds those that overlap.
///
/// - Complexity: O(corners × log corners + pairs of neighbours).
package func prepare(
  _ given: [GivenArea], labelled label: AreaLabel, through projection: Projection
) throws(AreaPreparationError) -> PreparedAreas {
  var areas: [Area] = []
  var repairs: [PreparedAreas.Repair] = []
  for area in given {
    guard var shape: MultiPolygon<Point> = projection.shape(of: area.shape) else {
      throw .cannotProject(code: area.code)
    }
    do {
      if let mended = try repair(shape) {
        shape = mended.shape
        repairs.append(
          .init(code: area.code, fault: mended.fault, areaChange: mended.areaChange))
      }
    } catch {
      throw .cannotRepair(code: area.code, reason: error.message)
    }
    let parent = area.parent.flatMap { code in
      label.parentLayer.map { Area.Parent(layer: $0, code: code) }
    }
    areas.append(
      Area(
        layer: label.layer, code: area.code, name: area.name, parent: parent,
        shape: shape.rightHanded(), validFrom: label.validFrom))
  }
  return PreparedAreas(
    areas: areas, repairs: repairs, overlaps: try overlaps(of: areas),
    operation: projection.operation(at: given[0].shape.polygons[0].exterior.corners[0]))
}

private func overlaps(
  of areas: [Area]
) throws(AreaPreparationError) -> [AreaOverlap] {
  do {
    return try overlaps(among: areas)
  } catch {
    throw .cannotRepair(code: "", reason: error.message)
  }
}
