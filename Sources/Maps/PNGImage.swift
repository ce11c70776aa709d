import CPNG

/// A picture of at most 256 colours, row by row from the top, each from the left.
package struct PNGImage: Hashable, Sendable {
  /// A colour of the sRGB space and how much it hides: 0 for not at all, 255 for all.
  package struct Colour: Hashable, Sendable {
    package let red: UInt8
    package let green: UInt8
    package let blue: UInt8
    package let alpha: UInt8

    package init(red: UInt8, green: UInt8, blue: UInt8, alpha: UInt8 = 255) {
      self.red = red
      self.green = green
      self.blue = blue
      self.alpha = alpha
    }

    package static let transparent = Colour(red: 0, green: 0, blue: 0, alpha: 0)
  }

  package let width: Int
  package let height: Int
  package let palette: [Colour]
  /// The place in the palette of the colour of each pixel.
  package let pixels: [UInt8]

  package init(width: Int, height: Int, palette: [Colour], pixels: [UInt8]) {
    precondition(
      1...Self.mostPixelsAside ~= width && 1...Self.mostPixelsAside ~= height,
      "a picture has 1 to 1,000,000 pixels on each side")
    precondition(1...256 ~= palette.count, "a palette has 1 to 256 colours")
    precondition(pixels.count == width * height, "a picture has one colour for each pixel")
    precondition(pixels.allSatisfy { $0 < palette.count }, "a pixel's colour is in the palette")
    self.width = width
    self.height = height
    self.palette = palette
    self.pixels = pixels
  }

  /// What libpng writes and most programs read.
  package static let mostPixelsAside = 1_000_000

  /// The picture as a PNG file (ISO/IEC 15948), with as few bits to a pixel as the palette needs.
  ///
  /// The same picture always gives the same bytes with the same libpng and zlib.
  /// - Throws: when libpng fails, which takes a lack of memory.
  /// - Complexity: O(pixels).
  package func encoded() throws(PNGError) -> [UInt8] {
    var image = png_image()
    image.version = png_uint_32(PNG_IMAGE_VERSION)
    image.width = png_uint_32(width)
    image.height = png_uint_32(height)
    image.format = png_uint_32(
      PNG_FORMAT_FLAG_COLOR | PNG_FORMAT_FLAG_ALPHA | PNG_FORMAT_FLAG_COLORMAP)
    image.colormap_entries = png_uint_32(palette.count)
    let colours = palette.flatMap { [$0.red, $0.green, $0.blue, $0.alpha] }
    // Room for what does not compress at all: deflate and the chunks of 8 KiB add less than 1 %.
    var size = pixels.count + height + pixels.count / 50 + 4_096
    var isDone = false
    let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      // libpng reports errors by its return value here, not by a long jump, which Swift could not stand.
      isDone =
        png_image_write_to_memory(
          &image, buffer.baseAddress, &size, 0, pixels, png_int_32(width), colours) != 0
      count = isDone ? size : 0
    }
    guard isDone else { throw PNGError(message: Self.words(image.message)) }
    return bytes
  }

  private static func words(_ message: some Any) -> String {
    withUnsafeBytes(of: message) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
  }
}

/// What libpng says of a picture that it could not write.
package struct PNGError: Error, Hashable {
  package let message: String

  package init(message: String) { self.message = message }
}
