import Areas
import Geometry
import Maps
import Records

extension OrderReviewStudy {
  /// The order's area, its ring and its control.
  var placeMap: MapFigure {
    let ring = MultiPolygon(places.bands.outer.polygons + places.bands.beyond.polygons)
    var marks: [MapFigure.Mark] = [
      .init(Self.ringLook, .polygon(ring)), .init(Self.orderLook, .polygon(places.order)),
    ]
    if let control = places.control { marks.append(.init(Self.controlLook, .polygon(control))) }
    return MapFigure(
      "place-map", caption: "The order's area, the ring around it and the control",
      alternative: """
        Map of the order's area with a ring of \(plain(question.ring)) m around it\
        \(places.control == nil ? "." : ", and of the control.")
        """,
      unit: "Places", outlines: [], marks: marks)
  }

  /// The order's area and the hotspots that reach it or its ring.
  func hotspotMap(_ hotspots: [OrderHotspot]) -> MapFigure {
    let shapes = hotspots.map { hotspot in
      MapFigure.Mark(
        Self.hotspotLook, .polygon(hotspot.shape), number: hotspot.rank,
        caption: "\(.count(hotspot.tally)) reports, \(hotspot.position.rawValue)")
    }
    return MapFigure(
      "hotspot-map", caption: "Hotspots of the named behaviours beside the order's boundary",
      alternative: "Map of the order's area and the hotspots that reach it.",
      unit: "Places", outlines: [],
      marks: [.init(Self.orderLook, .polygon(places.order))] + shapes)
  }

  private static let hotspotLook = ThematicMap.Category(
    name: "Hotspot", colour: "#542788", fill: .open)
  private static let orderLook = ThematicMap.Category(
    name: "Order's area", colour: "#b2182b", fill: .tint)
  private static let ringLook = ThematicMap.Category(
    name: "Ring", colour: "#e08214", fill: .hatched)
  private static let controlLook = ThematicMap.Category(
    name: "Control", colour: "#2166ac", fill: .backHatched)
}
