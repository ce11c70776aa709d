/// What is wrong with a well-known binary geometry.
package enum WKBError: Error, Hashable, Sendable {
  case truncated
  case unknownByteOrder(UInt8)
  case unsupported(geometryType: UInt32)
  case badRing(RingError)
}

/// Well-known binary (OGC 06-103r4, section 8): points and polygons, written little-endian.
package enum WKB {
  package static func point(_ position: some Position) -> [UInt8] {
    var writer = Writer()
    writer.header(type: 1)
    writer.position(position)
    return writer.bytes
  }

  package static func multiPolygon<P: Position>(_ shape: MultiPolygon<P>) -> [UInt8] {
    var writer = Writer()
    writer.header(type: 6)
    writer.count(shape.polygons.count)
    for polygon in shape.polygons {
      writer.header(type: 3)
      writer.count(polygon.rings.count)
      for ring in polygon.rings {
        writer.count(ring.corners.count + 1)
        for position in ring.closed { writer.position(position) }
      }
    }
    return writer.bytes
  }

  /// Reads a polygon or multipolygon; heights and measures are left out.
  package static func polygons<P: Position>(
    in bytes: some Collection<UInt8>
  ) throws(WKBError) -> MultiPolygon<P> {
    var reader = Reader(bytes: Array(bytes))
    return MultiPolygon(try reader.polygons())
  }

  private struct Writer {
    var bytes: [UInt8] = []

    mutating func header(type: UInt32) {
      bytes.append(1)
      append(type)
    }
    mutating func count(_ count: Int) { append(UInt32(count)) }
    mutating func position(_ position: some Position) {
      append(position.x.bitPattern)
      append(position.y.bitPattern)
    }
    private mutating func append(_ value: some FixedWidthInteger) {
      withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
    }
  }

  private struct Reader {
    let bytes: [UInt8]
    var offset = 0
    var isLittleEndian = true

    init(bytes: [UInt8]) { self.bytes = bytes }

    /// How deep collections may lie in collections, so that no file can exhaust the stack.
    private static let deepest = 16

    mutating func polygons<P: Position>(depth: Int = 0) throws(WKBError) -> [Polygon<P>] {
      let (kind, dimensions) = try header()
      switch kind {
      case 3: return try polygon(dimensions: dimensions).map { [$0] } ?? []
      case 6, 7:
        guard depth < Self.deepest else { throw .unsupported(geometryType: kind) }
        var result: [Polygon<P>] = []
        for _ in 0..<(try integer() as UInt32) {
          result += try polygons(depth: depth + 1) as [Polygon<P>]
        }
        return result
      default: throw .unsupported(geometryType: kind)
      }
    }

    /// The geometry's kind (1 to 7) and the number of its coordinates, from ISO or extended codes.
    private mutating func header() throws(WKBError) -> (kind: UInt32, dimensions: Int) {
      let order = try byte()
      guard order <= 1 else { throw .unknownByteOrder(order) }
      isLittleEndian = order == 1
      let code: UInt32 = try integer()
      let (flags, plain) = (code >> 29, code & 0x1FFF_FFFF)
      if flags & 1 != 0 { _ = try integer() as UInt32 }
      let extra = Int(flags >> 2 & 1) + Int(flags >> 1 & 1)
      let iso = Int(plain / 1000)
      return (plain % 1000, 2 + max(extra, iso == 3 ? 2 : min(iso, 1)))
    }

    /// Reads a polygon's body; `nil` when it is empty.
    private mutating func polygon<P: Position>(dimensions: Int) throws(WKBError) -> Polygon<P>? {
      var rings: [Ring<P>] = []
      for _ in 0..<(try integer() as UInt32) {
        var positions: [P] = []
        for _ in 0..<(try integer() as UInt32) {
          positions.append(P(x: try double(), y: try double()))
          for _ in 2..<dimensions { _ = try double() }
        }
        do { rings.append(try Ring(closed: positions)) } catch { throw .badRing(error) }
      }
      guard let exterior = rings.first else { return nil }
      return Polygon(exterior: exterior, holes: Array(rings.dropFirst()))
    }

    private mutating func byte() throws(WKBError) -> UInt8 {
      guard offset < bytes.count else { throw .truncated }
      defer { offset += 1 }
      return bytes[offset]
    }

    private mutating func integer<I: FixedWidthInteger>() throws(WKBError) -> I {
      let size = MemoryLayout<I>.size
      guard offset + size <= bytes.count else { throw .truncated }
      defer { offset += size }
      let value = bytes.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: offset, as: I.self) }
      return isLittleEndian ? I(littleEndian: value) : I(bigEndian: value)
    }

    private mutating func double() throws(WKBError) -> Double {
      Double(bitPattern: try integer())
    }
  }
}
