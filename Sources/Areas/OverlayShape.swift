import CGEOS
import Geometry

/// A geometry of GEOS, freed when it goes out of use.
struct OverlayShape: ~Copyable {
  let context: OverlayContext
  let pointer: OpaquePointer

  deinit { GEOSGeom_destroy_r(context.handle, pointer) }

  private init(context: OverlayContext, pointer: OpaquePointer) {
    self.context = context
    self.pointer = pointer
  }

  init(_ shape: MultiPolygon<Point>, in context: OverlayContext) throws(OverlayError) {
    let bytes = WKB.multiPolygon(shape)
    let reader = GEOSWKBReader_create_r(context.handle)
    defer { GEOSWKBReader_destroy_r(context.handle, reader) }
    let made = GEOSWKBReader_read_r(context.handle, reader, bytes, bytes.count)
    self = try Self.checked(made, "reading a shape", context)
  }

  private static func checked(
    _ pointer: OpaquePointer?, _ operation: String, _ context: OverlayContext
  ) throws(OverlayError) -> OverlayShape {
    guard let pointer else {
      throw OverlayError(operation: operation, message: context.lastMessage)
    }
    return OverlayShape(context: context, pointer: pointer)
  }

  /// Why the shape is no valid multipolygon; `nil` when it is one.
  var fault: String? {
    guard GEOSisValid_r(context.handle, pointer) != 1 else { return nil }
    guard let reason = GEOSisValidReason_r(context.handle, pointer) else { return "invalid" }
    defer { GEOSFree_r(context.handle, reason) }
    return String(cString: reason)
  }

  /// A valid shape that covers what the rings enclose ("structure" method of GEOS, 3.10).
  func repaired() throws(OverlayError) -> OverlayShape {
    let parameters = GEOSMakeValidParams_create_r(context.handle)
    defer { GEOSMakeValidParams_destroy_r(context.handle, parameters) }
    GEOSMakeValidParams_setMethod_r(context.handle, parameters, GEOS_MAKE_VALID_STRUCTURE)
    let made = GEOSMakeValidWithParams_r(context.handle, pointer, parameters)
    return try Self.checked(made, "repairing a shape", context)
  }

  func intersection(_ other: borrowing OverlayShape) throws(OverlayError) -> OverlayShape {
    let made = GEOSIntersection_r(context.handle, pointer, other.pointer)
    return try Self.checked(made, "intersecting two shapes", context)
  }

  func union(_ other: borrowing OverlayShape) throws(OverlayError) -> OverlayShape {
    let made = GEOSUnion_r(context.handle, pointer, other.pointer)
    return try Self.checked(made, "joining two shapes", context)
  }

  func difference(_ other: borrowing OverlayShape) throws(OverlayError) -> OverlayShape {
    let made = GEOSDifference_r(context.handle, pointer, other.pointer)
    return try Self.checked(made, "taking one shape from another", context)
  }

  /// The ground within a distance, corners rounded by 16 chords to the quarter circle.
  func buffered(by distance: Double) throws(OverlayError) -> OverlayShape {
    let made = GEOSBuffer_r(context.handle, pointer, distance, 16)
    return try Self.checked(made, "drawing a ring", context)
  }

  /// The ground that any of its polygons covers, even where they overlap.
  func dissolved() throws(OverlayError) -> OverlayShape {
    let made = GEOSUnaryUnion_r(context.handle, pointer)
    return try Self.checked(made, "joining polygons", context)
  }

  /// The smallest shape without bays around it.
  func convexHull() throws(OverlayError) -> OverlayShape {
    let made = GEOSConvexHull_r(context.handle, pointer)
    return try Self.checked(made, "drawing a hull", context)
  }

  /// The part inside an upright box.
  func clipped(to box: Box<Point>) throws(OverlayError) -> OverlayShape {
    let made = GEOSClipByRect_r(
      context.handle, pointer, box.minX, box.minY, box.maxX, box.maxY)
    return try Self.checked(made, "clipping a shape", context)
  }

  func covers(_ other: borrowing OverlayShape) -> Bool {
    GEOSCovers_r(context.handle, pointer, other.pointer) == 1
  }

  func contains(_ point: Point) throws(OverlayError) -> Bool {
    let made = GEOSGeom_createPointFromXY_r(context.handle, point.x, point.y)
    let point = try Self.checked(made, "making a point", context)
    return GEOSCovers_r(context.handle, pointer, point.pointer) == 1
  }

  var area: Double {
    var area = 0.0
    return GEOSArea_r(context.handle, pointer, &area) == 1 ? area : 0
  }

  /// The polygons of the shape; lines and points, which overlays leave behind, are dropped.
  func polygons() throws(OverlayError) -> MultiPolygon<Point> {
    var result: [Polygon<Point>] = []
    for index in 0..<max(0, GEOSGetNumGeometries_r(context.handle, pointer)) {
      guard let part = GEOSGetGeometryN_r(context.handle, pointer, index) else { continue }
      let type = GEOSGeomTypeId_r(context.handle, part)
      guard type == Int32(GEOS_POLYGON.rawValue) || type == Int32(GEOS_MULTIPOLYGON.rawValue)
      else { continue }
      result += try polygons(of: part)
    }
    return MultiPolygon(result)
  }

  private func polygons(of part: OpaquePointer) throws(OverlayError) -> [Polygon<Point>] {
    let writer = GEOSWKBWriter_create_r(context.handle)
    defer { GEOSWKBWriter_destroy_r(context.handle, writer) }
    var size = 0
    guard let bytes = GEOSWKBWriter_write_r(context.handle, writer, part, &size) else {
      throw OverlayError(operation: "writing a shape", message: context.lastMessage)
    }
    defer { GEOSFree_r(context.handle, bytes) }
    do {
      let shape: MultiPolygon<Point> = try WKB.polygons(
        in: UnsafeBufferPointer(start: bytes, count: size))
      return shape.polygons
    } catch {
      throw OverlayError(operation: "writing a shape", message: "\(error)")
    }
  }
}
