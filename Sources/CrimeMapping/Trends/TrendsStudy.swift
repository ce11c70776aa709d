import Areas
import Evidence
import RecordFiles
import Records

/// Tells where monthly series are heading: incidents → months → series → analyses → document.
struct TrendsStudy: Sendable {
  let question: TrendsQuestion
  let scope: StudyScope
  let incidents: StudyIncidents
  /// Whole months with data, and those known in part only, which are left out.
  let observed: [Month]
  let partial: [Month]
  private let data: StudyData
  private let threads: Int
  private let started: ContinuousClock.Instant

  /// The fewest whole months with data that are told of, and the most series.
  static let leastMonths = 6
  private static let mostSeries = 400

  /// - Throws: when the question does not fit the data.
  init(
    _ question: TrendsQuestion, of data: StudyData, in setting: StudySetting
  ) throws(StudyError) {
    started = ContinuousClock().now
    (self.question, self.data, threads) = (question, data, setting.threads)
    scope = try StudyScope(question.terms, of: data, studyArea: setting.studyArea)
    incidents = try StudyIncidents(scope, of: data)
    let known = WholeMonths(scope, data)
    let all = scope.observedMonths(in: data)
    observed = all.filter(known.holds)
    partial = all.filter { !known.holds($0) }
    guard observed.count >= Self.leastMonths else {
      throw .refused(
        parameter: "from",
        reason: """
          There are \(observed.count) whole months with data in the period; a series needs at least \
          \(Self.leastMonths), a direction 18 over two years and a forecast 36.
          """)
    }
  }

  func document() async throws(StudyError) -> Document {
    let series = await analysed(try divided())
    let recorder = StudyRecorder(
      data: data, scope: scope, asked: question.terms, incidents: incidents)
    let elapsed = started.duration(to: ContinuousClock().now) / .seconds(1)
    let record = recorder.record(
      naming: scope.layer, more: caveats(series), elapsedSeconds: elapsed)
    return TrendsDocument(question: question, series: series, observed: observed).document(
      record: record, projection: data.projection)
  }

  // MARK: - Series

  private typealias Division = (name: String, area: Area?, tally: Tally)

  /// The incidents of each series, most first; of equals by code or name.
  private func divided() throws(StudyError) -> [Division] {
    let divisions: [Division] =
      switch question.by {
      case nil: [(subject, nil, incidents.tally)]
      case .area: areas
      case .offence: offences
      }
    guard divisions.count <= Self.mostSeries else {
      throw .refused(
        parameter: "by",
        reason: "\(divisions.count) series are more than the \(Self.mostSeries) allowed.")
    }
    return divisions.sorted {
      (-$0.tally.count, $0.area?.code ?? $0.name) < (-$1.tally.count, $1.area?.code ?? $1.name)
    }
  }

  private var subject: String {
    let names = scope.offences.asked.map { OffenceTree.standard[$0].name }
    return names.isEmpty ? "All incidents" : names.joined(separator: " and ")
  }

  private var areas: [Division] {
    let tallies = incidents.tallies(areas: scope.layer.areas.count)
    return scope.areas.map { place in
      let area = scope.layer.areas[place]
      return (area.name.isEmpty ? area.code : area.name, area, tallies[place])
    }
  }

  /// The offences asked for; those below it where one is; else the Home Office groups, fraud and ASB.
  private var offences: [Division] {
    let tree = OffenceTree.standard
    let asked = scope.offences.asked
    guard asked.count < 2 else {
      return asked.map {
        (tree[$0].name, nil, incidents.tally.of(tree.selection(of: [$0]), in: data))
      }
    }
    let depth = asked.first.map { tree.depth(of: $0) + 1 } ?? 1
    var lists: [OffenceTree.ID: [Int32]] = [:]
    for incident in incidents.inside {
      var offence = data.incidents.offences[Int(incident)]
      while tree.depth(of: offence) > depth,
        let parent = tree[offence].parent.flatMap({ tree.id(code: $0) })
      {
        offence = parent
      }
      lists[offence, default: []].append(incident)
    }
    return lists.sorted { $0.key < $1.key }.map { (tree[$0.key].name, nil, Tally($0.value)) }
  }

  /// Each series by itself, on several threads; their order is that of the divisions.
  private func analysed(_ divisions: [Division]) async -> [TrendSeries] {
    let span = scope.months
    let all = divisions.map { division in
      (division, division.tally.byMonth(span, in: data))
    }
    return await inOrder(all.count, threads: threads) { [observed, question] number in
      let ((name, area, _), tallies) = all[number]
      let months = observed.map { tallies[Int($0.ordinal - span.lowerBound.ordinal)] }
      let counts = MonthlyCounts(
        zip(observed, months).map {
          .init(Int($0.ordinal), days: $0.days, count: Double($1.count))
        })
      return TrendSeries(
        name: name, area: area, all: Tally(months.flatMap(\.incidents)), months: months,
        analysis: TrendAnalysis(counts, question))
    }
  }
}

/// Makes so many values, some at once.
private func inOrder<Value: Sendable>(
  _ count: Int, threads: Int, _ make: @escaping @Sendable (Int) -> Value
) async -> [Value] {
  var values = [Value?](repeating: nil, count: count)
  await withTaskGroup(of: (Int, Value).self) { group in
    var next = 0
    while next < min(count, max(1, threads)) {
      let number = next
      group.addTask { (number, make(number)) }
      next += 1
    }
    for await (number, value) in group {
      values[number] = value
      if next < count {
        let number = next
        group.addTask { (number, make(number)) }
        next += 1
      }
    }
  }
  return values.compactMap { $0 }
}

/// Which months a study holds whole.
private struct WholeMonths {
  private let period: Period
  /// The first and the last moment of which the store knows, where it knows more than months.
  private let first: Int64
  private let last: Int64

  init(_ scope: StudyScope, _ data: StudyData) {
    period = scope.period
    first = data.incidents.starts.min() ?? period.start.seconds
    last = zip(data.incidents.starts, data.incidents.ends).reduce(Int64.min) {
      max($0, $1.0 + 1, $1.1)
    }
  }

  /// Whether all of a month but a tenth lies in the period asked for, and in the time the store knows of.
  func holds(_ month: Month) -> Bool {
    let london = CivilTime.london
    let (start, end) = (
      london.start(of: month).seconds, london.start(of: month.advanced(by: 1)).seconds
    )
    let slack = (end - start) / 10
    return max(period.start.seconds, first) <= start + slack
      && end - slack <= min(period.end.seconds, last)
  }
}
