import Records

extension StudyIncidents {
  /// All incidents of the study.
  var tally: Tally { Tally(inside) }

  /// For each area of the study's layer the incidents in it.
  /// - Complexity: O(*n* + areas).
  func tallies(areas count: Int) -> [Tally] {
    var lists = [[Int32]](repeating: [], count: count)
    for (incident, area) in zip(inside, areas) where area >= 0 { lists[Int(area)].append(incident) }
    return lists.map { Tally($0) }
  }
}

extension Tally {
  /// Those recorded under an offence or below it.
  func of(_ offences: OffenceSelection, in data: StudyData) -> Tally {
    filter { offences.contains(data.incidents.offences[Int($0)]) }
  }

  /// Those of each of so many months, the first first; others are left out.
  func byMonth(_ months: ClosedRange<Month>, in data: StudyData) -> [Tally] {
    let first = months.lowerBound.ordinal
    var lists = [[Int32]](repeating: [], count: Int(months.upperBound.ordinal - first) + 1)
    for incident in incidents {
      let month = data.incidents.months[Int(incident)]
      if months.contains(month) { lists[Int(month.ordinal - first)].append(incident) }
    }
    return lists.map { Tally($0) }
  }

  /// Those that bear all of some qualifiers.
  func with(_ qualifiers: Qualifiers, in data: StudyData) -> Tally {
    qualifiers.isEmpty
      ? self : filter { data.incidents.qualifiers(of: Int($0)).isSuperset(of: qualifiers) }
  }

  /// Those in a list of another tally too.
  func and(_ other: Tally) -> Tally {
    let others = Set(other.incidents)
    return filter { others.contains($0) }
  }
}
