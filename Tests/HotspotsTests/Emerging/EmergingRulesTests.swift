import Hotspots
import Testing

@Suite struct EmergingRulesTests {
  private func states(_ text: String) -> [BinState] {
    text.map { $0 == "H" ? .hot : $0 == "C" ? .cold : .neither }
  }

  /// The truth table; `nil` for any trend.
  static let table: [(String, MannKendall.Trend?, EmergingClass, EmergingPattern.Side?)] = [
    (".........H", nil, .new, .hot), ("........HH", nil, .consecutive, .hot),
    ("..HHHHHHHH", nil, .consecutive, .hot),
    (".HHHHHHHHH", MannKendall.Trend.none, .persistent, .hot),
    ("HHHHHHHHHH", MannKendall.Trend.none, .persistent, .hot),
    ("HHHHHHHHHH", .up, .intensifying, .hot), ("HHHHHHHHHH", .down, .diminishing, .hot),
    ("..........", nil, .noPattern, nil), ("CCCCCCCCCH", nil, .oscillating, .hot),
    ("C.....H..H", nil, .oscillating, .hot), ("C........H", nil, .oscillating, .hot),
    ("H.H.....HH", nil, .sporadic, .hot), ("HHHHHHHH..", nil, .noPattern, nil),
    ("HHHHHHHHH.", nil, .historical, .hot), ("HHHHHHHH.H", .up, .intensifying, .hot),
    ("HHHHHHHHCH", MannKendall.Trend.none, .persistent, .hot),
    (".....HHH..", nil, .noPattern, nil), ("CCCCCCCCC.", nil, .historical, .cold),
  ]

  @Test(arguments: table.indices) func followsTheTruthTable(row: Int) {
    let (text, trend, kind, side) = Self.table[row]
    let trends: [MannKendall.Trend] = trend.map { [$0] } ?? [.up, .down, .none]
    for trend in trends {
      #expect(
        EmergingRules.hotbeat.pattern(of: states(text), trend: trend)
          == EmergingPattern(kind, side))
    }
  }

  /// Hot and cold are each other's mirror: a falling score makes a cold spot colder.
  @Test(arguments: table.indices, EmergingRules.allCases) func mirrorsTheColdSide(
    row: Int, rules: EmergingRules
  ) {
    let states = states(Self.table[row].0)
    for (trend, mirrored) in [(MannKendall.Trend.up, MannKendall.Trend.down), (.none, .none)] {
      let pattern = rules.pattern(of: states, trend: trend)
      let other = rules.pattern(of: states.map(\.mirrored), trend: mirrored)
      #expect(other.kind == pattern.kind)
      #expect(other.side == pattern.side.map { $0 == .hot ? .cold : .hot })
    }
  }

  @Test func differsFromEsriWhereStated() {
    var different: Set<String> = []
    for row in Self.table {
      for trend in [MannKendall.Trend.up, .down, .none] {
        let states = states(row.0)
        let (ours, theirs) = (
          EmergingRules.hotbeat.pattern(of: states, trend: trend),
          EmergingRules.arcgis.pattern(of: states, trend: trend)
        )
        if ours != theirs { different.insert("\(row.0) \(trend) \(theirs.name)") }
      }
    }
    #expect(
      different == [
        "C........H up new-hot", "C........H down new-hot", "C........H none new-hot",
        "CCCCCCCCCH up new-hot", "CCCCCCCCCH down new-hot", "CCCCCCCCCH none new-hot",
        "HHHHHHHHH. none persistent-hot", "CCCCCCCCC. none persistent-cold",
      ])
    #expect(EmergingRules.hotbeat.name == "hotbeat-1" && EmergingRules.arcgis.name == "arcgis-1")
  }

  @Test func namesAllPatterns() {
    #expect(EmergingPattern.all.count == 17 && Set(EmergingPattern.all).count == 17)
    #expect(EmergingPattern.none.name == "no-pattern")
    #expect(EmergingPattern(.new, .cold).name == "new-cold")
    #expect(EmergingRules.hotbeat.pattern(of: [], trend: .none) == .none)
  }

  /// Every series has exactly one class, and a class that its last step allows.
  @Test func coversAllSeries() {
    for code in 0..<6_561 {
      let states = (0..<8).map { [BinState.hot, .cold, .neither][code / Self.power($0) % 3] }
      for trend in [MannKendall.Trend.up, .down, .none] {
        let pattern = EmergingRules.hotbeat.pattern(of: states, trend: trend)
        switch states.last {
        case .hot: #expect(pattern.side == .hot && pattern.kind != .historical)
        case .cold: #expect(pattern.side == .cold && pattern.kind != .historical)
        default: #expect([.historical, .noPattern].contains(pattern.kind))
        }
      }
    }
  }

  private static func power(_ exponent: Int) -> Int { (0..<exponent).reduce(1) { p, _ in 3 * p } }
}
