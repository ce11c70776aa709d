import Evidence
import Records

extension EvaluateStudy {
  /// The answer first: what may be said, and the numbers it rests on.
  var summarySection: Document.Section {
    let verdict = evaluation.verdict
    var blocks: [Document.Block] = [
      .paragraph("\(.text(verdict.sentence(about: question.thing), from: local))"),
      .paragraph(countSentence), .paragraph(differenceSentence),
    ]
    if let sentence = effectSentence { blocks.append(.paragraph(sentence)) }
    if let sentence = disagreement { blocks.append(.paragraph(sentence)) }
    if let sentence = displacementSentence { blocks.append(.paragraph(sentence)) }
    if !verdict.against.isEmpty {
      blocks.append(
        .list(
          verdict.against.map {
            "\(.text("\($0.code.rawValue) \($0.title): \($0.state.rawValue).", from: local))"
          }))
    }
    return Document.Section("summary", "In short", blocks)
  }

  private func counts(_ place: PlaceTallies) -> (before: Tally, after: Tally) {
    (place.tally(of: periods.before), place.tally(of: periods.after))
  }

  private var countSentence: Sentence {
    let (target, control) = (counts(places.target), counts(places.control))
    let whose =
      places.matched.isEmpty
      ? "the control" : "the \(places.matched.count) matched areas together"
    return """
      The target counted \(.count(target.before)) in the months before and \(.count(target.after)) in those \
      after; \(whose) \(.count(control.before)) and \(.count(control.after)).
      """
  }

  private var differenceSentence: Sentence {
    let difference = evaluation.local
    let interval = difference.interval(confidence: question.confidence)
    return """
      Beyond its control the target changed by \(.number(difference.value, .signed(1), from: local)) incidents \
      (\(confidenceWords) interval \
      \(.interval(interval, .decimals(1), from: local))). A change of \
      \(.number(difference.detectableChange(), decimals: 0, from: local)) would be told from chance four times \
      in five.
      """
  }

  private var effectSentence: Sentence? {
    guard let effect = try? evaluation.effect.get(),
      let estimate = try? effect.estimate(confidence: question.confidence)
    else { return nil }
    let ratio: Sentence = """
      As a ratio, the target's change over its control's is \
      \(.number(estimate.value, decimals: 2, from: local)) \
      (\(.interval(estimate.interval, .decimals(2), from: local)))
      """
    guard let percent = try? effect.percent() else { return ratio + "." }
    return ratio + ", or \(.number(percent, .change(0), from: local))."
  }

  /// Where incidents and ratio say different things, the levels of target and control are why.
  private var disagreement: Sentence? {
    guard let effect = try? evaluation.effect.get(),
      let ratio = try? effect.estimate(confidence: question.confidence).interval
    else { return nil }
    let difference = evaluation.local.interval(confidence: question.confidence)
    guard ratio.contains(1) != difference.contains(0) else { return nil }
    let words = """
      The two do not agree whether this could be noise: they suppose different things where target and control \
      count differently, a change by as many incidents and one by the same share. Take neither for settled.
      """
    return "\(.text(words, from: local))"
  }

  var confidenceWords: String { "\(plain((1000 * question.confidence).rounded() / 10)) %" }

  private var displacementSentence: Sentence? {
    guard let displacement = evaluation.displacement, let ring = places.ring else { return nil }
    let tallies = compared
    let interval = displacement.interval(confidence: question.confidence)
    let counted = counts(ring)
    let change: Sentence = """
      The ring counted \(.count(counted.before)) and \(.count(counted.after)); beyond its own control it \
      changed by \(.number(displacement.value, .signed(1), from: tallies)) \
      (\(.interval(interval, .decimals(1), from: tallies))).
      """
    switch evaluation.quotient {
    case .success(let quotient):
      return change + """
         The displacement quotient is \(.number(quotient.value, decimals: 2, from: tallies)): \
        \(.text(quotient.reading.rawValue, from: tallies)).
        """
    case .failure(let why):
      return change + " There is no displacement quotient: \(.text(why.reason, from: tallies))."
    }
  }
}
