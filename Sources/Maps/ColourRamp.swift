/// Up to five classes of density, each with its colour, light to dark.
///
/// The classes hold about equally many hotspots (quantiles); equal densities share a class. A limit
/// is a round number between two densities, so that the legend tells the truth. The colours
/// are the upper five of ColorBrewer's six-class YlOrRd (Brewer 2002, colorbrewer2.org, Apache 2.0),
/// which stay apart for the colour-blind and in grey.
struct ColourRamp: Hashable, Sendable {
  /// The least density, the limits between the classes, and the greatest; empty without hotspots.
  let limits: [Double]
  private let breaks: [Double]

  static let colours = ["#fed976", "#feb24c", "#fd8d3c", "#f03b20", "#bd0026"]

  init(of densities: [Double]) {
    let sorted = densities.sorted()
    guard let least = sorted.first, let greatest = sorted.last else {
      (limits, breaks) = ([], [])
      return
    }
    var breaks: [Double] = []
    let classes = min(Self.colours.count, sorted.count)
    for index in 1..<max(classes, 1) {
      var place = index * sorted.count / classes
      while place < sorted.count - 1, sorted[place - 1] == sorted[place] { place += 1 }
      let limit = Self.limit(between: sorted[place - 1], and: sorted[place])
      if let limit, limit > breaks.last ?? least { breaks.append(limit) }
    }
    self.breaks = breaks
    limits = [least] + breaks + (greatest > least ? [greatest] : [])
  }

  var classCount: Int { limits.isEmpty ? 0 : breaks.count + 1 }

  /// A colour and that of text upon it.
  struct Shade: Hashable, Sendable {
    let fill: String
    let ink: String
  }

  /// The shade of a density: a limit belongs to the class above it.
  func shade(of density: Double) -> Shade { shade(ofClass: place(of: density)) }

  /// The class of a density, 0 for the lightest.
  func place(of density: Double) -> Int { breaks.count { $0 <= density } }

  /// The shades of the classes, spread over the ramp so that its ends are always used.
  func shade(ofClass index: Int) -> Shade {
    let place = Self.place(ofClass: index, of: classCount)
    return Shade(
      fill: Self.colours[place],
      ink: place < Self.colours.count - 2 ? Palette.marker : Palette.paper)
  }

  /// The place in the ramp of the colour of one of several classes.
  private static func place(ofClass index: Int, of count: Int) -> Int {
    let last = colours.count - 1
    return count > 1 ? (index * last + (count - 1) / 2) / (count - 1) : last / 2
  }

  /// The colours of so many classes, light to dark: those of the ramp, or with more than five classes
  /// colours on the straight lines between them.
  static func colours(ofClasses count: Int) -> [PNGImage.Colour] {
    let stops = colours.map { PNGImage.Colour(hex: $0) }
    return (0..<count).map { index in
      guard count > stops.count else { return stops[place(ofClass: index, of: count)] }
      let along = Double(index * (stops.count - 1)) / Double(count - 1)
      let stop = min(Int(along), stops.count - 2)
      return stops[stop].mixed(with: stops[stop + 1], share: along - Double(stop))
    }
  }

  /// The limits in words, with one number of decimals that keeps them apart.
  var labels: [String] {
    let steps = zip(limits.dropFirst(), limits).map { $0 - $1 }.filter { $0 > 0 }
    let step = (steps.min() ?? limits.first ?? 1) / 2
    return limits.map { measured($0, step: step) }
  }

  /// A number that parts two neighbours, in as few digits as can be, from two on; `nil` if they tie.
  private static func limit(between lower: Double, and upper: Double) -> Double? {
    guard lower < upper else { return nil }
    let middle = lower + (upper - lower) / 2
    var unit = decade(of: middle) / 10
    for _ in 0..<4 {
      // Dividing by a whole number keeps the last digit clean where the unit is a fraction.
      let rounded =
        unit >= 1 ? (middle / unit).rounded() * unit : (middle / unit).rounded() / (1 / unit)
      if lower < rounded, rounded < upper { return rounded }
      unit /= 10
    }
    return upper
  }
}
