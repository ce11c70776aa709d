package import Geometry
package import Records

/// The incidents of a fictional force, column by column.
package struct SimulatedIncidents: Sendable {
  /// Positions in metres of EPSG:27700: to a tenth of a metre, or of anonymisation points.
  package let points: [Point]
  /// Codes of the offence tree: the 14 that police.uk tells apart.
  package let offences: PooledTexts
  /// The month, in Europe/London.
  package let months: [Month]
  /// The moment of each incident; empty when the force knows months only.
  package let instants: [Instant]
  /// "On or near" the street of the nearest anonymisation point.
  package let places: PooledTexts
  /// Whether positions were moved to anonymisation points.
  package let precision: LocationPrecision

  package var count: Int { points.count }

  /// When an incident happened, as finely as the force knows.
  package func occurrence(of row: Int) -> Occurrence {
    instants.isEmpty ? .month(months[row]) : .between(instants[row], instants[row])
  }
}

/// An incident as it was drawn, before its force rounds or anonymises it.
struct IncidentDraft {
  let point: Point
  /// The place of its offence in `OffencePattern.all`.
  let offence: Int
  let time: WallTime
}

extension SimulatedIncidents {
  /// The columns of drafts in the order of time.
  init(_ drafts: [IncidentDraft], parameters: ForceParameters, land: ForceLand) {
    let isExact = parameters.times == .exact
    var points: [Point] = []
    var months: [Month] = []
    var offences: [Int] = []
    var streets: [Int] = []
    for draft in drafts {
      let nearest = land.anonymisationPoints.nearest(to: draft.point)
      points.append(isExact ? draft.point : land.anonymisationPoints.position(of: nearest))
      streets.append(land.anonymisationPoints.street(of: nearest))
      offences.append(draft.offence)
      months.append(draft.time.month)
    }
    self.points = points
    self.months = months
    instants = isExact ? drafts.map(\.time.instant) : []
    self.offences = PooledTexts(numbers: offences, texts: OffencePattern.all.map(\.code))
    places = PooledTexts(
      numbers: streets, texts: PlaceNames.streets.map { "On or near " + $0 })
    precision = isExact ? .exact : .anonymisedPoint
  }
}

extension PooledTexts {
  /// A column of texts given by number, pooled in the order of their first appearance.
  fileprivate init(numbers: [Int], texts: [String]) {
    var pool: [String] = []
    var codes: [Int32] = []
    var codeOfText = Array(repeating: Int32(-1), count: texts.count)
    codes.reserveCapacity(numbers.count)
    for number in numbers {
      if codeOfText[number] < 0 {
        codeOfText[number] = Int32(pool.count)
        pool.append(texts[number])
      }
      codes.append(codeOfText[number])
    }
    self.init(pool: pool, codes: codes)
  }
}
