import Geometry
package import Maps
import Records

extension HotspotReport {
  /// The report as a map for a briefing. Hotspots are numbered as they are listed.
  package func map() -> HotspotMap {
    HotspotMap(
      title: title, subtitle: subtitle,
      unit: (record.terms.harm == nil ? "Incidents" : "Harm") + " per km² in the period",
      outlines: outlines.map { .init(name: $0.name, code: $0.code, shape: $0.shape) },
      hotspots: hotspots.enumerated().map { index, hotspot in
        let words = [hotspot.place, "\(grouped(hotspot.count)) incidents", hotspot.area?.name]
        return .init(
          number: index + 1, shape: hotspot.shape, density: hotspot.meanPerKm2,
          caption: words.compactMap { $0 }.joined(separator: ", "))
      },
      caveats: record.caveats.map(\.sentence), attribution: record.provenance.attribution)
  }
}
