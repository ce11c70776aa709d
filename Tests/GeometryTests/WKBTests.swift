import Geometry
import Probability
import SampleShapes
import Testing

struct WKBTests {
  private func sample() throws -> MultiPolygon<Point> {
    var generator = Philox(seed: 11, stream: 0)
    return MultiPolygon([
      try holedStar(around: Point(x: 353_120, y: 372_011), size: 100, using: &generator),
      Polygon(exterior: try rectangle(-1, -1e-300, 1.0 / 3, 1e300)),
    ])
  }

  @Test func comesBackToTheLastBit() throws {
    let shape = try sample()
    #expect(try WKB.polygons(in: WKB.multiPolygon(shape)) == shape)
    let none = MultiPolygon<Point>([])
    #expect(try WKB.polygons(in: WKB.multiPolygon(none)) == none)
  }

  /// The bytes of POINT(1 2) as in OGC 06-103r4.
  @Test func writesAPoint() {
    let bytes: [UInt8] =
      [1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xF0, 0x3F, 0, 0, 0, 0, 0, 0, 0, 0x40]
    #expect(WKB.point(Point(x: 1, y: 2)) == bytes)
    #expect(WKB.point(LonLat(longitude: 1, latitude: 2)) == bytes)
  }

  /// Codes of ISO 13249-3 (Z 1000, M 2000, ZM 3000) and of PostGIS (flags in the highest bits).
  @Test(
    arguments: [
      (3 as UInt32, 2), (1_003, 3), (2_003, 3), (3_003, 4), (0x8000_0003, 3), (0x4000_0003, 3),
      (0xC000_0003, 4), (0x2000_0003, 2), (0xE000_0003, 4),
    ], [true, false])
  func readsEveryHeader(header: (code: UInt32, dimensions: Int), littleEndian: Bool) throws {
    let ring = try rectangle(0, 0, 30, 20)
    var bytes = Bytes(littleEndian: littleEndian)
    bytes.polygon(header.code, ring, dimensions: header.dimensions)
    #expect(try WKB.polygons(in: bytes.all) == MultiPolygon(ring))

    var several = Bytes(littleEndian: littleEndian)
    several.header(header.code + 3)
    several.append(2 as UInt32)
    for _ in 0..<2 { several.polygon(header.code, ring, dimensions: header.dimensions) }
    let both: MultiPolygon<Point> = try WKB.polygons(in: several.all)
    #expect(both.polygons.map(\.exterior) == [ring, ring])
  }

  @Test func partsMayHaveTheirOwnByteOrder() throws {
    let ring = try rectangle(0, 0, 30, 20)
    var bytes = Bytes(littleEndian: false)
    bytes.header(6)
    bytes.append(2 as UInt32)
    for littleEndian in [true, false] {
      var part = Bytes(littleEndian: littleEndian)
      part.polygon(3, ring, dimensions: 2)
      bytes.all += part.all
    }
    let both: MultiPolygon<Point> = try WKB.polygons(in: bytes.all)
    #expect(both.polygons.map(\.exterior) == [ring, ring])
  }

  @Test func anEmptyPolygonIsNoShape() throws {
    let none = MultiPolygon<Point>([])
    #expect(try WKB.polygons(in: [1, 3, 0, 0, 0, 0, 0, 0, 0]) == none)
    #expect(try WKB.polygons(in: [1, 6, 0, 0, 0, 1, 0, 0, 0, 1, 3, 0, 0, 0, 0, 0, 0, 0]) == none)
  }

  @Test func throwsWhereverItIsCutOff() throws {
    let bytes = WKB.multiPolygon(try sample())
    for count in bytes.indices {
      #expect(throws: WKBError.truncated) {
        let _: MultiPolygon<Point> = try WKB.polygons(in: bytes.prefix(count))
      }
    }
  }

  /// A byte changed may give another shape or an error, but no crash.
  @Test func survivesAnyByte() throws {
    let bytes = WKB.multiPolygon(MultiPolygon(try rectangle(0, 0, 30, 20)))
    var errors = 0
    for place in bytes.indices {
      for value in [0, 1, 2, 7, 0x7F, 0x80, 0xFF] as [UInt8] {
        var changed = bytes
        changed[place] = value
        do {
          let _: MultiPolygon<Point> = try WKB.polygons(in: changed)
        } catch { errors += 1 }
      }
    }
    #expect(errors > 0)
  }

  @Test func refusesCollectionsNestedWithoutEnd() {
    let level: [UInt8] = [1, 7, 0, 0, 0, 1, 0, 0, 0]
    let bytes = Array([[UInt8]](repeating: level, count: 200_000).joined())
    #expect(throws: WKBError.self) {
      let _: MultiPolygon<Point> = try WKB.polygons(in: bytes)
    }
  }

  @Test func saysWhatItCannotRead() {
    func read(_ bytes: [UInt8]) throws -> MultiPolygon<Point> { try WKB.polygons(in: bytes) }
    #expect(throws: WKBError.unknownByteOrder(2)) { try read([2, 3, 0, 0, 0]) }
    #expect(throws: WKBError.unsupported(geometryType: 1)) {
      try read(WKB.point(Point(x: 1, y: 2)))
    }
    let noPositions: [UInt8] = [1, 3, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0]
    #expect(throws: WKBError.badRing(.tooFewPositions(count: 0))) { try read(noPositions) }
    #expect(throws: WKBError.truncated) { try read([]) }
  }

  /// Writes what `WKB` itself never does.
  private struct Bytes {
    let littleEndian: Bool
    var all: [UInt8] = []

    init(littleEndian: Bool) { self.littleEndian = littleEndian }

    mutating func append(_ value: some FixedWidthInteger) {
      withUnsafeBytes(of: littleEndian ? value.littleEndian : value.bigEndian) {
        all.append(contentsOf: $0)
      }
    }
    mutating func header(_ code: UInt32) {
      all.append(littleEndian ? 1 : 0)
      append(code)
      if code & 0x2000_0000 != 0 { append(27_700 as UInt32) }
    }
    mutating func polygon(_ code: UInt32, _ ring: Ring<Point>, dimensions: Int) {
      header(code)
      append(1 as UInt32)
      append(UInt32(ring.corners.count + 1))
      for corner in ring.closed {
        append(corner.x.bitPattern)
        append(corner.y.bitPattern)
        for _ in 2..<dimensions { append(Double.nan.bitPattern) }
      }
    }
  }
}
