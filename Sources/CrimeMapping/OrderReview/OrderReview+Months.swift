import Evidence
import Maps
import Records

extension OrderReviewStudy {
  /// All months with data, in the order's area and, brought to its level before, in its control.
  var monthSection: Document.Section {
    let span = scope.months
    let axis = LineChart.Axis.months(
      year: span.lowerBound.year, month: span.lowerBound.month,
      count: Int(span.upperBound.ordinal - span.lowerBound.ordinal) + 1)
    let inside = all.inside.byMonth(span, in: data)
    var series: [Chart.Series] = [
      .init(.linePoints, "In the order's area", values(inside), colour: "#b2182b")
    ]
    if let control = controlSeries { series.insert(control, at: 0) }
    series += marks
    let chart = Chart(
      "months", caption: "Reports of the named behaviours in the order's area, month by month",
      alternative: """
        Line chart of monthly reports in the order's area from \("\(span.lowerBound)") to \
        \("\(span.upperBound)"); before \(.count(all.before(.order))) and during \
        \(.count(all.during(.order))) in the months compared.
        """,
      panels: [
        .init(
          horizontal: axis, vertical: .init(title: "Reports in the month", including: 0...0),
          series: series)
      ])
    return .init("months", "Month by month", [.chart(chart), .paragraph(monthWords)])
  }

  /// Months without any data are gaps.
  private func values(_ tallies: [Tally]) -> [Chart.Value] {
    tallies.enumerated().map { index, tally in
      let month = scope.months.lowerBound.advanced(by: index)
      return .init(Double(index), data.months.contains(month) ? .count(tally) : nil)
    }
  }

  private var controlSeries: Chart.Series? {
    let (mine, other) = (all.before(.order), all.before(.control))
    guard places.control != nil, mine.count > 0, other.count > 0 else { return nil }
    let factor = Double(mine.count) / Double(other.count)
    let monthly = places.parts(of: all.everywhere, in: data)[.control]
      .byMonth(scope.months, in: data)
    let values = monthly.enumerated().map { index, tally -> Chart.Value in
      let month = scope.months.lowerBound.advanced(by: index)
      let cell = Cell.number(
        Double(tally.count) * factor, decimals: 1, from: [tally, mine, other])
      return .init(Double(index), data.months.contains(month) ? cell : nil)
    }
    return .init(.dashed, "Control, brought to the order's level before", values, colour: "#2166ac")
  }

  private var marks: [Chart.Series] {
    func place(_ day: CalendarDay) -> Double? {
      guard let month = Month(day.description.prefix(7)), scope.months.contains(month) else {
        return nil
      }
      return Double(month.ordinal - scope.months.lowerBound.ordinal)
    }
    let ends = [(order.start, "Order starts")] + (order.end.map { [($0, "Order ends")] } ?? [])
    return ends.compactMap { day, words in
      place(day).map { .init(.mark($0, caption: words), "", colour: "#555555") }
    }
  }

  private var monthWords: Sentence {
    let left = periods.unmatched
    let words: Sentence = """
      The months compared are \(periods.after.spans) during the order and \(periods.before.spans) before it, \
      each with the month of the same name, so that seasons cancel.
      """
    guard !left.isEmpty else { return words }
    return words + " \(left.spans) have no such partner with data and are not compared."
  }
}
