/// A size and weight of text, and how much room text takes in it.
///
/// No font is at hand when a map is drawn, so widths are those of DejaVu Sans, the widest of the fonts
/// the page asks for: text in Helvetica or Arial comes out about a tenth narrower than reckoned.
struct TextStyle: Hashable, Sendable, TextMeasure {
  let size: Double
  var isBold = false

  /// The distance between baselines.
  var lineHeight: Double { size * 1.28 }

  func width(of text: String) -> Double {
    let thousandths = text.unicodeScalars.reduce(0) { $0 + advanceWidth(of: $1) }
    return Double(thousandths) * size / 1000 * (isBold ? 1.14 : 1)
  }
}

/// The advance width of a character of DejaVu Sans 2.37, in thousandths of the font size.
///
/// Exact in ASCII. Elsewhere 0 for combining marks, 640 for other alphabets, and 1000 from the general
/// punctuation onwards, where dashes, symbols and ideographs are wide.
private func advanceWidth(of scalar: Unicode.Scalar) -> Int {
  switch scalar.value {
  case 0x20..<0x7F: asciiAdvances[Int(scalar.value) - 0x20]
  case 0x300..<0x370: 0
  case 0..<0x2014: 640
  default: 1000
  }
}

private let asciiAdvances = [
  318, 401, 460, 838, 636, 950, 780, 275, 390, 390, 500, 838, 318, 361, 318, 337,
  636, 636, 636, 636, 636, 636, 636, 636, 636, 636, 337, 337, 838, 838, 838, 531,
  1000, 684, 686, 698, 770, 632, 575, 775, 752, 295, 295, 656, 557, 863, 748, 787,
  603, 787, 695, 635, 611, 732, 684, 989, 685, 611, 685, 390, 337, 390, 838, 500,
  500, 613, 635, 550, 635, 615, 352, 635, 634, 278, 278, 579, 278, 974, 634, 612,
  635, 635, 411, 521, 392, 634, 592, 818, 592, 592, 525, 636, 337, 636, 838,
]
