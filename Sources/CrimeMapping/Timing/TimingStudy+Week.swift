import Evidence
import Maps
import Records

extension TimingStudy {
  /// The grid of hours and weekdays.
  var week: Document.Section {
    let grid = profile.weekGrid
    let names = DayName.allCases.map(\.name)
    let shaded = ShadedTable(
      "week", caption: gridCaption,
      alternative: """
        Seven rows, one for each weekday, of 24 hours from \(Self.clock(question.dayStarts)); darker where there are \
        more incidents.
        """,
      unit: "incidents", rows: names,
      columns: grid.hours.map { ($0 < 10 ? "0" : "") + "\($0)" },
      cells: (0..<7).map { day in
        (0..<24).map { column in
          let cell = day * 24 + column
          return Self.amount(grid.values[cell], [ofCells[cell]])
        }
      })
    return .init("week", "Hours and weekdays", [.paragraph(busiestCells), .shaded(shaded)])
  }

  /// The seven days of the week.
  var weekdays: Document.Section {
    let grid = profile.weekGrid
    let shares = try? profile.shareOfWeekdays(confidence: question.confidence)
    let table = ResultTable(
      "weekdays", "Weekdays", columns: [.init("weekday", "Weekday", .words)] + shareColumns,
      rows: DayName.allCases.map(\.name).enumerated().map { day, name in
        let tally = union(of: (0..<24).map { day * 24 + $0 })
        return [.text(name)]
          + Self.cells(shares?[day], weight: grid.byDay[day], from: [tally, told])
      })
    return .init("weekdays", "Weekdays", [.paragraph(busiestDays), .table(table)])
  }

  private var gridCaption: Sentence {
    let nights =
      question.dayStarts == 0
      ? ""
      : " A row starts at \(Self.clock(question.dayStarts)), so that a night belongs to the evening before."
    return
      "Incidents in each hour of the week, weighted by how much of their time lies in it.\(nights)"
  }

  /// Which single hours of the week stand out.
  private var busiestCells: Sentence {
    guard let shares = try? profile.shareOfCells(confidence: question.confidence) else {
      return "No incident has a known time."
    }
    let grid = profile.weekGrid
    let high = shares.indices.filter { shares[$0].verdict == .high }
      .sorted { (-shares[$0].weight, $0) < (-shares[$1].weight, $1) }
    guard !high.isEmpty else {
      return """
        No single hour of the week stands out from the others by more than chance, all 168 taken into account.
        """
    }
    let words: [Sentence] = high.prefix(5).map { cell in
      let name = "\(DayName.allCases[cell / 24].name) \(Self.clock(grid.hours[cell % 24]))"
      return
        "\(name) (\(Self.amount(shares[cell].weight, [ofCells[cell]])))"
    }
    let first = words.dropFirst().reduce(words[0]) { $0 + ", " + $1 }
    return """
      \(.text(String(high.count), from: high.map { ofCells[$0] })) of 168 hours of the week hold more than their share \
      by more than chance, all taken into account; most of all \(first).
      """
  }

  /// Which hour of the day is the busiest, and which may be.
  var busiestHours: Sentence {
    guard let shares = try? profile.shareOfHours(confidence: question.confidence),
      let set = try? profile.busiestHours(confidence: question.confidence)
    else { return "No incident has a known time." }
    let hours = profile.weekGrid.hours
    let tally = union(of: (0..<7).map { $0 * 24 + set.best })
    let share = shares[set.best].share
    let head: Sentence = """
      The busiest hour is \(.text(Self.hour(hours[set.best]), from: [told])) with \
      \(.number(share.value, .share(1), from: [tally, told])) of incidents \
      (\(.interval(share.interval, .share(1), from: [tally, told]))).
      """
    guard set.candidates.count > 1 else {
      return head + " No other hour may be busier by chance." + middle
    }
    let others = Self.ranges(set.candidates).map { first, last in
      "\(Self.clock(hours[first]))–\(Self.clock((hours[last] + 1) % 24))"
    }
    return head + """
       The truly busiest one is, with \(confidenceWords) confidence, within \
      \(.text(others.joined(separator: ", "), from: [told])).
      """ + middle
  }

  /// The middle of the times of day, where they gather around one.
  private var middle: Sentence {
    guard let mean = try? CircularMean(profile.spans, by: profile.clock),
      mean.resultant >= Self.gathered
    else { return "" }
    let minutes = Int((mean.second / 60).rounded()) % 1_440
    let time =
      Self.clock(minutes / 60).dropLast(2) + (minutes % 60 < 10 ? "0" : "") + "\(minutes % 60)"
    return " Times of day gather around \(.text(String(time), from: [told]))."
  }

  /// How closely times must lie for their middle to mean anything: with two busy times of day it would point
  /// between them.
  private static let gathered = 0.3

  private var busiestDays: Sentence {
    guard let set = try? profile.busiestWeekdays(confidence: question.confidence) else { return "" }
    let names = set.candidates.map { DayName.allCases[$0].name }
    guard names.count > 1 else {
      return "\(.text(DayName.allCases[set.best].name, from: [told])) is the busiest day."
    }
    guard names.count < 7 else {
      return "No weekday is the busiest by more than chance."
    }
    return """
      \(.text(DayName.allCases[set.best].name, from: [told])) has most; with \(confidenceWords) confidence the busiest \
      day is one of \(.text(names.joined(separator: ", "), from: [told])).
      """
  }

  var confidenceWords: String { plain((question.confidence * 1_000).rounded() / 10) + "%" }

  /// Neighbouring places, ascending, as first and last of each stretch.
  private static func ranges(_ places: [Int]) -> [(Int, Int)] {
    places.reduce(into: []) { ranges, place in
      if let last = ranges.last, last.1 + 1 == place {
        ranges[ranges.count - 1].1 = place
      } else {
        ranges.append((place, place))
      }
    }
  }

  /// Hours that are told apart.
  var windows: Document.Section {
    let rows = question.windows.map { window -> [Cell] in
      let (weight, _) = profile.inside(window.weekly)
      let tally = told.filter {
        question.midnight.reading(span($0), by: profile.clock)
          .map { window.weekly.share(of: $0, by: profile.clock) > 0 } ?? false
      }
      let share = try? profile.share(of: window.weekly, confidence: question.confidence)
      let ratio = Cell.attempt(from: [tally, told]) { () throws(Undefined) in
        guard let share else { throw Undefined("there is no incident with a known time") }
        return .number(try share.ratio().value, decimals: 2, from: [tally, told])
      }
      let nights =
        profile.clock.days(from: scope.period.start.seconds, to: scope.period.end.seconds)
        * Double(window.days.count) / 7
      return [.text(window.name)] + Self.cells(share, weight: weight, from: [tally, told])
        + [
          ratio,
          nights > 0
            ? .number(weight / nights, decimals: 2, from: [tally]) : .undefined("there is no day"),
        ]
    }
    let table = ResultTable(
      "windows", "Hours told apart",
      columns: [.init("window", "Hours", .words)] + shareColumns + [
        .init("times_even", "Times even"), .init("per_night", "Per night"),
      ], rows: rows,
      notes: [
        "\"Times even\" is the share over the share of time; \"per night\" is incidents on each day the hours start."
      ])
    return .init("windows", "Hours told apart", [.table(table)])
  }
}
