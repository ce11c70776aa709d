/// A picture being painted: each pixel holds the place of its colour in a palette.
///
/// Whatever is painted outside the picture is left out.
struct Canvas: Sendable {
  let width: Int
  let height: Int
  private(set) var pixels: [UInt8]

  init(width: Int, height: Int, background: UInt8) {
    self.width = width
    self.height = height
    pixels = Array(repeating: background, count: width * height)
  }

  subscript(x: Int, y: Int) -> UInt8 {
    get { pixels[y * width + x] }
    set { pixels[y * width + x] = newValue }
  }

  mutating func fill(_ area: PixelArea, with colour: UInt8) {
    let (left, right) = (max(0, area.left), min(width, area.right))
    guard left < right else { return }
    let run = repeatElement(colour, count: right - left)
    for y in stride(from: max(0, area.top), to: min(height, area.bottom), by: 1) {
      pixels.replaceSubrange((y * width + left)..<(y * width + right), with: run)
    }
  }

  /// Paints the colours of part of a row, which lies inside the picture.
  mutating func paint(_ colours: [UInt8], left: Int, top: Int) {
    let start = top * width + left
    pixels.replaceSubrange(start..<(start + colours.count), with: colours)
  }

  /// Paints the sides of an area, inside it.
  mutating func frame(_ area: PixelArea, thickness: Int, with colour: UInt8) {
    let (w, h) = (area.width, area.height)
    fill(PixelArea(left: area.left, top: area.top, width: w, height: thickness), with: colour)
    fill(
      PixelArea(left: area.left, top: area.bottom - thickness, width: w, height: thickness),
      with: colour)
    fill(PixelArea(left: area.left, top: area.top, width: thickness, height: h), with: colour)
    fill(
      PixelArea(left: area.right - thickness, top: area.top, width: thickness, height: h),
      with: colour)
  }

  /// Writes one line whose capitals start at `top`.
  mutating func write(
    _ text: String, left: Int, top: Int, _ style: BitmapStyle, with colour: UInt8
  ) {
    var x = left
    let size = style.scale
    for character in text {
      let glyph = BitmapFont.standard.glyph(of: character)
      for (row, dots) in glyph.dots.enumerated() {
        for (column, isInked) in dots.enumerated() where isInked {
          let dot = PixelArea(
            left: x + column * size, top: top + row * size, width: size + style.emphasis,
            height: size)
          fill(dot, with: colour)
        }
      }
      x += style.advance(of: glyph)
    }
  }
}

/// An upright rectangle of whole pixels; y grows downwards.
struct PixelArea: Hashable, Sendable {
  var left: Int
  var top: Int
  var width: Int
  var height: Int

  var right: Int { left + width }
  var bottom: Int { top + height }
}
