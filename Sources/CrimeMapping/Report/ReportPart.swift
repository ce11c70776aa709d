import Records

/// The parts of a report after its summary, in their order.
enum ReportPart: CaseIterable, Sendable {
  case rates, change, trends, months, hotspots, timing, concentration, harm

  /// The question whose sections the part shows; `nil` for a part of the report's own.
  fileprivate var verb: String? {
    switch self {
    case .rates: "rates"
    case .change: "change"
    case .trends: "trends"
    case .timing: "timing"
    case .concentration: "concentration"
    case .harm: "harm"
    case .months, .hotspots: nil
    }
  }

  fileprivate var title: String {
    switch self {
    case .rates: "How much: rates beside others"
    case .change: "What changed"
    case .trends: "Where it is heading"
    case .months: "Month by month"
    case .hotspots: "Hotspots"
    case .timing: "When it happens"
    case .concentration: "How concentrated it is"
    case .harm: "Harm beside counts"
    }
  }

  /// What the part asks beside what the report was asked.
  fileprivate var values: [String: [String]] {
    switch self {
    case .rates, .change: ["by": ["offence"]]
    default: [:]
    }
  }

  /// What the part must not be given: a trend is of all months there are.
  fileprivate var omitted: Set<String> { self == .trends ? ["from"] : [] }

  fileprivate var id: String { verb ?? (self == .months ? "months" : "hotspots") }
}

extension ReportStudy {
  /// A part's sections, or one that says why there is none, and what to bear in mind with them.
  func sectionsAndCaveats(
    of part: ReportPart
  ) async throws(StudyError) -> (sections: [Document.Section], caveats: [Caveat]) {
    do throws(StudyError) {
      switch part {
      case .months: return ([.init(part.id, part.title, monthBlocks)], [])
      case .hotspots: return try await hotspotSections()
      default: return try await answered(part)
      }
    } catch {
      let words = error.sentence(naming: { "--" + $0 })
      return ([.init(part.id, part.title, [.paragraph("Not shown. \(words)")])], [])
    }
  }

  /// The sections of another question's document.
  private func answered(
    _ part: ReportPart
  ) async throws(StudyError) -> (sections: [Document.Section], caveats: [Caveat]) {
    let asked = MethodCatalogue.questions.first { $0.method.verb == part.verb }
    guard let asked = asked as? any EvidenceQuestion.Type else { return ([], []) }
    let known = Set(asked.method.parameters.map(\.name))
    let given = question.values.merging(part.values) { $1 }
      .filter { known.contains($0.key) && !part.omitted.contains($0.key) }
    let document = try await asked.init(given).document(on: data, in: setting)
    let sections = document.sections.enumerated().map { place, section in
      let title = place == 0 ? part.title : "\(part.title): \(section.title.lowercasedFirst)"
      return section.renamed("\(part.id)-\(section.id)", title, within: part.id)
    }
    return (sections, document.record.caveats)
  }
}

extension String {
  fileprivate var lowercasedFirst: String { prefix(1).lowercased() + dropFirst() }
}
