/// Which offences a question is about.
package struct OffenceSelection: Sendable {
  /// The offences asked for; empty means every incident.
  package let asked: [OffenceTree.ID]
  fileprivate let selected: [Bool]
  fileprivate let partly: [Bool]

  /// Whether incidents recorded under this offence belong to the selection.
  package func contains(_ id: OffenceTree.ID) -> Bool { selected[Int(id)] }

  /// Whether some, but not all, of what a source records under this offence was asked for, so that
  /// the data cannot answer: the offence merges others, or stands above what was asked.
  package func isAskedInPart(_ id: OffenceTree.ID) -> Bool { partly[Int(id)] }
}

extension OffenceTree {
  /// The selection of all offences at or below those asked for; of every offence when none is.
  ///
  /// An offence that merges others is selected with any that holds all it merges, and it selects what
  /// it merges in turn.
  package func selection(of asked: [ID]) -> OffenceSelection {
    let all = offences.indices.map { ID($0) }
    guard !asked.isEmpty else {
      let none = all.map { _ in false }
      return OffenceSelection(asked: [], selected: none.map { _ in true }, partly: none)
    }
    let roots = asked + asked.flatMap { merged(by: $0) }
    func isChosen(_ id: ID) -> Bool { roots.contains { isWithin(id, $0) } }
    var selected = all.map(isChosen)
    var partly = all.map { _ in false }
    for id in all where !selected[Int(id)] && !self[id].merges.isEmpty {
      let parts = merged(by: id)
      selected[Int(id)] = parts.allSatisfy(isChosen)
      partly[Int(id)] =
        !selected[Int(id)] && parts.contains { part in roots.contains { overlap(part, $0) } }
    }
    // What is recorded above an offence asked for may or may not be that offence.
    for id in all where !selected[Int(id)] {
      if roots.contains(where: { $0 != id && isWithin($0, id) }) { partly[Int(id)] = true }
    }
    return OffenceSelection(asked: asked, selected: selected, partly: partly)
  }

  private func merged(by id: ID) -> [ID] { self[id].merges.compactMap { self.id(code: $0) } }

  private func overlap(_ a: ID, _ b: ID) -> Bool { isWithin(a, b) || isWithin(b, a) }
}
