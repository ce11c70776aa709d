package import Areas
package import Records

/// Has the behaviour that an order names persisted, and would it again? The question with its parameters, as asked.
package struct OrderQuestion: EvidenceQuestion {
  package let terms: StudyTerms
  /// How far the ring around the order's area reaches, in metres.
  let ring: Double
  /// How far from its boundary, on either side, a place is near it, in metres.
  let edge: Double
  /// Areas of the layer to compare with, by code or name.
  let controls: [String]
  /// How many areas make a control that is chosen by rule.
  let matches: Int
  let confidence: Double
  package let readers: Readership

  private static let own = [
    ParameterDescription(
      "control-area", .text, "Area of the layer to compare with, by code or name",
      fallback: "areas that were most like the order's before", repeats: true),
    ParameterDescription(
      "matches", .integer(1...20), "How many areas make a control that is chosen by rule",
      fallback: "3"),
    ParameterDescription(
      "ring", .number(50...5_000),
      "How far around the order's area to look for what may have moved, in metres", fallback: "200"),
    ParameterDescription(
      "edge", .number(5...1_000),
      "How far from the boundary, on either side, counts as near it, in metres", fallback: "50"),
  ]

  package static let method = MethodDescription(
    verb: "order-review",
    asks:
      "Has the behaviour that a public spaces protection order names persisted, and would it again?",
    explanation: """
      Reads an order (its dates, and for each restriction the offences, qualifiers and hours that it addresses) \
      and its area, and writes the evidence for its review: reports of the named behaviour before and during \
      the order, month by month, per km² and beside its ring and control areas; in how many weeks or months it \
      happened at all; its hours beside the order's; whether the boundary is drawn where it happens; and what \
      to expect if the order lapses. Months are compared with months of the same name. What changed is told; \
      why it changed only where every check of validity passes.
      """,
    example: """
      hotbeat order-review --order order.yaml --order-area square.geojson --output review.html
      """,
    parameters: StudyTerms.parameters.filter { $0.name != "offence" } + own
      + [EvidenceParameters.confidence] + Readership.parameters,
    forms: [.json, .table, .html, .csv, .geojson, .svg],
    files: [
      FileDescription("order", "YAML file of the order's dates and restrictions (docs/orders.md)"),
      FileDescription(
        "order-area",
        "GeoJSON file of the order's area, in the place of the one that the order's file names"),
      FileDescription("control", "GeoJSON file of the areas to compare with"),
    ])

  package init(_ values: [String: [String]]) throws(StudyError) {
    let given = try GivenValues(values, for: Self.method.parameters)
    terms = try StudyTerms(given)
    ring = try given.number(Self.own["ring"]) ?? 200
    controls = given.texts("control-area")
    matches = try given.integer(Self.own["matches"]) ?? 3
    edge = try given.number(Self.own["edge"]) ?? 50
    confidence = try EvidenceParameters.confidence(given)
    readers = try Readership(given)
    guard ring > edge else {
      throw .badValue(
        parameter: "ring", value: plain(ring),
        reason: "is no wider than the edge of \(plain(edge)) m")
    }
  }

  /// All months: what came before an order is as much asked for as what came during it.
  package var months: ClosedRange<Month>? { nil }

  package func document(
    on data: StudyData, in setting: StudySetting
  ) async throws(StudyError) -> Document {
    try await OrderReviewStudy(self, of: data, in: setting).document()
  }
}

/// An order with its area, and the areas it is compared with, as the user gave them.
package struct SuppliedOrder: Sendable {
  package let order: PublicSpacesOrder
  /// One area or more, which together are the order's.
  package let area: AreaLayer
  /// Areas to compare with; chosen by rule when `nil`.
  package let control: AreaLayer?

  package init(order: PublicSpacesOrder, area: AreaLayer, control: AreaLayer?) {
    self.order = order
    self.area = area
    self.control = control
  }
}
