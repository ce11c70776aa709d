/// Looks of classes that recur, safe for the colour-blind and told apart in grey by their fill.
///
/// Colours are ColorBrewer's RdBu, Reds, Blues and YlOrRd (Brewer 2002, colorbrewer2.org, Apache 2.0)
/// and those of Okabe and Ito (2008). All that is cold bears lines, and so differs in grey from what is
/// as strongly hot.
package enum ThematicPalette {
  /// What is neither: not significant, no pattern.
  package static let neutral = "#ececea"

  /// Hot and cold at 99, 95 and 90 %, the hottest first, and what is not significant in the middle.
  package static let hotCold: [ThematicMap.Category] = [
    .init(name: "Hot, 99 % confidence", colour: "#b2182b"),
    .init(name: "Hot, 95 % confidence", colour: "#d6604d"),
    .init(name: "Hot, 90 % confidence", colour: "#f4a582"),
    .init(name: "Not significant", colour: neutral),
    .init(name: "Cold, 90 % confidence", colour: "#92c5de", fill: .lined),
    .init(name: "Cold, 95 % confidence", colour: "#4393c3", fill: .lined),
    .init(name: "Cold, 99 % confidence", colour: "#2166ac", fill: .lined),
  ]

  /// The classes of local Moran: high among high, low among low, and the two kinds of outliers.
  package static let localMoran: [ThematicMap.Category] = [
    .init(name: "High-High: cluster of high values", colour: "#b2182b"),
    .init(name: "Low-Low: cluster of low values", colour: "#2166ac", fill: .lined),
    .init(name: "High-Low: high among low", colour: "#f4a582", fill: .crossHatched),
    .init(name: "Low-High: low among high", colour: "#92c5de", fill: .dotted),
    .init(name: "Not significant", colour: neutral),
  ]

  /// The eight patterns in time of hot spots, the eight of cold spots, and none.
  package static let emerging: [ThematicMap.Category] =
    emerging(
      "hot spot", ["#67000d", "#cb181d", "#fb6a4a", "#fcbba1"],
      fills: [.plain, .hatched, .crossHatched, .dotted])
    + emerging(
      "cold spot", ["#08306b", "#2171b5", "#6baed6", "#c6dbef"],
      fills: [.lined, .backHatched, .gridded, .dashed])
    + [.init(name: "No pattern", colour: neutral)]

  /// - Parameter colours: from the strongest to the weakest.
  /// - Parameter fills: of what has lasted, is growing together, comes and goes, is new.
  private static func emerging(
    _ noun: String, _ colours: [String], fills: [ThematicMap.Fill]
  ) -> [ThematicMap.Category] {
    let looks: [(String, Int, Int)] = [
      ("New", 1, 3), ("Consecutive", 1, 1), ("Intensifying", 0, 0), ("Persistent", 1, 0),
      ("Diminishing", 2, 0), ("Sporadic", 2, 1), ("Oscillating", 2, 2), ("Historical", 3, 0),
    ]
    return looks.map { name, colour, fill in
      .init(name: "\(name) \(noun)", colour: colours[colour], fill: fills[fill])
    }
  }

  private static let distinct = [
    "#0072b2", "#e69f00", "#009e73", "#d55e00", "#56b4e9", "#cc79a7", "#f0e442", "#000000",
  ]

  /// So many classes without an order, such as clusters: eight colours, again with other fills and
  /// signs, and from the 33rd class on from the beginning.
  package static func qualitative(_ names: [String]) -> [ThematicMap.Category] {
    let fills: [ThematicMap.Fill] = [.plain, .hatched, .dotted, .gridded]
    let symbols = ThematicMap.Symbol.allCases
    return names.enumerated().map { index, name in
      let round = index / distinct.count
      return .init(
        name: name, colour: distinct[index % distinct.count], fill: fills[round % fills.count],
        symbol: symbols[(index + round) % symbols.count])
    }
  }
}
