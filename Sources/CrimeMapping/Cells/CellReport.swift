import Areas
import GeoJSON
import Geodesy
import Hotspots
import Maps
package import Records

/// The answer to a `CellQuestion`: each unit with its numbers and what the statistic says of it, and what
/// every result carries.
package struct CellReport: StudyReport {
  package let question: CellQuestion
  package let record: StudyRecord
  let units: StudyUnits
  let numbers: CellNumbers
  let values: [Double?]
  package let findings: CellFindings?
  let locations: SurfaceTerms.Locations
  let projection: Projection
  /// The areas to draw.
  let outlines: [Area]
}

extension CellReport {
  package func bytes(as form: ResultForm) throws(StudyError) -> [UInt8] {
    switch form {
    case .table: Array(table.utf8)
    case .csv: Array(csv.utf8)
    case .svg: Array(map().svg().utf8)
    default: try featureCollection().bytes
    }
  }

  package var count: Int { units.lattice.count }

  /// For each unit its place in the statistic; `nil` for one without a value.
  var tested: [Int?] {
    var places = [Int?](repeating: nil, count: count)
    for (place, unit) in (findings?.units ?? []).enumerated() { places[unit] = place }
    return places
  }

  /// What the statistic compares, in words.
  var comparedWords: String {
    switch question.transform {
    case .none: valueWords
    case .sqrt: "square roots of \(valueWords)"
    case .log: "log(1 + \(valueWords))"
    }
  }

  /// What each unit's value is, in words.
  var valueWords: String {
    let amount = record.terms.harm == nil ? "incidents" : "harm"
    let denominator = numbers.denominator
    switch question.value {
    case .count: return amount
    case .density: return "\(amount) per km²"
    case .rate:
      let of = "rate per 1,000 \(denominator?.measure ?? "")"
      guard case .moran = question.statistic else {
        return "empirical Bayes \(of), over the period"
      }
      return "\(of), standardised by empirical Bayes"
    }
  }

  /// What the units are, in words.
  var unitWords: String {
    switch units.terms.shape {
    case .square: "squares of \(plain(units.terms.size)) m"
    case .hexagon: "hexagons of \(plain(units.terms.size)) m"
    case .area: "areas of the layer \(units.layer?.name ?? "")"
    }
  }
}

extension CellFindings {
  /// The statistic's name as people write it.
  var statisticWords: String {
    switch association.statistic {
    case .gi: "Gi"
    case .giStar: "Gi*"
    case .moran: "local Moran"
    }
  }
}

extension LocalPattern {
  /// As a legend has it.
  var words: String {
    switch self {
    case .hot: "hot"
    case .cold: "cold"
    case .highHigh: "high-high"
    case .lowLow: "low-low"
    case .highLow: "high-low"
    case .lowHigh: "low-high"
    case .notSignificant: "not significant"
    case .noNeighbours: "no neighbours"
    case .undefined: "undefined"
    }
  }
}
