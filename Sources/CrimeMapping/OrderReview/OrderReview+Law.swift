import Records

extension OrderReviewStudy {
  /// What the law asks in outline, and where this pack speaks to it.
  var lawSection: Document.Section {
    .init(
      "law", "What the law asks, and where the evidence stands",
      [
        .paragraph(
          """
          Under section 59 of the Anti-social Behaviour, Crime and Policing Act 2014 a council makes an order when \
          it is satisfied on reasonable grounds of the points below. This pack gives evidence for some of them; it \
          decides none, and is no legal advice.
          """),
        .list([
          """
          Activities in a public place have had, or are likely to have, a detrimental effect on the quality of \
          life of those in the locality: the counts tell how often they were reported, not how they were felt.
          """,
          """
          The effect is, or is likely to be, persistent or continuing: see "Has it persisted?" and "If the order \
          lapses".
          """,
          "It is, or is likely to be, such as to make the activities unreasonable: not in these data.",
          """
          It justifies the restrictions imposed, which must be reasonable and only such as prevent or reduce the \
          effect or its risk: see "The named behaviours", "Hours and weekdays" and "Is the boundary right?".
          """,
        ]),
        .paragraph(
          """
          An order lasts up to three years and can be extended, more than once, by up to three years each. The \
          council consults the chief officer of police, the police and crime commissioner, community \
          representatives and, where practicable, owners or occupiers of the land, and has particular regard to \
          freedom of expression and assembly. The record of that consultation belongs beside this pack.
          """),
      ])
  }

  /// What the data cannot show.
  var limitSection: Document.Section {
    let merged = order.restrictions.contains { restriction in
      restriction.offences.contains { OffenceTree.standard[$0].code == "asb" }
    }
    let always: [Sentence] = [
      """
      Reports are not behaviour: much is never reported, and an order with patrols can raise reporting while \
      behaviour falls.
      """,
      """
      Council records of the same behaviours (wardens, street cleansing, licensing) are only here if they were \
      imported.
      """,
      "Nothing here tells who did what, whether an order was breached, or how it was enforced.",
      """
      Other things that changed at the same time, such as licensing, building works, other patrols or \
      restrictions of movement in 2020 and 2021, are not accounted for.
      """,
    ]
    let source: Sentence =
      """
      The source counts all anti-social behaviour as one, so reports of the named behaviour cannot be told from \
      other anti-social behaviour in the same place.
      """
    return .init(
      "limits", "What the data cannot show", [.list((merged ? [source] : []) + always)])
  }
}
