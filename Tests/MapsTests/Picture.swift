import CPNG
import Maps

/// A PNG file, read back by libpng.
struct Picture: Hashable {
  let width: Int
  let height: Int
  /// Alpha, blue, green and red of each pixel in one number, from the top left.
  private let pixels: [UInt32]

  struct Unreadable: Error {}

  init(_ file: [UInt8]) throws {
    var image = png_image()
    image.version = png_uint_32(PNG_IMAGE_VERSION)
    guard png_image_begin_read_from_memory(&image, file, file.count) != 0 else {
      throw Unreadable()
    }
    image.format = png_uint_32(PNG_FORMAT_FLAG_COLOR | PNG_FORMAT_FLAG_ALPHA)
    (width, height) = (Int(image.width), Int(image.height))
    var pixels = [UInt32](repeating: 7, count: width * height)
    guard png_image_finish_read(&image, nil, &pixels, 0, nil) != 0, image.warning_or_error == 0
    else { throw Unreadable() }
    self.pixels = pixels.map { UInt32(littleEndian: $0) }
  }

  subscript(x: Int, y: Int) -> PNGImage.Colour {
    let code = pixels[y * width + x]
    func part(_ shift: UInt32) -> UInt8 { UInt8(code >> shift & 255) }
    return PNGImage.Colour(red: part(0), green: part(8), blue: part(16), alpha: part(24))
  }

  /// The place of the first pixel of a colour.
  func first(_ colour: PNGImage.Colour) -> (x: Int, y: Int)? {
    pixels.firstIndex(of: Self.code(of: colour)).map { ($0 % width, $0 / width) }
  }

  /// Whether no pixel of a rectangle has another colour.
  func isEven(_ colour: PNGImage.Colour, _ columns: Range<Int>, _ rows: Range<Int>) -> Bool {
    let line = [UInt32](repeating: Self.code(of: colour), count: columns.count)
    return rows.allSatisfy { y in
      line == Array(pixels[(y * width + columns.lowerBound)..<(y * width + columns.upperBound)])
    }
  }

  /// How many colours there are.
  var colourCount: Int { Set(pixels).count }

  private static func code(of colour: PNGImage.Colour) -> UInt32 {
    [colour.alpha, colour.blue, colour.green, colour.red].reduce(0) { $0 << 8 | UInt32($1) }
  }
}

/// An opaque colour as style sheets write it.
func colour(_ hex: String) -> PNGImage.Colour {
  let digits = Array(hex.dropFirst())
  let parts = [0, 2, 4].map { UInt8(String(digits[$0...($0 + 1)]), radix: 16) ?? 0 }
  return PNGImage.Colour(red: parts[0], green: parts[1], blue: parts[2])
}
