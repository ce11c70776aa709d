import Records

/// The parts of a report after its summary, in their order.
enum ReportPart: String, CaseIterable, Hashable, Sendable {
  case rates, change, trends, hotspots, timing, concentration, harm

  var title: String {
    switch self {
    case .rates: "How much, beside others"
    case .change: "What changed"
    case .trends: "Where it is heading"
    case .hotspots: "Hotspots"
    case .timing: "When it happens"
    case .concentration: "How concentrated it is"
    case .harm: "Harm beside counts"
    }
  }

  /// Whether the report was given what the part needs.
  fileprivate func isAsked(of study: ReportStudy) -> Bool {
    switch self {
    case .change: study.comparison != nil
    case .harm: study.setting.harm != nil
    default: true
    }
  }

  /// What the part's question is given: what the report was, and what makes the answer one for a report.
  fileprivate func values(in study: ReportStudy) -> [String: [String]] {
    var values = study.question.values
    let subjects = study.subjects.map(\.code)
    switch self {
    case .rates, .change: values["by"] = ["offence"]
    case .trends:
      // All months there are, and crime and anti-social behaviour apart.
      values["from"] = nil
      values["offence"] = subjects
      if subjects.count > 1 { values["by"] = ["offence"] }
    case .concentration:
      // Of one kind of thing: the first total.
      values["offence"] = Array(subjects.prefix(1))
    case .hotspots, .timing, .harm: break
    }
    return values
  }
}

extension ReportStudy {
  /// What a part adds: sections, or one that says why there is none, and the document they are from.
  struct Answer: Sendable {
    var sections: [Document.Section] = []
    var document: Document?
    var caveats: [Caveat] = []
  }

  func answer(of part: ReportPart) async throws(StudyError) -> Answer {
    guard part.isAsked(of: self) else { return Answer() }
    do throws(StudyError) {
      return part == .hotspots ? try await hotspotAnswer() : try await otherAnswer(part)
    } catch {
      let words = error.sentence(naming: { "--" + $0 })
      return Answer(
        sections: [.init(part.rawValue, part.title, [.paragraph("Not shown. \(words)")])])
    }
  }

  /// The sections of another question's document.
  private func otherAnswer(_ part: ReportPart) async throws(StudyError) -> Answer {
    let asked = MethodCatalogue.questions.first { $0.method.verb == part.rawValue }
    guard let asked = asked as? any EvidenceQuestion.Type else { return Answer() }
    let known = Set(asked.method.parameters.map(\.name))
    let given = part.values(in: self).filter { known.contains($0.key) }
    let document = try await asked.init(given).document(on: data, in: setting)
    let sections = document.sections.enumerated().map { place, section in
      let told = part == .change ? section.withoutLists : section
      let title = place == 0 ? part.title : "\(part.title): \(section.title.lowercasedFirst)"
      return told.renamed("\(part.rawValue)-\(section.id)", title, within: part.rawValue)
    }
    return Answer(sections: sections, document: document, caveats: document.record.caveats)
  }
}

extension Document.Section {
  /// What the lists of changes say stands in the summary already.
  fileprivate var withoutLists: Document.Section {
    .init(id, title, blocks.filter { if case .list = $0 { false } else { true } })
  }
}

extension String {
  fileprivate var lowercasedFirst: String { prefix(1).lowercased() + dropFirst() }
}
