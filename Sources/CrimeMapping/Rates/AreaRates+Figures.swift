import Areas
import Evidence
import Maps
import Records

extension AreaRates {
  /// Every area by its size and its rate, between the limits of chance; `nil` without one rate to compare with.
  var funnel: Chart? {
    switch against {
    case .all, .published: break
    case .parent, .group, nil: return nil
    }
    let shown = rows.compactMap { row -> (Row, RateComparison, Double)? in
      guard case .success(let comparison) = row.comparison,
        let exposure = study.ground.exposure(of: row.area)
      else { return nil }
      return (row, comparison, exposure)
    }
    guard shown.count >= 3, let reference = shown.first?.1.reference else { return nil }
    let sizes = shown.map(\.2)
    let (least, most) = (sizes.min() ?? 1, sizes.max() ?? 1)
    let points = shown.map { row, comparison, exposure in
      Chart.Value(
        exposure / study.ground.years, rateCell(row.tally, exposure),
        label: comparison.observed.position == .inside
          ? nil : study.scope.layer.areas[row.area].name)
    }
    return Chart(
      "funnel",
      caption: """
        Each sign is an area. Chance alone leaves 95 in 100 between the 2s limits and 998 in 1,000 \
        between the 3s limits\(widened).
        """,
      alternative: """
        Funnel plot: the rate of each area against its \(study.ground.measure), with the rate compared with \
        and limits of 2s and 3s, which are wider for smaller areas.
        """,
      panels: [
        .init(
          horizontal: .init(title: study.ground.measure.capitalisedFirst),
          vertical: .init(title: "Rate \(study.unit)", including: 0...0),
          series: limits(reference, from: least * 0.85, to: most * 1.08) + [
            .init(
              .level(reference.perThousand), against.map { study.name(of: $0) } ?? "",
              colour: "#444444"), .init(.points, "Areas", points, colour: "#b2182b"),
          ])
      ])
  }

  private var widened: String {
    guard let overdispersion, overdispersion.phi > 1 else { return "" }
    return ", which are widened because areas differ more than chance makes them"
  }

  private func rateCell(_ tally: Tally, _ exposure: Double) -> Cell {
    .number(Double(tally.count) / exposure * RateGround.per, study.style, from: [tally])
  }

  private func limits(
    _ reference: ReferenceRate, from least: Double, to most: Double
  ) -> [Chart.Series] {
    let steps = 48
    let sizes = (0...steps).map { least + (most - least) * Double($0) / Double(steps) }
    let phi = overdispersion?.phi ?? 1
    let tallies = reference.tallies + (phi > 1 ? study.ground.tallies : [])
    return [
      ("2s limits", FunnelLimits.twoSigma, "#2166ac"),
      ("3s limits", FunnelLimits.threeSigma, "#7f7f7f"),
    ].flatMap { name, tail, colour -> [Chart.Series] in
      let limits = FunnelLimits(tail: tail, overdispersion: phi)
      let ends = sizes.map { size -> (Double, Double, Double) in
        let expected = max(1e-9, size * reference.perThousand / RateGround.per)
        let counts = limits.counts(expected: expected)
        return (size / study.ground.years, counts.low, counts.high)
      }
      func curve(_ end: (((Double, Double, Double)) -> Double)) -> Chart.Series {
        .init(
          tail == FunnelLimits.twoSigma ? .dashed : .line, name,
          zip(sizes, ends).map { size, ends in
            Chart.Value(
              ends.0, .number(end(ends) / size * RateGround.per, .significant, from: tallies))
          }, colour: colour)
      }
      return [curve { $0.1 }, curve { $0.2 }]
    }
  }

  /// The areas shaded by their shrunken rates.
  var map: MapFigure {
    let areas = rows.map { study.scope.layer.areas[$0.area] }
    return MapFigure(
      "map",
      caption: """
        Shaded by the rate drawn towards that of all areas as far as chance explains the difference, so that \
        no place is dark by accident.
        """,
      alternative: "Map of the areas, shaded by their shrunken rates \(study.unit).",
      unit: "Shrunken rate \(study.unit)", outlines: areas,
      shades: zip(areas, rows).map { area, row in
        .init(
          area.name, area.shape,
          row.shrunken.map { .number($0, study.style, from: study.ground.tallies) }
            ?? .undefined("the \(study.ground.measure) are not known"))
      })
  }
}
