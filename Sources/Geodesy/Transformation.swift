import CPROJ
import Geometry

/// A PROJ operation with the context it lives in.
///
/// Used by one thread at a time: `Projection` hands it out under a lock and takes it back, which is why
/// sending it is safe.
final class Transformation: @unchecked Sendable {
  private let context: OpaquePointer
  private let operation: OpaquePointer

  init(
    from source: CoordinateReferenceSystem, to target: CoordinateReferenceSystem
  ) throws(GeodesyError) {
    guard let context = proj_context_create() else {
      throw .unknown(crs: target.code, reason: "PROJ could not start")
    }
    proj_log_func(context, nil) { _, _, _ in }  // errors are read from the context, not printed
    proj_context_set_enable_network(context, 0)
    do {
      operation = try Self.operation(context, from: source, to: target)
      self.context = context
    } catch {
      proj_context_destroy(context)
      throw error
    }
  }

  deinit {
    proj_destroy(operation)
    proj_context_destroy(context)
  }

  private static func operation(
    _ context: OpaquePointer, from source: CoordinateReferenceSystem,
    to target: CoordinateReferenceSystem
  ) throws(GeodesyError) -> OpaquePointer {
    let from = try system(context, source)
    defer { proj_destroy(from) }
    let to = try system(context, target)
    defer { proj_destroy(to) }
    guard proj_get_type(to) == PJ_TYPE_PROJECTED_CRS, isInMetres(context, to) else {
      throw .notProjected(crs: target.code)
    }
    let raw = "ALLOW_BALLPARK=NO".withCString { option in
      proj_create_crs_to_crs_from_pj(context, from, to, nil, [option, nil])
    }
    guard let raw else { throw .noOperation(from: source.code, to: target.code) }
    defer { proj_destroy(raw) }
    guard let normal = proj_normalize_for_visualization(context, raw) else {
      throw .noOperation(from: source.code, to: target.code)
    }
    return normal
  }

  private static func system(
    _ context: OpaquePointer, _ crs: CoordinateReferenceSystem
  ) throws(GeodesyError) -> OpaquePointer {
    guard let system = proj_create(context, crs.code), proj_is_crs(system) == 1 else {
      throw .unknown(crs: crs.code, reason: "PROJ does not know it")
    }
    return system
  }

  /// Whether both axes of a system are in metres of 1 m.
  private static func isInMetres(_ context: OpaquePointer, _ crs: OpaquePointer) -> Bool {
    guard let axes = proj_crs_get_coordinate_system(context, crs) else { return false }
    defer { proj_destroy(axes) }
    return (0..<Int32(2)).allSatisfy { axis in
      var factor = 0.0
      let found = proj_cs_get_axis_info(context, axes, axis, nil, nil, nil, &factor, nil, nil, nil)
      return found == 1 && factor == 1
    }
  }

  /// The degrees within which the target is meant to be used; `nil` when PROJ does not say.
  static func areaOfUse(of crs: CoordinateReferenceSystem) -> Box<LonLat>? {
    let context = proj_context_create()
    defer { proj_context_destroy(context) }
    guard let system = proj_create(context, crs.code) else { return nil }
    defer { proj_destroy(system) }
    var (west, south, east, north) = (0.0, 0.0, 0.0, 0.0)
    let found = proj_get_area_of_use(context, system, &west, &south, &east, &north, nil)
    guard found == 1, west > -1_000, west <= east else { return nil }
    return Box(minX: west, minY: south, maxX: east, maxY: north)
  }

  /// Transforms pairs, eastward coordinate first; what has no place comes back infinite.
  func transform(_ pairs: [Coordinate], inverse: Bool) -> [Coordinate] {
    var xs = pairs.map(\.x)
    var ys = pairs.map(\.y)
    let size = MemoryLayout<Double>.stride
    proj_trans_generic(
      operation, inverse ? PJ_INV : PJ_FWD, &xs, size, xs.count, &ys, size, ys.count,
      nil, 0, 0, nil, 0, 0)
    proj_errno_reset(operation)
    return zip(xs, ys).map { Coordinate(x: $0, y: $1) }
  }

  /// The operation chosen for the last pair transformed.
  var lastOperation: Projection.Operation {
    let used = proj_trans_get_last_used_operation(operation)
    defer { proj_destroy(used) }
    let chosen = used ?? operation
    let name = proj_pj_info(chosen).description.map { String(cString: $0) } ?? "unknown"
    let accuracy = proj_coordoperation_get_accuracy(context, chosen)
    return Projection.Operation(name: name, accuracy: accuracy < 0 ? nil : accuracy)
  }
}
