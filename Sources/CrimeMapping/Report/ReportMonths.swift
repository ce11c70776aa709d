import Maps
import Records

extension ReportStudy {
  /// What was recorded in each month there is data for, up to the last of the period, where no trend is told.
  var months: Document.Section {
    .init("months", "Month by month", monthBlocks)
  }

  private var monthBlocks: [Document.Block] {
    guard let first = data.months.min(), first <= scope.months.upperBound else { return [] }
    let months = first...scope.months.upperBound
    let series = subjects.map { subject in
      (
        name: subject.name,
        tallies: everTally.of(subject.offences, in: data).byMonth(months, in: data)
      )
    }
    return [.chart(chart(series, months))]
  }

  /// Recorded crime and anti-social behaviour apart, or each offence asked for.
  var subjects: [(name: String, code: String, offences: OffenceSelection)] {
    let tree = OffenceTree.standard
    let asked = scope.offences.asked
    // What the source does not record is not told of as nought.
    let present = Set(data.incidents.offences)
    let ids =
      asked.isEmpty
      ? ["crime", "asb"].compactMap { tree.id(code: $0) }.filter { id in
        present.contains { tree.isWithin($0, id) }
      } : asked
    return ids.map { (tree[$0].name, tree[$0].code, tree.selection(of: [$0])) }
  }

  /// The incidents of the areas and offences at any time.
  private var everTally: Tally {
    let areas = data.areas(of: scope.layer)
    let chosen = Set(scope.areas)
    let located = data.incidents.locatedCount
    return Tally(
      (0..<Int32(located)).filter { index in
        chosen.contains(Int(areas[Int(index)]))
          && scope.offences.contains(data.incidents.offences[Int(index)])
          && data.incidents.qualifiers(of: Int(index)).isSuperset(of: scope.qualifiers)
      })
  }

  private func chart(
    _ series: [(name: String, tallies: [Tally])], _ months: ClosedRange<Month>
  ) -> Chart {
    let axis = LineChart.Axis.months(
      year: months.lowerBound.year, month: months.lowerBound.month,
      count: Int(months.upperBound.ordinal - months.lowerBound.ordinal) + 1)
    return Chart(
      "months",
      caption: "Recorded incidents by month in \(areaName); a gap is a month without data.",
      alternative:
        "Lines of recorded incidents by month; its numbers are in the table that can be opened below it.",
      panels: [
        .init(
          horizontal: axis, vertical: .init(title: "Recorded in the month", including: 0...1),
          series: series.map { name, tallies in
            .init(
              .linePoints, name,
              tallies.enumerated().map { place, tally in
                let month = months.lowerBound.advanced(by: place)
                return .init(Double(place), data.months.contains(month) ? .count(tally) : nil)
              })
          })
      ])
  }
}
