import Geodesy
import Geometry
import Hotspots
import Probability
import RecordFiles
import Records

extension HotspotReport {
  /// The ranked hotspots for a terminal, with the study's terms above and its caveats below.
  package var table: String {
    var table = TextTable(
      [("Rank", .right)] + question.certainty.columns.map { ($0.name, .right) } + [
        ("Area", .left), ("Place", .left), ("Incidents", .right),
        ("Share", .right), ("km²", .right),
        (record.terms.harm == nil ? "Mean/km²" : "Harm/km²", .right), ("PAI", .right),
      ])
    for hotspot in hotspots {
      table.add(
        [String(hotspot.rank)] + question.certainty.columns.map { $0.text(hotspot.certainty) } + [
          areaText(hotspot.area), hotspot.place ?? "", grouped(hotspot.count),
          fixed(hotspot.share * 100, 1) + " %", fixed(hotspot.areaKm2, 2),
          fixed(hotspot.meanPerKm2, 0), fixed(hotspot.pai, 1),
        ])
    }
    let none = "No place meets the criteria.\n"
    return record.page(
      title, subtitle, hotspots.isEmpty ? none : table.text + "\n" + question.certainty.words)
  }

  /// One line for each hotspot, with the middle of its box in degrees.
  package var csv: String {
    let header = [
      "id", "rank", "area", "area_name", "place", "count", "share", "area_km2",
      "density_peak_per_km2", "density_mean_per_km2", "pai", "longitude", "latitude", "rank_low",
      "rank_high", "stability", "p",
    ]
    return hotspots.enumerated().reduce(into: csvLine(header)) { text, entry in
      let (index, hotspot) = entry
      let middle = middle(of: hotspot)
      text += csvLine([
        String(index + 1), String(hotspot.rank), hotspot.area?.code ?? "",
        hotspot.area?.name ?? "", hotspot.place ?? "", String(hotspot.count),
        fixed(hotspot.share, 6), fixed(hotspot.areaKm2, 6), fixed(hotspot.peakPerKm2, 4),
        fixed(hotspot.meanPerKm2, 4), fixed(hotspot.pai, 4), middle.0, middle.1,
        rank(hotspot.certainty.resampled?.bestRank), rank(hotspot.certainty.resampled?.worstRank),
        hotspot.certainty.resampled.map { fixed($0.stability, 4) } ?? "",
        hotspot.certainty.p.map { fixed($0.value, 6) } ?? "",
      ])
    }
  }

  private func rank(_ rank: Int?) -> String { rank.map { String($0) } ?? "" }

  private func middle(of hotspot: Hotspot) -> (String, String) {
    guard let box = hotspot.shape.box,
      let place = projection.positions(
        of: [.init(x: (box.minX + box.maxX) / 2, y: (box.minY + box.maxY) / 2)])[0]
    else { return ("", "") }
    return (fixed(place.longitude, 6), fixed(place.latitude, 6))
  }

  private func areaText(_ area: Area?) -> String { area.map { "\($0.code) \($0.name)" } ?? "" }

  /// What was mapped and when, such as "Anti-social behaviour hotspots, 2018-10 to 2018-12".
  package var title: String {
    let what = record.terms.harm == nil ? "hotspots" : "hotspots of harm"
    return "\(record.terms.subject): \(what), \(record.terms.span)"
  }

  /// How it was mapped.
  package var subtitle: String {
    let share = plain((question.hotShare * 100 * 1e6).rounded() / 1e6)
    let ranked = per.map { " of each \($0)" } ?? ""
    return """
      \(grouped(record.summary.incidents)) incidents on \(grouped(Int(record.terms.areaKm2.rounded()))) \
      km², \(grouped(inHotspots)) of them in \(hotspots.count) hotspots; \(record.words), \
      hottest \(share) %\(ranked)
      """
  }
}
