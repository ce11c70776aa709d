import Foundation
import Maps
import Probability
import TestSupport
import Testing

struct PNGImageTests {
  /// The bits to a pixel change with the size of the palette.
  @Test(
    arguments: [1, 2, 3, 4, 5, 16, 17, 255, 256], [(1, 1), (1, 9), (9, 1), (67, 31), (1_000, 40)])
  func isReadBack(colours: Int, size: (Int, Int)) throws {
    let image = noise(colours: colours, width: size.0, height: size.1)
    let picture = try Picture(image.encoded())
    #expect(picture.width == image.width && picture.height == image.height)
    for y in 0..<image.height {
      for x in 0..<image.width {
        let expected = image.palette[Int(image.pixels[y * image.width + x])]
        if picture[x, y] != expected { Issue.record("pixel \(x), \(y)") }
      }
    }
  }

  /// A reader that knows nothing of libpng: the chunks by hand, with their checksums, and zlib.
  @Test(.enabled(if: Program.exists("python3")), arguments: [2, 5, 200])
  func isReadByAnotherReader(colours: Int) throws {
    let folder = try TemporaryFolder()
    let image = noise(colours: colours, width: 67, height: 31)
    let file = try folder.write(Data(image.encoded()), to: "noise.png")
    let output = try folder.run("python3", "-c", Self.reader, file)
    let expected = image.pixels.map { place in
      let colour = image.palette[Int(place)]
      return "\(colour.red),\(colour.green),\(colour.blue),\(colour.alpha)"
    }
    #expect(
      output.split(whereSeparator: \.isWhitespace).map(String.init) == ["67", "31"] + expected)
  }

  @Test func sameColoursTakeFewBytes() throws {
    let image = PNGImage(
      width: 1_000, height: 1_000, palette: [colour("#bd0026"), .transparent],
      pixels: [UInt8](repeating: 1, count: 1_000_000))
    let file = try image.encoded()
    #expect(file.count < 1_000)
    #expect(try image.encoded() == file)
    #expect(file.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]))
  }

  private func noise(colours: Int, width: Int, height: Int) -> PNGImage {
    var generator = Philox(seed: 14, stream: UInt64(colours))
    func byte() -> UInt8 { UInt8(truncatingIfNeeded: generator.next() >> 9) }
    let palette = (0..<colours).map { index in
      // Colours that cannot be seen have no colour: readers may drop it.
      let alpha = index == 0 ? 255 : max(1, byte())
      return PNGImage.Colour(red: byte(), green: byte(), blue: byte(), alpha: alpha)
    }
    let pixels = (0..<(width * height)).map { _ in UInt8(generator.next() % UInt64(colours)) }
    return PNGImage(width: width, height: height, palette: palette, pixels: pixels)
  }

  private static let reader = """
    import struct, sys, zlib
    data, at, packed, palette, alpha = open(sys.argv[1], "rb").read(), 8, b"", b"", b""
    while at < len(data):
        size, kind = struct.unpack(">I4s", data[at:at + 8])
        body = data[at + 8:at + 8 + size]
        (checksum,) = struct.unpack(">I", data[at + 8 + size:at + 12 + size])
        assert zlib.crc32(kind + body) == checksum
        if kind == b"IHDR": width, height, bits, colours, _, _, laced = struct.unpack(">IIBBBBB", body)
        if kind == b"PLTE": palette = body
        if kind == b"tRNS": alpha = body
        if kind == b"IDAT": packed += body
        at += 12 + size
    assert colours == 3 and laced == 0
    raw, row = zlib.decompress(packed), (width * bits + 7) // 8
    print(width, height)
    for y in range(height):
        line = raw[y * (row + 1):(y + 1) * (row + 1)]
        assert line[0] == 0
        for x in range(width):
            place = line[1 + x * bits // 8] >> (8 - bits - x * bits % 8) & (1 << bits) - 1
            opacity = alpha[place] if place < len(alpha) else 255
            print(*palette[3 * place:3 * place + 3], opacity, sep=",")
    """
}
