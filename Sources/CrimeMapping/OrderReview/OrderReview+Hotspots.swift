import Areas
import Geometry
import Records

/// A hotspot that reaches an order's area or its ring.
struct OrderHotspot: Sendable {
  enum Position: String, Sendable {
    case inside
    case across = "across the boundary"
    case outside = "just outside"
  }

  let rank: Int
  let position: Position
  let shareInside: Double
  let areaKm2: Double
  let tally: Tally
  let shape: MultiPolygon<Point>
}

extension OrderReviewStudy {
  /// The hotspots during the order of the areas of the layer that the order touches.
  func hotspots() async throws(StudyError) -> [OrderHotspot] {
    let qualifiers = sharedQualifiers ?? []
    let around = try areasAround()
    guard !around.isEmpty, let first = periods.after.first, let last = periods.after.last else {
      return []
    }
    let offences = incidentsTerms.map { ("offence", [$0]) }
    let values = Dictionary(offences.map { ($0.0, $0.1) }, uniquingKeysWith: +)
    let asked = values.merging(
      [
        "layer": [scope.layer.name], "area": around.map(\.code), "from": ["\(first)"],
        "to": ["\(last)"], "resamples": ["0"],
      ].merging(qualifiers.isEmpty ? [:] : ["qualifier": qualifiers.map(\.rawValue)]) { $1 }
    ) { $1 }
    let report = try await HotspotStudy(
      try HotspotQuestion(
        scope.isOfStore ? asked : asked.filter { $0.key != "area" && $0.key != "layer" }),
      of: data, studyArea: setting.studyArea, threads: setting.threads
    ).run()
    var found: [OrderHotspot] = []
    for hotspot in report.hotspots {
      if let near = try position(of: hotspot) { found.append(near) }
    }
    return found
  }

  /// The qualifiers that all restrictions name alike; `nil` where they differ.
  var sharedQualifiers: [Qualifier]? {
    let all = Set(order.restrictions.map { Set($0.qualifiers) })
    guard all.count == 1 else { return nil }
    return order.restrictions[0].qualifiers
  }

  private var incidentsTerms: [String] {
    Set(order.restrictions.flatMap(\.offences)).sorted().map { OffenceTree.standard[$0].code }
  }

  /// The areas of the layer that share ground with the order's.
  private func areasAround() throws(StudyError) -> [Area] {
    var around: [Area] = []
    for index in scope.areas {
      let area = scope.layer.areas[index]
      if try shared(area.shape, places.order) > 1 { around.append(area) }
    }
    return around
  }

  /// `nil` for a hotspot that reaches neither the order's area nor its ring.
  private func position(of hotspot: Hotspot) throws(StudyError) -> OrderHotspot? {
    let inside = try shared(hotspot.shape, places.order)
    let around = MultiPolygon(places.bands.outer.polygons + places.bands.beyond.polygons)
    let near = try shared(hotspot.shape, around)
    guard inside > 1 || near > 1 else { return nil }
    let share = min(1, inside / max(hotspot.shape.area, 1))
    let lookup = AreaLayer(
      name: "hotspot", areas: [Area(layer: "hotspot", code: "1", name: "", shape: hotspot.shape)])
    let tally = all.duringEverywhere
    let places = lookup.areas(of: tally.incidents.map { data.incidents.points[Int($0)] })
    return OrderHotspot(
      rank: hotspot.rank,
      position: share > 0.95 ? .inside : inside > 1 ? .across : .outside, shareInside: share,
      areaKm2: hotspot.areaKm2,
      tally: Tally(zip(tally.incidents, places).filter { $0.1 >= 0 }.map(\.0)),
      shape: hotspot.shape)
  }

  private func shared(
    _ a: MultiPolygon<Point>, _ b: MultiPolygon<Point>
  ) throws(StudyError) -> Double {
    guard let first = a.box, let second = b.box, first.intersects(second) else { return 0 }
    do throws(OverlayError) {
      return try sharedArea(a, b)
    } catch {
      throw .overlayFailed(reason: "\(error.operation): \(error.message)")
    }
  }
}
