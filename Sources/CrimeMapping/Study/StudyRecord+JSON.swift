import Geodesy
import GeoJSON
import Hotspots
import Records

extension StudyRecord {
  /// The study's terms as members of a JSON object, for a question to add its own.
  var termMembers: [JSONValue.Member] {
    [
      .init(
        "offences", terms.offences.isEmpty ? "all" : .array(terms.offences.map { .string($0) }))
    ] + qualifierMembers + [
      .init("from", .string(terms.from)),
      .init("to", .string(terms.to)),
      .init("days", .rounded(terms.days, decimals: 2)),
      .init("layer", .string(terms.layer)),
      .init("layer_rule", JSONValue(terms.layerRule)),
      .init("areas", terms.areas.isEmpty ? "all" : .array(terms.areas.map { .string($0) })),
      .init("area_km2", .rounded(terms.areaKm2, decimals: 4)),
      .init("crs", .string(terms.crs)),
      .init("projection", .string(terms.operation.name)),
      .init("projection_accuracy_m", terms.operation.accuracy.map { .number($0) } ?? .null),
    ] + weightMembers
  }

  /// What incidents must have besides; nothing where nothing was asked for.
  private var qualifierMembers: [JSONValue.Member] {
    guard !terms.qualifiers.isEmpty else { return [] }
    return [.init("qualifiers", .array(terms.qualifiers.map { .string($0.rawValue) }))]
  }

  /// The table of weights; nothing where each incident counts for one.
  private var weightMembers: [JSONValue.Member] {
    guard let harm = terms.harm else { return [] }
    return [
      .init(
        "weights",
        .object([.init("file", .string(harm.file)), .init("sha256", .string(harm.digest))]))
    ]
  }

  /// - Parameter counts: for each area how many of something the question counts, by code.
  func summaryMembers(_ name: String? = nil, _ counts: [String: Int] = [:]) -> [JSONValue.Member] {
    let areas = summary.areas.map { area, count -> JSONValue in
      let more = name.map { [JSONValue.Member($0, .integer(counts[area.code] ?? 0))] } ?? []
      return .object(
        [
          .init("code", .string(area.code)), .init("name", .string(area.name)),
          .init("count", .integer(count)),
        ] + more)
    }
    return [
      .init("incidents", .integer(summary.incidents)),
      .init("without_location", .integer(summary.withoutLocation)),
      .init("outside_areas", .integer(summary.outsideAreas)),
      .init("areas", .array(areas)),
    ]
  }

  var caveatsJSON: JSONValue {
    .array(
      caveats.map {
        .object([.init("code", .string($0.code)), .init("sentence", .string($0.sentence))])
      })
  }

  var provenanceJSON: JSONValue {
    func list(_ batches: [ImportBatch]) -> JSONValue {
      .array(
        batches.map {
          .object([.init("file", .string($0.file)), .init("sha256", .string($0.digest))])
        })
    }
    let compared =
      provenance.denominators.isEmpty
      ? [] : [JSONValue.Member("denominators", list(provenance.denominators))]
    return .object(
      [
        .init("software", .string("hotbeat \(provenance.version)")),
        .init("incidents", list(provenance.incidents)),
        .init("boundaries", list(provenance.boundaries)),
      ] + compared + [
        .init("offence_tree", .string(provenance.offenceTree))
      ] + simulationMembers + [
        .init("elapsed_s", .rounded(provenance.elapsedSeconds, decimals: 4))
      ])
  }
}

extension StudyRecord {
  private var simulationMembers: [JSONValue.Member] {
    guard let simulation = provenance.simulation else { return [] }
    return [
      .init("seed", .integer(Int(simulation.seed))),
      .init("simulations", .integer(simulation.replicates)),
    ]
  }

  /// The members that every collection has beside its features.
  ///
  /// - Parameters:
  ///   - question: the verb.
  ///   - own: the question's own terms as used.
  ///   - summary: what the question counts, beside the incidents.
  func members(
    question: String, _ own: [JSONValue.Member], summary: [JSONValue.Member]
  ) -> [JSONValue.Member] {
    [
      .init(
        "study",
        .object(
          [.init("question", .string(question))] + termMembers + (surface?.members ?? []) + own)),
      .init("summary", .object(summary)), .init("caveats", caveatsJSON),
      .init("provenance", provenanceJSON),
    ]
  }
}

extension SurfaceMaking {
  /// How the surface was made, as members of a JSON object.
  var members: [JSONValue.Member] {
    [
      .init("kernel", .string(kernel.shape.rawValue)),
      .init("bandwidth_m", .rounded(kernel.radius, decimals: 3)),
      .init("standard_deviation_m", .rounded(kernel.standardDeviation, decimals: 3)),
      .init("bandwidth_rule", JSONValue(choice?.rule.rawValue)),
      .init("bandwidth_curve", curve),
      .init("bandwidth_note", JSONValue(choice?.note)),
      .init("adaptive", adaptiveJSON),
      .init("cell_m", .number(cell)),
      .init("edge_correction", .string(edge.rawValue)),
      .init("locations", .string(locations.rawValue)),
    ]
  }

  /// The criterion that the rule went by, at each standard deviation it looked at.
  private var curve: JSONValue {
    guard let choice, !choice.curve.isEmpty else { return .null }
    return .array(
      choice.curve.map {
        .object([
          .init("standard_deviation_m", .rounded($0.standardDeviation, decimals: 4)),
          .init("criterion", .number($0.criterion)),
        ])
      })
  }

  private var adaptiveJSON: JSONValue {
    guard let adaptive, let deviations else { return .null }
    let rule =
      switch adaptive {
      case .abramson: "abramson"
      case .nearest(let rank): "nearest \(rank)"
      }
    return .object([
      .init("rule", .string(rule)),
      .init("least_standard_deviation_m", .rounded(deviations.least, decimals: 3)),
      .init("median_standard_deviation_m", .rounded(deviations.median, decimals: 3)),
      .init("most_standard_deviation_m", .rounded(deviations.most, decimals: 3)),
    ])
  }
}
