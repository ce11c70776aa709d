import Records

extension ReportStudy {
  /// What was recorded of each kind, for a report that neither compares nor divides.
  var kinds: Document.Section {
    let tree = OffenceTree.standard
    let now = incidents.tally
    let recorded = Set(now.incidents.map { data.incidents.offences[Int($0)] }).sorted()
    let rows = recorded.map { offence -> [Cell] in
      [
        .text(tree[offence].name), .text(tree[offence].code),
        .count(now.filter { data.incidents.offences[Int($0)] == offence }),
      ]
    }
    return .init(
      "recorded", "What was recorded",
      [
        .table(
          ResultTable(
            "recorded", "Recorded incidents by kind, \(words)",
            columns: [
              .init("offence", "Kind of offence", .words),
              .init("code", "Code", .words, isDetail: true), .init("count", "Recorded"),
            ], rows: rows,
            notes: [
              """
              Categories are as they were recorded; one that merges others cannot be split. Recorded crime and \
              anti-social behaviour are different things and are not added up.
              """
            ]))
      ])
  }
}
