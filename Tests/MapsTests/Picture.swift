import CPNG
import Maps

/// A PNG file, read back by libpng.
struct Picture: Hashable {
  let width: Int
  let height: Int
  /// Red, green, blue and alpha of each pixel, from the top left.
  private let bytes: [UInt8]

  struct Unreadable: Error {}

  init(_ file: [UInt8]) throws {
    var image = png_image()
    image.version = png_uint_32(PNG_IMAGE_VERSION)
    guard png_image_begin_read_from_memory(&image, file, file.count) != 0 else {
      throw Unreadable()
    }
    image.format = png_uint_32(PNG_FORMAT_FLAG_COLOR | PNG_FORMAT_FLAG_ALPHA)
    (width, height) = (Int(image.width), Int(image.height))
    var pixels = [UInt8](repeating: 7, count: width * height * 4)
    guard png_image_finish_read(&image, nil, &pixels, 0, nil) != 0, image.warning_or_error == 0
    else { throw Unreadable() }
    bytes = pixels
  }

  subscript(x: Int, y: Int) -> PNGImage.Colour {
    let start = (y * width + x) * 4
    return PNGImage.Colour(
      red: bytes[start], green: bytes[start + 1], blue: bytes[start + 2], alpha: bytes[start + 3])
  }

  /// The colours of a row, or of a part of it, from the left.
  func row(_ y: Int) -> [PNGImage.Colour] { (0..<width).map { self[$0, y] } }
}

/// An opaque colour as style sheets write it.
func colour(_ hex: String) -> PNGImage.Colour {
  let digits = Array(hex.dropFirst())
  let parts = [0, 2, 4].map { UInt8(String(digits[$0...($0 + 1)]), radix: 16) ?? 0 }
  return PNGImage.Colour(red: parts[0], green: parts[1], blue: parts[2])
}
