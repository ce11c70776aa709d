import Evidence
import Records

extension HarmStudy {
  /// A matrix of priorities, criterion by criterion.
  /// - Throws: when a weight names no criterion.
  func priorities() throws(StudyError) -> Document.Section {
    let columns = criteria
    if let unknown = question.weights.keys.sorted().first(where: { name in
      !columns.contains { $0.name == name }
    }) {
      throw .badValue(
        parameter: "weight", value: unknown,
        reason: "is no criterion here; there are \(columns.map(\.name).joined(separator: ", "))")
    }
    let weights = columns.map {
      PriorityMatrix.Criterion($0.name, weight: question.weights[$0.name] ?? 1)
    }
    do throws(Undefined) {
      let matrix = try PriorityMatrix(
        rows.indices.map { row in columns.map { $0.scores[row] } }, criteria: weights)
      return .init(
        "priorities", "Priorities", [.paragraph(Self.how), .table(table(matrix, columns))])
    } catch {
      return .init(
        "priorities", "Priorities", [.paragraph("There is no order: \(error.reason).")])
    }
  }

  /// A criterion with the score of each row, and what each was made from.
  private struct Scores {
    let name: String
    let scores: [Double?]
    let source: String
    let tallies: [[Tally]]

    /// What people score themselves stands in the place of what was reckoned.
    func replaced(by given: [Double?]) -> Scores {
      Scores(
        name: name, scores: zip(given, scores).map { $0 ?? $1 },
        source: "\(source); given for some offences",
        tallies: zip(given, tallies).map { $0 == nil ? $1 : [] })
    }
  }

  private static let how: Sentence = """
    Each offence is scored from 1 to 5 by each criterion; the total is the mean of its scores, weighed as said in the \
    head of each column. The scales are Hotbeat's own, not those of MoRiLE: scores by rank say which is more, not how \
    much. Offences with a missing score come after the others and have no rank; scores can be given by --scores.
    """

  private var criteria: [Scores] {
    let scores = setting.supplied.scores
    let all = rows.map(\.tally)
    var criteria = [
      Scores(
        name: "volume", scores: PriorityMatrix.fifths(rows.map { Double($0.tally.count) }),
        source: "fifths of the number of incidents", tallies: rows.map { _ in all }),
      Scores(
        name: "harm",
        scores: PriorityMatrix.fifths(rows.map { $0.sum.weighed > 0 ? $0.sum.harm : nil }),
        source: "fifths of harm", tallies: rows.map { _ in all }),
    ]
    if let earlier { criteria.append(direction(earlier)) }
    for name in scores?.criteria ?? [] {
      let given = rows.map { row in row.offence.flatMap { scores?.score(of: $0, by: name) } }
      if let place = criteria.firstIndex(where: { $0.name == name }) {
        criteria[place] = criteria[place].replaced(by: given)
      } else {
        criteria.append(
          Scores(name: name, scores: given, source: "given", tallies: rows.map { _ in [] }))
      }
    }
    return criteria
  }

  /// 5 for what rose and 1 for what fell by more than chance, else 3.
  private func direction(_ earlier: Earlier) -> Scores {
    let days = scope.observedDays(in: data)
    let before = rows.map { row in
      earlier.incidents.tally.filter { data.incidents.offences[Int($0)] == row.offence }
    }
    let scores = zip(rows, before).map { row, before -> Double? in
      guard days > 0, earlier.days > 0 else { return nil }
      let ratio = RateRatio(
        before: .init(before.count, in: earlier.days), after: .init(row.tally.count, in: days))
      guard let interval = try? ratio.interval() else { return nil }
      return interval.low > 1 ? 5 : interval.high < 1 ? 1 : 3
    }
    return Scores(
      name: "direction", scores: scores,
      source: "5 rose, 1 fell, 3 could be chance (rate ratio, 95%)",
      tallies: zip(rows, before).map { [$0.tally, $1] })
  }

  private func table(_ matrix: PriorityMatrix, _ columns: [Scores]) -> ResultTable {
    let heads = zip(columns, matrix.criteria).map { column, criterion in
      ResultTable.Column(
        column.name.replacing(" ", with: "_"), "\(column.name) ×\(plain(criterion.weight))")
    }
    return ResultTable(
      "priorities", "Scores from 1 to 5",
      columns: [.init("rank", "Rank"), .init("offence", "Offence", .words)] + heads
        + [.init("total", "Total"), .init("known", "Scored")],
      rows: matrix.rows.enumerated().map { rank, row in
        let tallies = columns.flatMap { $0.tallies[row.index] }
        let scores = row.scores.enumerated().map { place, score -> Cell in
          score.map { .number($0, decimals: 0, from: columns[place].tallies[row.index]) }
            ?? .undefined("it has no score")
        }
        let place: Cell =
          row.isComplete
          ? .text(String(rank + 1), from: tallies) : .undefined("a score is missing", from: tallies)
        return [place, .text(rows[row.index].name)] + scores + [
          row.total.map { .number($0, decimals: 2, from: tallies) }
            ?? .undefined("it has no score"),
          .number(row.known, .share(0)),
        ]
      },
      notes: columns.map { "\($0.name): \($0.source)." })
  }
}
