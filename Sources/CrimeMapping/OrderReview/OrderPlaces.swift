import Areas
import Geometry
import Records

/// Where a review counts: the order's area, the bands along its boundary, its ring and its control.
struct OrderPlaces: Sendable {
  let order: MultiPolygon<Point>
  let bands: BoundaryBands
  let control: MultiPolygon<Point>?
  private let lookup: AreaLayer

  /// The disjoint parts that incidents are counted in.
  enum Part: String, CaseIterable, Sendable {
    // In the order of their codes, by which a layer sorts its areas.
    case core = "1", inner = "2", outer = "3", beyond = "4", control = "5"
  }

  init(
    order: MultiPolygon<Point>, control: MultiPolygon<Point>?, edge: Double, ring: Double
  ) throws(StudyError) {
    self.order = order
    self.control = control
    do throws(OverlayError) {
      bands = try BoundaryBands(of: order, edge: edge, ring: ring)
    } catch {
      throw .overlayFailed(reason: "\(error.operation): \(error.message)")
    }
    let shapes: [(Part, MultiPolygon<Point>)] = [
      (.core, bands.core), (.inner, bands.inner), (.outer, bands.outer), (.beyond, bands.beyond),
      (.control, control ?? MultiPolygon([])),
    ]
    lookup = AreaLayer(
      name: "parts of a review",
      areas: shapes.map { part, shape in
        Area(layer: "parts of a review", code: part.rawValue, name: part.rawValue, shape: shape)
      })
  }

  /// For each incident of a tally the part it lies in.
  func parts(of tally: Tally, in data: StudyData) -> [Part: Tally] {
    let places = lookup.areas(of: tally.incidents.map { data.incidents.points[Int($0)] })
    var lists: [Part: [Int32]] = [:]
    for (incident, place) in zip(tally.incidents, places) where place >= 0 {
      lists[Part.allCases[Int(place)], default: []].append(incident)
    }
    return lists.mapValues { Tally($0) }
  }
}

/// The places that a review tells of, each made of parts.
enum OrderPlace: CaseIterable, Sendable {
  case order, core, inner, ring, outer, beyond, control

  var parts: [OrderPlaces.Part] {
    switch self {
    case .order: [.core, .inner]
    case .core: [.core]
    case .inner: [.inner]
    case .ring: [.outer, .beyond]
    case .outer: [.outer]
    case .beyond: [.beyond]
    case .control: [.control]
    }
  }
}

extension [OrderPlaces.Part: Tally] {
  /// The incidents in any part of a place.
  subscript(place: OrderPlace) -> Tally {
    Tally(place.parts.flatMap { self[$0]?.incidents ?? [] })
  }
}
