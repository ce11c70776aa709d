import Evidence
import Geometry
import Records

extension Document {
  /// The document as its readers may see it: for the public without small counts, without what would give
  /// them away anywhere in it, without points and without what is sensitive for small places.
  ///
  /// - Throws: when it cannot be told to them at all.
  package func published(
    for readers: Readership, of data: StudyData
  ) throws(StudyError) -> Document {
    guard readers.audience == .public else { return self }
    let sensitive = SensitiveOffences(in: data)
    var isTooFine = false
    let tallies = PublicTallies(of: self, threshold: readers.threshold) { tally in
      let tooFine = sensitive.isTooFine(tally)
      isTooFine = isTooFine || tooFine
      return tooFine
    }
    if isTooFine && sensitive.isAll(of: record.terms) {
      throw .refused(
        parameter: "audience",
        reason:
          "Sexual offences, domestic abuse and hate crime are told to the public for whole local "
          + "policing units and months only; ask with --layer lpu, or for a wider group of offences."
      )
    }
    var edition = PublicEdition(tallies, data)
    let sections = sections.map { section in
      var section = section
      section.blocks = edition.published(section.blocks)
      return section
    }
    let terms = terms.map { Term($0.name, edition.published($0.value)) }
    let (title, subtitle) = (edition.marked(title), edition.marked(subtitle))
    var caveats = record.caveats.map(\.forPublic)
    if edition.withheld > 0 {
      caveats.append(.suppressedSmallNumbers(edition.withheld, below: readers.threshold))
    }
    if isTooFine { caveats.append(.sensitiveOffences) }
    var document = Document(
      question: question, title: title, subtitle: subtitle, sections: sections, terms: terms,
      record: record.with(caveats: caveats), projection: projection)
    document.marking = nil
    return document
  }
}

extension StudyRecord {
  fileprivate func with(caveats: [Caveat]) -> StudyRecord {
    StudyRecord(
      terms: terms, surface: surface, summary: summary, caveats: caveats, provenance: provenance)
  }
}
