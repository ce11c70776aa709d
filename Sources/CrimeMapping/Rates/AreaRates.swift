import Areas
import Evidence
import Geometry
import Hotspots
import Records

/// The rates of the areas of a layer, ranked, beside one comparator.
struct AreaRates {
  let study: RatesStudy
  let against: RateComparator?
  private let bayes: EmpiricalBayes?
  let overdispersion: Overdispersion?
  let rows: [Row]

  struct Row {
    let area: Int
    let tally: Tally
    /// Drawn towards the mean, for 1,000.
    let shrunken: Double?
    let comparison: Result<RateComparison, Undefined>
  }

  init(study: RatesStudy, against: RateComparator?) {
    self.study = study
    self.against = against
    let ground = study.ground
    let bayes = EmpiricalBayes(
      counts: ground.tallies.map { Double($0.count) },
      population: ground.layer.areas.indices.map { ground.exposure(of: $0) ?? 0 })
    let overdispersion =
      study.question.overdispersion == .estimated
      ? try? study.comparators.overdispersion(nil, winsorised: study.question.winsorised) : nil
    self.bayes = bayes
    self.overdispersion = overdispersion
    let reference = Self.reference(study, against)
    rows = study.scope.areas.map { area in
      let tally = ground.tallies[area]
      return Row(
        area: area, tally: tally,
        shrunken: ground.exposure(of: area).flatMap {
          bayes?.rate(count: Double(tally.count), population: $0).map { $0 * RateGround.per }
        },
        comparison: Self.comparison(study, reference, area, overdispersion))
    }.sorted { a, b in
      (-(a.shrunken ?? -1), ground.layer.areas[a.area].code)
        < (-(b.shrunken ?? -1), ground.layer.areas[b.area].code)
    }
  }

  /// For an area the rate that it is compared with; one for all areas is worked out once.
  private static func reference(
    _ study: RatesStudy, _ against: RateComparator?
  ) -> (Int) -> Result<ReferenceRate, Undefined> {
    let offences = study.scope.offences.asked
    func rate(_ areas: [Int]) -> Result<ReferenceRate, Undefined> {
      Result { () throws(Undefined) in
        guard let against else { throw Undefined("there is nothing to compare with") }
        return try study.comparators.rate(
          against, for: areas, nil, offences.count == 1 ? offences[0] : nil)
      }
    }
    switch against {
    case .parent, .group: return { rate([$0]) }
    case .all, .published, nil:
      let shared = rate([])
      return { _ in shared }
    }
  }

  private static func comparison(
    _ study: RatesStudy, _ reference: (Int) -> Result<ReferenceRate, Undefined>, _ area: Int,
    _ widening: Overdispersion?
  ) -> Result<RateComparison, Undefined> {
    Result { () throws(Undefined) in
      let offences = study.scope.offences.asked
      if !offences.isEmpty, offences.allSatisfy(OffenceRows.isLowVolume) {
        throw RateComparison.notTested
      }
      return try RateComparison(
        study.ground.tallies[area], exposure: try study.ground.exposure(of: [area]),
        try reference(area).get(),
        overdispersion: widening?.phi ?? 1, from: study.ground.tallies,
        confidence: study.question.confidence)
    }
  }

  var sections: [Document.Section] {
    var sections = [
      Document.Section("rates", "Rates", [.list(summary), .table(table)]),
      Document.Section("comparators", "Compared with", [.table(comparatorTable)]),
    ]
    let figures = [funnel.map { Document.Block.chart($0) }, .map(map)].compactMap { $0 }
    sections.append(Document.Section("figures", "Funnel and map", figures))
    return sections
  }

  private func area(_ row: Row) -> Area { study.scope.layer.areas[row.area] }

  // MARK: The table

  private var table: ResultTable {
    ResultTable(
      "rates", "Rates \(study.unit)", columns: columns, rows: rows.map(cells), notes: notes,
      shapes: rows.map { area($0).shape })
  }

  private var columns: [ResultTable.Column] {
    [
      .init("code", "Code", .words, isDetail: true), .init("area", "Area", .words),
      .init("count", "Incidents"), .init("denominator", study.ground.measure.capitalisedFirst),
      .init("rate_per_1000", "Rate"), .init("rate_interval", study.intervalTitle, .interval),
      .init("rate_shrunken", "Shrunken rate"),
      .init("rate_reference", against.map { study.name(of: $0) } ?? "Reference"),
    ]
      + RateComparison.columns(
        against.map { study.name(of: $0) } ?? "others", interval: study.intervalTitle)
      + [.init("note", "", .words)]
  }

  private func cells(_ row: Row) -> [Cell] {
    let ground = study.ground
    let people = ground.denominators.values[row.area]
    let rate = Result { () throws(Undefined) in try ground.rate(of: [row.area], row.tally) }
    let (value, interval) = study.cells(rate, row.tally)
    let head: [Cell] = [
      .text(area(row).code), .text(area(row).name), .count(row.tally),
      people.map { .number($0.rounded(), .decimals(0)) }
        ?? .undefined("the \(ground.measure) are not known"),
      value, interval,
      row.shrunken.map { .number($0, study.style, from: ground.tallies) }
        ?? .undefined("the \(ground.measure) are not known"),
    ]
    switch row.comparison {
    case .success(let comparison):
      return head + [comparison.reference.cell(study.style)] + comparison.cells + [
        study.note(row.tally)
      ]
    case .failure(let why):
      return head + [.undefined(why)] + RateComparison.undefined(why, from: [row.tally])
        + [study.note(row.tally)]
    }
  }

  private var notes: [Sentence] {
    var notes: [Sentence] = [
      """
      Ranked by the shrunken rate: the rate drawn towards that of all areas as far as chance explains the \
      difference (empirical Bayes), so that small places do not lead by accident.
      """
    ]
    guard against != nil else { return notes }
    notes.append(
      """
      Ratio: incidents beside those expected at the rate of the column before it. Beyond 2s chance alone \
      would be 1 time in 40, beyond 3s 1 in 1,000, on each side.
      """)
    if let overdispersion {
      let phi = Cell.number(overdispersion.phi, .decimals(1), from: study.ground.tallies)
      notes.append(
        """
        Limits are widened by the square root of φ = \(phi): so many times more do the areas differ than \
        chance alone makes them (\(Self.words(overdispersion))). Where φ is under 1 they are not narrowed.
        """)
    }
    return notes
  }

  private static func words(_ overdispersion: Overdispersion) -> String {
    overdispersion.cut == 0
      ? "all areas as they are"
      : "the outer \(overdispersion.cut) of \(overdispersion.areas) areas on each side taken in"
  }
}
