import Evidence
import Records

extension OrderReviewStudy {
  /// The answer in a few sentences, for who reads nothing else.
  func summary(of sections: [Document.Section]) -> Document.Section {
    let change = change(all, in: .order)
    var sentences: [Sentence] = []
    if let finding = findings([change]).first {
      sentences.append(
        "Reports of the named behaviours in the order's area \(change.words(finding)).")
    }
    if let evaluation { sentences.append(relativeWords(evaluation)) }
    sentences.append(persistenceWords)
    sentences.append(boundaryWords)
    sentences.append(
      """
      The record tells what was reported and what changed. It does not by itself tell why, and whether the order is \
      necessary is for the council to decide.
      """)
    return .init("summary", "In short", [.list(sentences)])
  }

  private var persistenceWords: Sentence {
    let tally = all.during(.order)
    let unit = hasDays ? "weeks" : "months"
    let persistence = persistence(tally, periods.after)
    let months = periods.after.map { month in
      tally.filter { data.incidents.months[Int($0)] == month }
    }
    return """
      During the order there were reports in \(.number(Double(persistence.withAny), decimals: 0, from: [tally] + months)) of \
      \(.whole(persistence.periods)) \(unit) compared.
      """
  }

  private var boundaryWords: Sentence {
    let (inside, outside) = (all.during(.order), all.during(.outer))
    return """
      Within \(plain(question.edge)) m outside the boundary there were \(.count(outside)) reports during the \
      order, beside \(.count(inside)) inside.
      """
  }
}
