import Geometry

/// Geometries as GeoPackage stores them: a header, then well-known binary (clause 2.1.3).
enum GeoPackageGeometry {
  /// A point, which needs no envelope.
  static func blob(_ point: Point, srs: Int) -> [UInt8] {
    header(srs: srs, flags: 0b0000_0001) + WKB.point(point)
  }

  /// Polygons with their envelope, so that readers need not scan the corners.
  static func blob(_ shape: MultiPolygon<Point>, box: Box<Point>, srs: Int) -> [UInt8] {
    var blob = header(srs: srs, flags: 0b0000_0011)
    for value in [box.minX, box.maxX, box.minY, box.maxY] {
      withUnsafeBytes(of: value.bitPattern.littleEndian) { blob.append(contentsOf: $0) }
    }
    return blob + WKB.multiPolygon(shape)
  }

  private static func header(srs: Int, flags: UInt8) -> [UInt8] {
    withUnsafeBytes(of: Int32(truncatingIfNeeded: srs).littleEndian) {
      [0x47, 0x50, 0, flags] + Array($0)
    }
  }

  /// The point of a blob that this code wrote, without looking at more than its two numbers.
  static func point(in blob: UnsafeRawBufferPointer) -> Point? {
    guard blob.count == 29 else { return nil }
    func number(_ offset: Int) -> Double {
      let bits = blob.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
      return Double(bitPattern: UInt64(littleEndian: bits))
    }
    return Point(x: number(13), y: number(21))
  }

  /// The box around a geometry that this code wrote: its envelope, or its point.
  static func box(of blob: UnsafeRawBufferPointer) -> Box<Point>? {
    if let point = point(in: blob) {
      return Box(minX: point.x, minY: point.y, maxX: point.x, maxY: point.y)
    }
    guard blob.count >= 40, blob[3] == 0b0000_0011 else { return nil }
    let sides = (0..<4).map { side in
      let bits = blob.loadUnaligned(fromByteOffset: 8 + 8 * side, as: UInt64.self)
      return Double(bitPattern: UInt64(littleEndian: bits))
    }
    return Box(minX: sides[0], minY: sides[2], maxX: sides[1], maxY: sides[3])
  }

  /// The polygons of any writer's blob, and its reference system's number.
  static func polygons<P: Position>(
    in blob: [UInt8]
  ) throws(WKBError) -> (shape: MultiPolygon<P>, srs: Int) {
    guard blob.count >= 8, blob[0] == 0x47, blob[1] == 0x50 else { throw .truncated }
    let flags = blob[3]
    let envelope = [0, 32, 48, 48, 64, 0, 0, 0][Int(flags >> 1 & 7)]
    guard blob.count > 8 + envelope else { throw .truncated }
    let word = blob[4..<8].reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
    let srs = Int32(bitPattern: flags & 1 == 1 ? word : word.byteSwapped)
    return (try WKB.polygons(in: blob[(8 + envelope)...]), Int(srs))
  }
}
