import Areas
import Evidence
import Records

extension AreaRates {
  /// The answer in words.
  var summary: [Sentence] { [total] + outliers }

  private var total: Sentence {
    let ground = study.ground
    let areas = study.scope.areas.filter { ground.exposure(of: $0) != nil }
    let tally = ground.tally(of: areas, nil, in: study.data)
    let rate = Result { () throws(Undefined) in try ground.rate(of: areas, tally) }
    let (value, interval) = study.cells(rate, tally)
    return """
      \(areas.count == 1 ? "1 area" : "\(areas.count) areas") together: \(.count(tally)) incidents, \
      \(value) \(study.unit) (\(study.confidenceWords) interval \(interval)).
      """
  }

  private var outliers: [Sentence] {
    guard let against else { return [] }
    let compared = rows.compactMap { row -> (Row, RateComparison)? in
      guard case .success(let comparison) = row.comparison else { return nil }
      return (row, comparison)
    }
    guard !compared.isEmpty else { return [] }
    let name = against == .all ? "all areas together" : study.name(of: against)
    let far = [
      ("higher than \(name)", compared.filter { $0.1.observed.position == .highBeyond3 }),
      ("lower than \(name)", compared.filter { $0.1.observed.position == .lowBeyond3 }),
    ]
    return far.map { words, found in
      let tallies = found.flatMap { [$0.0.tally] + $0.1.reference.tallies }
      let names = found.prefix(8).map { study.scope.layer.areas[$0.0.area].name }
      let more = found.count > names.count ? " and \(found.count - names.count) more" : ""
      let listed = found.isEmpty ? "none" : names.joined(separator: ", ") + more
      return """
        Much \(words), beyond what chance and the usual differences of areas explain (3s): \
        \(.text(listed, from: tallies)).
        """
    }
  }

  /// What areas are compared with.
  var comparatorTable: ResultTable {
    let offences = study.scope.offences.asked
    let rows = study.offered.map { comparator -> [Cell] in
      let reference = Result { () throws(Undefined) in
        try study.comparators.rate(
          comparator, for: comparator == .group ? [] : study.scope.areas, nil,
          offences.count == 1 ? offences[0] : nil)
      }
      let head: [Cell] = [.text(comparator.name), .text(study.name(of: comparator))]
      switch reference {
      case .success(let rate):
        return head + [
          rate.cell(study.style),
          rate.interval.map { .interval($0, study.style, from: rate.tallies) } ?? .blank,
        ]
      case .failure(let why): return head + [.undefined(why), .blank]
      }
    }
    return ResultTable(
      "comparators", "Compared with, \(study.unit)",
      columns: [
        .init("comparator", "Key", .words), .init("name", "Whose rate", .words),
        .init("rate_per_1000", "Rate"),
        .init("rate_interval", study.intervalTitle, .interval),
      ], rows: rows, notes: comparatorNotes)
  }

  private var comparatorNotes: [Sentence] {
    var notes: [Sentence] = []
    if study.offered.contains(.group) {
      notes.append(
        "The group's is the mean of its members' rates, whatever their size; each area's own is among them."
      )
    }
    if let published = study.comparators.published {
      notes.append(
        "\("Published rates from \(published.file), for twelve months, taken as exact.")")
    }
    return notes
  }
}
