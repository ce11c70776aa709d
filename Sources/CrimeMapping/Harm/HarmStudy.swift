import Areas
import Evidence
import Geometry
import Records

/// Adds up weights: incidents → rows of offences or areas → count, harm and its square root → ranks, priorities.
struct HarmStudy: Sendable {
  let data: StudyData
  let question: HarmQuestion
  let setting: StudySetting
  let scope: StudyScope
  let incidents: StudyIncidents
  let harm: HarmWeights
  let rows: [Row]
  let ranks: HarmRanks
  /// The period before, for the direction of travel; `nil` where none was asked for.
  let earlier: Earlier?
  private let started: ContinuousClock.Instant

  struct Earlier {
    let incidents: StudyIncidents
    let months: ClosedRange<Month>
    /// The days of it for which there is any data.
    let days: Double
  }

  /// An offence, or an area with all that happened there.
  struct Row {
    let name: String
    /// `nil` for an area.
    let offence: OffenceTree.ID?
    let area: Area?
    let tally: Tally
    /// Those whose offence has a weight and is not left out.
    let weighed: Tally
    let sum: HarmSum
  }

  /// - Throws: when the question does not fit the data, or no weights are given.
  init(
    _ question: HarmQuestion, of data: StudyData, in setting: StudySetting
  ) throws(StudyError) {
    started = ContinuousClock().now
    guard let harm = setting.harm else {
      throw .refused(
        parameter: "harm",
        reason: "Harm needs a table of weights, offence,weight; name its file with --harm.")
    }
    (self.data, self.question, self.setting, self.harm) = (data, question, setting, harm)
    scope = try StudyScope(question.terms, of: data, studyArea: setting.studyArea)
    incidents = try StudyIncidents(scope, of: data, weighedBy: harm)
    let weigher = Weigher(data: data, harm: harm, leftOut: question.leftOut)
    rows =
      question.by == .offence
      ? weigher.offences(incidents.tally)
      : zip(scope.layer.areas, incidents.tallies(areas: scope.layer.areas.count)).enumerated()
        .filter { [scope] in scope.areas.contains($0.offset) }
        .map { weigher.area($0.element.0, $0.element.1) }
    ranks = HarmRanks(rows.map(\.sum), floor: question.floor)
    earlier = try question.against.map { (terms) throws(StudyError) in
      let scope = try StudyScope(terms, of: data, studyArea: setting.studyArea)
      return Earlier(
        incidents: try StudyIncidents(scope, of: data), months: scope.months,
        days: scope.observedDays(in: data))
    }
  }

  /// Gives incidents their weights.
  struct Weigher {
    let data: StudyData
    let harm: HarmWeights
    let leftOut: [OffenceTree.ID]

    func weight(of offence: OffenceTree.ID) -> Double? { isLeftOut(offence) ? nil : harm[offence] }

    func isLeftOut(_ offence: OffenceTree.ID) -> Bool {
      leftOut.contains { OffenceTree.standard.isWithin(offence, $0) }
    }

    /// One row for each offence that was recorded, in the order of the tree.
    func offences(_ tally: Tally) -> [Row] {
      let tree = OffenceTree.standard
      return tree.offences.indices.map { OffenceTree.ID($0) }.compactMap { offence in
        let own = tally.filter { data.incidents.offences[Int($0)] == offence }
        guard own.count > 0 else { return nil }
        var sum = HarmSum()
        sum.add(own.count, weight: weight(of: offence))
        return Row(
          name: tree[offence].name, offence: offence, area: nil, tally: own,
          weighed: weight(of: offence) == nil ? .none : own, sum: sum)
      }
    }

    func area(_ area: Area, _ tally: Tally) -> Row {
      var counts: [OffenceTree.ID: Int] = [:]
      for incident in tally.incidents {
        counts[data.incidents.offences[Int(incident)], default: 0] += 1
      }
      var sum = HarmSum()
      // In the order of the tree: sums must not depend on that of a dictionary.
      for (offence, count) in counts.sorted(by: { $0.key < $1.key }) {
        sum.add(count, weight: weight(of: offence))
      }
      return Row(
        name: area.name, offence: nil, area: area, tally: tally,
        weighed: tally.filter { weight(of: data.incidents.offences[Int($0)]) != nil }, sum: sum)
    }
  }

  var weigher: Weigher { Weigher(data: data, harm: harm, leftOut: question.leftOut) }

  func document() throws(StudyError) -> Document {
    let matrix = question.by == .offence ? [try priorities()] : []
    let recorder = StudyRecorder(
      data: data, scope: scope, asked: question.terms, incidents: incidents,
      comparedMonths: earlier?.months)
    let record = recorder.record(
      naming: scope.layer, more: caveats,
      elapsedSeconds: started.duration(to: ContinuousClock().now) / .seconds(1))
    return Document(
      question: "harm", title: "Harm: \(record.terms.subject)",
      subtitle: "\(record.terms.span); weights of \(harm.file)",
      sections: [sums] + matrix + [notWeighed], terms: terms, record: record,
      projection: data.projection)
  }

  private var terms: [Document.Term] {
    let tree = OffenceTree.standard
    let scores = setting.supplied.scores
    return [
      .init("by", .text(question.by.rawValue)), .init("floor", .whole(question.floor)),
      .init("top", .whole(question.top)),
      .init(
        "left_out",
        .text(question.leftOut.map { tree[$0].code }.joined(separator: ", "))),
      .init("against_from", question.against?.from.map { .text($0.text) } ?? .blank),
      .init("against_to", question.against?.to.map { .text($0.text) } ?? .blank),
    ]
      + (scores.map {
        [.init("scores", .text($0.file)), .init("scores_sha256", .text($0.digest))]
      } ?? [])
  }

  private var caveats: [Caveat] {
    var caveats: [Caveat] = []
    let leftOut = incidents.inside.count {
      weigher.isLeftOut(data.incidents.offences[Int($0)])
    }
    if leftOut > 0 { caveats.append(.policeGenerated) }
    caveats.append(.noDateOfReport)
    if question.by == .offence { caveats.append(.ownScales) }
    return caveats
  }
}
