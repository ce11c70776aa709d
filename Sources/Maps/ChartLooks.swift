/// Which colour and sign each name of a chart has, in all its panels.
struct ChartLooks: Sendable {
  struct Look: Sendable {
    let name: String
    let colour: String
    let symbol: ThematicMap.Symbol
    /// How it is drawn where it first is, or with a band where it is both.
    var kinds: [LineChart.Layer.Kind]
  }

  /// In order of their first layers.
  private(set) var looks: [Look] = []
  private var places: [String: Int] = [:]

  /// Okabe and Ito 2008, those first that stand out from white.
  static let colours = [
    "#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#5b6874", "#000000",
  ]

  init(of chart: LineChart) {
    var chosen = 0
    for layer in chart.panels.flatMap(\.layers) where !layer.name.isEmpty {
      if let place = places[layer.name] {
        looks[place].kinds.append(layer.kind)
      } else {
        places[layer.name] = looks.count
        let symbols = ThematicMap.Symbol.allCases
        looks.append(
          Look(
            name: layer.name, colour: layer.colour ?? Self.colours[chosen % Self.colours.count],
            symbol: symbols[(chosen + chosen / Self.colours.count) % symbols.count],
            kinds: [layer.kind]))
        if layer.colour == nil { chosen += 1 }
      }
    }
  }

  func look(of layer: LineChart.Layer) -> Look {
    if let place = places[layer.name] { return looks[place] }
    return Look(
      name: "", colour: layer.colour ?? Palette.quietInk, symbol: .disc, kinds: [layer.kind])
  }
}
