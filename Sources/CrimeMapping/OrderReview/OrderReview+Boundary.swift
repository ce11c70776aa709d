import Areas
import Evidence
import Geometry
import Maps
import Records

extension OrderReviewStudy {
  /// Whether the named behaviours happen inside the boundary, along it or beyond it.
  func boundarySection() async throws(StudyError) -> Document.Section {
    let table = ResultTable(
      "bands", "Along the boundary, before and during the order",
      columns: [
        .init("band", "Where", .words), .init("area_km2", "km²"), .init("before", "Before"),
        .init("during", "During"), .init("during_per_km2_year", "During, per km² and year"),
        .init("ratio", "Ratio"),
        .init("ratio", "95% interval", .interval).named(confidence: question.confidence),
      ], rows: bands.map(row),
      notes: [
        """
        A band just outside as dense as the inside asks whether the boundary is drawn too tightly; one of the \
        order's area without reports, whether it is drawn too widely.
        """
      ])
    return .init(
      "boundary", "Is the boundary right?",
      [.table(table)] + (try await hotspotBlocks()))
  }

  private var bands: [(name: String, place: OrderPlace, shape: MultiPolygon<Point>)] {
    let (edge, ring) = (plain(question.edge), plain(question.ring))
    return [
      ("Inside, \(edge) m or more from the boundary", .core, places.bands.core),
      ("Inside, within \(edge) m of the boundary", .inner, places.bands.inner),
      ("Outside, within \(edge) m of the boundary", .outer, places.bands.outer),
      ("Outside, \(edge) to \(ring) m from it", .beyond, places.bands.beyond),
    ]
  }

  private func row(
    _ band: (name: String, place: OrderPlace, shape: MultiPolygon<Point>)
  ) -> [Cell] {
    let change = change(all, in: band.place)
    let areaKm2 = band.shape.area / 1e6
    let density: Cell =
      areaKm2 > 0
      ? .number(
        Double(change.during.count) / areaKm2 / periods.daysAfter * 365.2425, decimals: 1,
        from: [change.during])
      : .undefined("the area is too narrow for such a band")
    return [
      .text(band.name), .number(areaKm2, decimals: 3), .count(change.before),
      .count(change.during), density, change.ratioCell, change.intervalCell,
    ]
  }

  /// The hotspots of the named behaviours, during the order, of the areas that the order lies in.
  private func hotspotBlocks() async throws(StudyError) -> [Document.Block] {
    guard all.duringEverywhere.count >= 20 else {
      return [.paragraph("There were too few reports during the order to look for hotspots.")]
    }
    let found = try await hotspots()
    guard !found.isEmpty else {
      return [
        .paragraph("No hotspot of the surrounding areas reaches the order's area or its ring.")
      ]
    }
    let rows = found.map { hotspot -> [Cell] in
      [
        .text("\(hotspot.rank)", from: found.map(\.tally)),
        .text(hotspot.position.rawValue, from: [hotspot.tally]), .count(hotspot.tally),
        .number(hotspot.shareInside, .share(0), from: [hotspot.tally]),
        .number(hotspot.areaKm2, decimals: 3, from: [hotspot.tally]),
      ]
    }
    let table = ResultTable(
      "hotspots", "Hotspots of the surrounding areas that reach the order's area or its ring",
      columns: [
        .init("rank", "Rank"), .init("position", "Where", .words), .init("count", "Reports"),
        .init("share_inside", "Part of it inside"), .init("area_km2", "km²"),
      ], rows: rows,
      notes: [
        """
        Found as `hotbeat hotspots` finds them, from \("\(periods.after[0])") on; ranks are among all hotspots of the \
        surrounding areas, and reports are those of the months compared.\
        \(sharedQualifiers == nil ? " Hotspots are of these offences whatever their qualifiers, as restrictions name different ones." : "")
        """
      ], shapes: found.map(\.shape))
    return [.map(hotspotMap(found)), .table(table)]
  }
}
